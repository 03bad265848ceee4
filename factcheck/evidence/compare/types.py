"""What the comparison of a claim with a passage gives back."""

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Kind = Literal["number", "date", "name", "negation", "modality", "quantifier", "speaker"]
Result = Literal["agrees", "differs", "not mentioned"]


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a claim and what the passage says of it.

    `claim` and `evidence` are (start, end) in code points into the two texts; `evidence` is None when the
    passage has nothing to set beside it. `note` says in words how they stand to each other.
    """

    claim: Span
    evidence: Span | None
    type: Kind
    result: Result
    note: str
