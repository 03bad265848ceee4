"""A claim beside a passage: which words agree, which differ. Pure; offsets are code points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DIFFERS = "differs"
AGREES = "agrees"
NOT_MENTIONED = "not mentioned"
ORDER = (DIFFERS, AGREES, NOT_MENTIONED)


@dataclass(frozen=True)
class Row:
    """One element: the claim's words, the passage's (or ""), how they stand, and a note in words."""

    claim: str
    passage: str
    result: str
    note: str


@dataclass(frozen=True)
class Words:
    """A stretch of a text; result: "" for what is not compared."""

    text: str
    result: str = ""


@dataclass(frozen=True)
class Comparison:
    """rows: differences first; claim and passage: both texts cut at the compared words."""

    rows: tuple[Row, ...]
    claim: tuple[Words, ...]
    passage: tuple[Words, ...]

    def count(self, result: str) -> int:
        return sum(row.result == result for row in self.rows)

    @property
    def differing(self) -> int:
        return self.count(DIFFERS)

    @property
    def agreeing(self) -> int:
        return self.count(AGREES)


def comparison(claim: str, passage: str, elements: Iterable[Mapping[str, Any]]) -> Comparison:
    """elements: as stored with the evidence; those that don't fit the texts (reworded since) are left out."""
    fitting = [one for one in elements if _fits(one, claim, passage)]
    rows = [_row(one, claim, passage) for one in fitting]
    return Comparison(
        rows=tuple(sorted(rows, key=lambda row: ORDER.index(row.result))),
        claim=cut(
            claim, [(*one["claim"], one["result"]) for one in fitting if one["result"] != NOT_MENTIONED]
        ),
        passage=cut(passage, [(*one["evidence"], one["result"]) for one in fitting if one["evidence"]]),
    )


def cut(text: str, spans: Iterable[tuple[int, int, str]]) -> tuple[Words, ...]:
    """The text in stretches. Of two spans that overlap, the one that differs is kept."""
    pieces: list[Words] = []
    at = 0
    for start, end, result in _apart(sorted(spans, key=lambda span: (ORDER.index(span[2]), span[0]))):
        pieces += [Words(text[at:start])] if start > at else []
        pieces.append(Words(text[start:end], result))
        at = end
    return (*pieces, *([Words(text[at:])] if at < len(text) else []))


def _apart(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, result in spans:
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in kept):
            kept.append((start, end, result))
    return sorted(kept)


def _fits(element: Mapping[str, Any], claim: str, passage: str) -> bool:
    spans = [(element["claim"], claim), (element.get("evidence"), passage)]
    return element["result"] in ORDER and all(
        span is None or 0 <= span[0] < span[1] <= len(text) for span, text in spans
    )


def _row(element: Mapping[str, Any], claim: str, passage: str) -> Row:
    mine, theirs = element["claim"], element["evidence"]
    return Row(
        claim=claim[mine[0] : mine[1]],
        passage=passage[theirs[0] : theirs[1]] if theirs else "",
        result=element["result"],
        note=element.get("note", ""),
    )
