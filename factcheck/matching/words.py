"""The words by which two wordings of one claim are recognised: whole, by their beginnings, in pieces."""

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
_TAG = re.compile(r"[#@](\w+)")
_CAMEL_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_WORD = re.compile(r"[^\W_]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
# Pieces meet where whole words don't: "retweeted" and "tweet", a misspelling, a name inside a handle.
_PIECE = 4
# "Elections" and "electing" begin alike.
_BEGINNING = 6
# What ends a quoted post: "— Jo Harbor (@joharbor) January 14, 2020".
_SIGNATURE = re.compile(r"\s*[—–-]\s*[^—–]{1,60}\(@\w+\)\s+\w+ \d{1,2}, \d{4}\s*$")


def words_of(text: str) -> list[str]:
    """Words in order: links dropped, "#TaxCuts" and "@TaxCuts" read as two words, "1,200" as one number."""
    found = _WORD.findall(_THOUSANDS.sub("", _without_links(text)).lower())
    return [word for word in found if word not in STOPWORDS]


def spoken(text: str) -> str:
    """What a post says: as `words_of`, but as a text, and without the signature below it."""
    return " ".join(_without_links(_SIGNATURE.sub("", text)).split())


def beginning_of(word: str) -> tuple[str]:
    """Its first letters, which its inflections share."""
    return (word[:_BEGINNING],)


@lru_cache(maxsize=50_000)
def pieces_of(word: str) -> tuple[str, ...]:
    """The word in overlapping pieces, whose "_" marks where it begins and ends."""
    marked = f"_{word}_"
    return tuple(marked[i : i + _PIECE] for i in range(max(1, len(marked) - _PIECE + 1)))


def _without_links(text: str) -> str:
    return _TAG.sub(lambda tag: " ".join(_CAMEL_PARTS.findall(tag[1])), _LINK.sub(" ", text))
