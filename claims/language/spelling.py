"""Whether two spellings are one word (British, American, slips of the pen), and texts without their marks."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA
from tokenizers import Tokenizer

from claims.language.vectors import MODEL_VERSION, MODELS_FOLDER

# Shorter words are too like one another: "four" and "for", "prise" and "prize".
LEAST_LETTERS = 6
# British to American; both sides of a comparison go through it, so a word that is none needn't stay one.
AMERICAN = (
    (re.compile(r"(?<=[^aeiou])is(?=(e|ed|es|ing|er|ers|ation|ations)$)"), "iz"),
    (re.compile(r"ys(?=(e|ed|es|ing|er|ers)$)"), "yz"),
    (re.compile(r"our(?!s?e|t)"), "or"),
    (re.compile(r"(?<=[tb])re(?=s?$)"), "er"),
    (re.compile(r"(?<=(?:def|off))ence"), "ense"),
    (re.compile(r"(?<=gra)mme"), "m"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"ae|oe"), "e"),
    # Not "filled" and "filed": what doubles its letter in Britain alone has two syllables before it.
    (re.compile(r"(?<=[a-z]{4}[aeiou])ll(?=(ed|ing|er|ers)$)"), "l"),
)


def plain(text: str) -> str:
    """The words of a text alone, in small letters, by which texts that differ in marks are known as equal."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def is_respelt(one: str, other: str) -> bool:
    """Whether one is the other, spelt otherwise: "organised" and "organized", "office" and "offise".

    Two words that both exist are two words, however alike: "million" and "billion", "hired" and "fired".
    """
    one, other = one.casefold(), other.casefold()
    if max(len(one), len(other)) < LEAST_LETTERS:
        return False
    return _american(one) == _american(other) or _is_a_slip(one, other)


def _american(word: str) -> str:
    for british, american in AMERICAN:
        word = british.sub(american, word)
    return word


def _is_a_slip(one: str, other: str) -> bool:
    """One letter off from a word, and none itself; a letter in front says the opposite ("amoral")."""
    if one.endswith(other) or other.endswith(one) or OSA.distance(one, other) > 1:
        return False
    return (one in _known_words()) != (other in _known_words())


@cache
def _known_words() -> frozenset[str]:
    """Some 22,000 English words, and names: those that the sentence model knows whole."""
    tokenizer = Tokenizer.from_file(str(MODELS_FOLDER / MODEL_VERSION / "tokenizer.json"))
    return frozenset(word for word in tokenizer.get_vocab() if word.isalpha())
