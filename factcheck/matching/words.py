"""The words by which two wordings of one claim are recognised."""

import re
from functools import lru_cache

STOPWORDS = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "did", "do", "does", "for", "from",
        "had", "has", "have", "he", "her", "his", "i", "if", "in", "is", "it", "its", "of", "on",
        "or", "our", "say", "says", "she", "so", "that", "the", "their", "them", "they", "this",
        "to", "was", "we", "were", "will", "with", "you", "your",
    }
)  # fmt: skip
_LINK = re.compile(r"https?\S+|pic\.twitter\S+|www\.\S+")
_HASHTAG = re.compile(r"#(\w+)")
_CAMEL_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_WORD = re.compile(r"[^\W_]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
# Longest first; a stem keeps at least three letters. Rough on purpose: both sides are cut the same way.
_ENDINGS = ("ingly", "ation", "ings", "edly", "ing", "ies", "ed", "es", "ly", "s", "e")
_MIN_STEM = 3


def words_of(text: str) -> list[str]:
    """Stems in order: links dropped, "#TaxCuts" read as two words, "1,200" as one number."""
    text = _HASHTAG.sub(lambda tag: " ".join(_CAMEL_PARTS.findall(tag[1])), _LINK.sub(" ", text))
    found = _WORD.findall(_THOUSANDS.sub("", text).lower())
    return [stem(word) for word in found if word not in STOPWORDS]


def names_and_numbers(text: str) -> frozenset[str]:
    """Stems that point at one thing: numbers, and capitalised words that do not open a sentence."""
    text = _THOUSANDS.sub("", _LINK.sub(" ", text))
    numbers = re.findall(r"\d+(?:\.\d+)?", text)
    names = re.findall(r"(?<![.!?:]\s)(?<=\s)[“\"(@]?([A-Z][^\W_]+)", text)
    return frozenset(numbers) | frozenset(
        stem(name.lower()) for name in names if name.lower() not in STOPWORDS
    )


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word
