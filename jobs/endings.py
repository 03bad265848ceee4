"""The ways a job can end its turn. A step returns one of them; nothing returned means done."""

from dataclasses import dataclass


class Ending:
    """Base of the endings."""


@dataclass(frozen=True)
class Again(Ending):
    """Try once more later, unless the attempts are used up.

    after_seconds: when the other side named a time (Retry-After); else backed off with jitter.
    """

    cause: str
    after_seconds: float | None = None


@dataclass(frozen=True)
class GaveUp(Ending):
    """Failed for good; cause says why, and what a person can do."""

    cause: str


@dataclass(frozen=True)
class Postponed(Ending):
    """It was not this job's turn (politeness, a paused host): back to the row, no attempt counted."""

    after_seconds: float
    cause: str
