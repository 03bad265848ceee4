"""What changed between two versions of a text, in words, paragraph by paragraph. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Indel

from claims.versions.folding import fold

WORDS = re.compile(r"\S+\s*")
# Less alike than this, two paragraphs are shown one after the other: a diff of their words is confetti.
MIN_ALIKE = 0.4
# Common words up to this long between two changes are shown as changed too, for the same reason.
MAX_CONFETTI_CHARACTERS = 3
# What happened, and from where to where in the old and the new sequence.
Opcode = tuple[str, int, int, int, int]
# The comparison takes lines times lines; a longer stretch is shown as replaced as a whole.
MAX_COMPARISONS = 50_000_000


class Change(StrEnum):
    """SAME: in both versions."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a paragraph."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of both versions, in reading order; removed ones stand before those that replace them."""

    words: tuple[Words, ...]

    @property
    def changed(self) -> bool:
        return any(words.change is not Change.SAME for words in self.words)

    @property
    def text(self) -> str:
        return "".join(words.text for words in self.words)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row that all changed, or of which none did."""

    paragraphs: tuple[Paragraph, ...]
    changed: bool


def compare(before: str, after: str) -> list[Stretch]:
    """Both texts as one, in stretches. White space alone is no change."""
    old, new = _paragraphs(before), _paragraphs(after)
    return [
        Stretch(tuple(group), changed)
        for changed, group in groupby(_merged(old, new), key=lambda paragraph: paragraph.changed)
    ]


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _merged(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    codes = _opcodes([fold(one) for one in old], [fold(one) for one in new])
    for is_same, before, after in _runs(codes, lambda code: code[0] == "equal"):
        if is_same:
            yield from (Paragraph((Words(one, Change.SAME),)) for one in new[after])
        else:
            yield from _replaced(old[before], new[after])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Pair paragraphs in order; those without a partner that is alike were removed or added."""
    for number in range(max(len(old), len(new))):
        before = old[number] if number < len(old) else ""
        after = new[number] if number < len(new) else ""
        if before and after and Indel.normalized_similarity(before, after) >= MIN_ALIKE:
            yield Paragraph(tuple(_words(before, after)))
            continue
        if before:
            yield Paragraph((Words(before, Change.REMOVED),))
        if after:
            yield Paragraph((Words(after, Change.ADDED),))


def _words(before: str, after: str) -> Iterator[Words]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    codes = _opcodes([fold(word) for word in old], [fold(word) for word in new])
    for is_same, gone, come in _runs(codes, lambda code: _stays(code, new)):
        if is_same:
            yield Words("".join(new[come]), Change.SAME)
            continue
        if removed := "".join(old[gone]):
            yield Words(removed, Change.REMOVED)
        if added := "".join(new[come]):
            yield Words(added, Change.ADDED)


def _stays(code: Opcode, new: Sequence[str]) -> bool:
    tag, _, _, start, end = code
    at_edge = start == 0 or end == len(new)
    return tag == "equal" and (at_edge or len("".join(new[start:end]).strip()) > MAX_CONFETTI_CHARACTERS)


def _runs(codes: Sequence[Opcode], stays: Callable[[Opcode], bool]) -> Iterator[tuple[bool, slice, slice]]:
    """Neighbouring opcodes that stay, or that don't, as one: whether they stay, and what of old and new."""
    for is_same, group in groupby(codes, key=stays):
        run = list(group)
        yield is_same, slice(run[0][1], run[-1][2]), slice(run[0][3], run[-1][4])


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    if len(old) * len(new) > MAX_COMPARISONS:
        return [("replace", 0, len(old), 0, len(new))]
    return [tuple(code) for code in Indel.opcodes(old, new)]  # type: ignore[misc]
