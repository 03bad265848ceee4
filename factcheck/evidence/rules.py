"""What evidence has to be before a verdict may rest on it: enough of it, independent, at hand, and not old.

Pure. Two sources are not independent when one publisher stands behind both, or when both print the same text:
wire copy counts once, however many print it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from claims.language.shingles import shared, shingles

Requirement = Literal["independent", "primary", "fresh"]

# Of the shorter text's shingles, the share that the longer has when one was copied from the other: agencies'
# reports are cut at the end and get a new headline, and stay word for word in between.
SAME_TEXT_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Rule:
    """How much is asked for. max_age_days: how long ago a page was last seen to say it; None: any time."""

    min_independent: int
    min_primary: int
    max_age_days: int | None = None


@dataclass(frozen=True, slots=True)
class Backing:
    """One source that a verdict rests on: who publishes it, its whole text, and the day it was last seen.

    seen_on: None for what has no address: an interview stays what it was, so there is nothing to see again.
    """

    publisher: str
    text: str
    is_primary: bool
    seen_on: date | None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing asked for: how many of `needed` there are. "fresh" is about what can be seen again."""

    requirement: Requirement
    found: int
    needed: int

    @property
    def is_met(self) -> bool:
        return self.found >= self.needed


def check(rule: Rule, backings: Sequence[Backing], *, today: date) -> tuple[Check, ...]:
    """What the rule asks for, in the order it is told; nothing that it doesn't ask for."""
    asked = []
    if rule.min_independent:
        asked.append(Check("independent", len(independent(backings)), rule.min_independent))
    if rule.min_primary:
        primary = [one for one in backings if one.is_primary]
        asked.append(Check("primary", len(independent(primary)), rule.min_primary))
    if rule.max_age_days is not None:
        oldest = today - timedelta(days=rule.max_age_days)
        seen = [one.seen_on for one in backings if one.seen_on is not None]
        asked.append(Check("fresh", sum(day >= oldest for day in seen), len(seen)))
    return tuple(asked)


def independent(backings: Sequence[Backing]) -> list[list[Backing]]:
    """Sources in groups: those of one group stand or fall together."""
    groups: list[list[tuple[Backing, frozenset[str]]]] = []
    for one in backings:
        read = (one, shingles(one.text))
        tied = [group for group in groups if any(_depend(read, other) for other in group)]
        apart = [group for group in groups if group not in tied]
        groups = [*apart, [read, *(member for group in tied for member in group)]]
    return [[backing for backing, _ in group] for group in groups]


def _depend(one: tuple[Backing, frozenset[str]], other: tuple[Backing, frozenset[str]]) -> bool:
    if one[0].publisher and one[0].publisher == other[0].publisher:
        return True
    return shared(one[1], other[1]) >= SAME_TEXT_FROM
