"""What goes into the search for contradictions, and what comes out."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from factcheck.evidence.compare.types import Span

Kind = Literal["number", "date", "negation"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim that stands for itself, told from others by `key`; those of one sentence share `sentence`.

    `published`: the day that its "Thursday" is read against.
    """

    key: int
    text: str
    sentence: str
    speaker: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements, by key, with the words of each that can't both be right, as spans of their texts."""

    one: int
    other: int
    one_span: Span
    other_span: Span
    kind: Kind
    note: str
