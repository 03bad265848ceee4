"""What a language model says is a claim only where the article has its words, numbers and names. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from claims.extraction.types import Span
from claims.versions.folding import Folded, fold

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"(?<![.!?…:\"“]\s)(?<!^)\b[^\W\d_a-z]\w+(?:['’]\w+)?")
WORD = re.compile(r"\w+(?:['’]\w+)?")
NEGATIONS = frozenset(
    {"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "cannot", "without"}
)
MAX_CLAIM_CHARACTERS = 1_000
# A claim may name in full what its quote calls "she", and must say the rest in the quote's own words.
MIN_TELLING_LETTERS, MIN_SHARED = 4, 0.5


class Fault(StrEnum):
    """Why something that the model said was left out."""

    NO_QUOTE = "its quote is not in the article"
    NUMBER = "it has a number that its quote lacks"
    WORDS = "it says something else than its quote"
    NAME = "it has a name that the article lacks"
    NEGATION = "it denies what its quote says, or the reverse"
    SPEAKER = "its speaker is not in the article"
    NO_SPEAKER = "it is reported, and names no speaker"
    NO_CLAIM = "it is no claim"


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as the model gave it; speaker: "" for the article's own words."""

    text: str
    quote: str
    speaker: str
    kind: str


class Article:
    """A text that claims are held against, prepared once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = Folded(text)
        self._words = _plain_words(text)

    def place(self, said: Said, *, within: Span) -> Span | Fault:
        """Where the claim stands, or what is wrong with it. within: the sentence that the model named."""
        if not said.text.strip() or len(said.text) > MAX_CLAIM_CHARACTERS:
            return Fault.NO_CLAIM
        places = [p for p in self._folded.places(fold(said.quote)) if within[0] <= p[0] and p[1] <= within[1]]
        if not places:
            return Fault.NO_QUOTE
        return self._fault(said) or places[0]

    def speaker_place(self, name: str) -> Span | None:
        """Where the article first has this name, whole words."""
        return next(self._folded.places(fold(name)), None)

    def _fault(self, said: Said) -> Fault | None:
        if not _numbers(said.text) <= _numbers(said.quote):
            return Fault.NUMBER
        if not {_plain(name) for name in NAME.findall(said.text)} <= self._words:
            return Fault.NAME
        own = {word for word in _plain_words(said.text) if len(word) >= MIN_TELLING_LETTERS}
        if len(own & _plain_words(said.quote)) < MIN_SHARED * len(own):
            return Fault.WORDS
        if _denies(said.text) != _denies(said.quote):
            return Fault.NEGATION
        if said.speaker and self.speaker_place(said.speaker) is None:
            return Fault.SPEAKER
        return None


def _numbers(text: str) -> set[str]:
    """1,500 and 1500 are one number; 1.5 and 15 are not."""
    return {re.sub(r",(?=\d{3}(\D|$))", "", found) for found in NUMBER.findall(text)}


def _plain_words(text: str) -> set[str]:
    return {_plain(word) for word in WORD.findall(text)}


def _plain(word: str) -> str:
    return re.sub(r"['’]s$", "", word).casefold().replace("’", "'")


def _denies(words: str) -> bool:
    found = {word.casefold().replace("’", "'") for word in WORD.findall(words)}
    return bool(found & NEGATIONS) or any(word.endswith("n't") for word in found)
