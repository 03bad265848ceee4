"""In which language a text is, by its script and its commonest words; unsure is None."""

import re
import unicodedata
from collections import Counter

# What is read to guess: enough for a page, not a book.
MAX_CHARACTERS = 20_000
# Fewer words than this say little.
MIN_WORDS = 12
# One word in ten of running text is one of these; the runner-up must be well behind.
MIN_SHARE, MIN_LEAD = 0.08, 1.5
# Fewer different ones may be another language's words: "met" and "in" are Dutch and English.
MIN_FOUND = 3
_WORD = re.compile(r"[^\W\d_]+")
# A script that one language of news writes nearly alone, or the commonest of those that share it.
_SCRIPTS = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "THAI": "th",
}
# A quarter of the letters in kana make Japanese of what is mostly CJK.
_KANA_SHARE = 0.1
_COMMON = {
    "en": "the of and to in a is that for it on was with as be by at from are this have not said",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden",
    "fr": "de la le les et des en un une du est que dans qui pour pas sur au par il plus ce avec sont",
    "es": "de la que el en y los se del las un por con una para es su al lo como más fue ha",
    "it": "di e il la che in un per è del non una sono della con si da le dei al nel alla ha",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos foi ao das",
    "nl": "de het een van en in is dat op te zijn voor met die niet aan er om ook als door bij",
    "sv": "och i att det som en på är av för med till den har inte om ett han de var från",
    "da": "og i at det er en til på som for af med den har ikke de der et var fra om",
    "pl": "w i na z się do nie że jest to o jak po od za przez są dla oraz który",
    "tr": "ve bir bu da de için ile olarak çok daha olan en gibi sonra kadar olduğu",
    "id": "yang dan di dengan untuk dari ini pada tidak dalam akan itu adalah ke oleh",
    "vi": "của và là các được trong cho có không với một người đã này những để",
    "ro": "de și în la a cu pe care nu din este o un pentru mai au fost",
    "cs": "a v se na je že s o z do i to za by ve ale jako pro podle",
    "fi": "ja on ei että se oli myös ovat mutta kun hän sen joka kuin",
    "hu": "a az és hogy nem is egy ez van meg csak volt mint de el",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def guess_language(text: str) -> str | None:
    """An ISO 639-1 code, or None when the text is too short or says too little."""
    words = _WORD.findall(text[:MAX_CHARACTERS].lower())
    if len(words) < MIN_WORDS and sum(map(len, words)) < 3 * MIN_WORDS:
        return None
    return _by_script(words) or _by_words(words)


def _by_script(words: list[str]) -> str | None:
    """The language of a script that most letters are of; None for Latin letters."""
    letters = Counter("".join(words))
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "").split(" ")[0].split("-")[0]] += count
    total = letters.total()
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > _KANA_SHARE * total:
        return "ja"
    script, count = scripts.most_common(1)[0]
    return _SCRIPTS.get(script) if count > total / 2 else None


def _by_words(words: list[str]) -> str | None:
    shares = {
        language: sum(word in common for word in words) / len(words) for language, common in _WORDS.items()
    }
    (best, share), (_, second) = sorted(shares.items(), key=lambda one: -one[1])[:2]
    found = len(_WORDS[best].intersection(words))
    return best if found >= MIN_FOUND and share >= MIN_SHARE and share >= MIN_LEAD * second else None
