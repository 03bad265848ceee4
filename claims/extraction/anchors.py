"""Tokens of a sentence to exact places in the article."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction.types import CONTEXT_CHARACTERS, Span

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote, where it stands, and what stands around it."""

    quote: str
    prefix: str
    suffix: str
    start: int
    end: int


def anchor(text: str, span: Span) -> Anchor:
    start, end = span
    return Anchor(
        text[start:end],
        text[max(0, start - CONTEXT_CHARACTERS) : start],
        text[end : end + CONTEXT_CHARACTERS],
        start,
        end,
    )


def place(doc: "Doc", tokens: Iterable[int], offset: int) -> Span:
    """First to last character of the tokens, in the article; `offset` is where their sentence starts."""
    numbers = list(tokens)
    last = doc[max(numbers)]
    return offset + doc[min(numbers)].idx, offset + last.idx + len(last)


def places(doc: "Doc", tokens: Iterable[int], offset: int) -> tuple[Span, ...]:
    """Spans of the unbroken runs of tokens."""
    runs: list[list[int]] = []
    for number in sorted(tokens):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(place(doc, run, offset) for run in runs)
