"""Do two wordings say the same? Token overlap with equal numbers and equal negation."""

import re
import unicodedata

from claims.extraction.wordlists import STOP_WORDS

# At this overlap a match tracked a loose human reading; at the other a strict one.
LOOSE = 0.6
STRICT = 0.8

_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_NEGATION = re.compile(r"\b(not|no|never|without|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)


def overlap(first: str, second: str) -> float:
    """F1 of the content words' stems, 0 to 1."""
    one, two = set(content_words(first)), set(content_words(second))
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def agree(first: str, second: str) -> bool:
    """No number of one contradicts the other's, and both deny or both assert."""
    one, two = _numbers(first), _numbers(second)
    if one - two and two - one:
        return False
    return bool(_NEGATION.search(first)) == bool(_NEGATION.search(second))


def _numbers(text: str) -> set[str]:
    return {n.rstrip(".,") for n in re.findall(r"\d[\d.,]*", text)}


def content_words(text: str) -> list[str]:
    """The stems of the words that say something, in order."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("'s", "")
    return [_stem(w) for w in re.findall(r"[\w.%$€£-]*\w", plain) if w not in STOP_WORDS]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
