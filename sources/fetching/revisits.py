"""When to look at a source again, and when its failures mean that it is gone. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from sources.fetching.types import Outcome


class Importance(StrEnum):
    """What rests on a source, the most important first."""

    PUBLISHED = "published"
    OPEN = "open"
    LIBRARY = "library"


@dataclass(frozen=True)
class Bounds:
    """How soon at the earliest, and at the latest."""

    soonest: timedelta
    latest: timedelta


# A reader may see a published verdict any minute; a page that nobody quotes can wait for a month.
BOUNDS = {
    Importance.PUBLISHED: Bounds(timedelta(hours=6), timedelta(days=7)),
    Importance.OPEN: Bounds(timedelta(hours=12), timedelta(days=14)),
    Importance.LIBRARY: Bounds(timedelta(days=1), timedelta(days=30)),
}
# Twice in the time that a page usually stays as it is: a change is then seen half that time late at most.
LOOKS_PER_CHANGE = 2
# What failed, or can't be found any more, is looked at daily, until three times over three days settle it.
DOUBTFUL_AFTER = timedelta(days=1)
LASTING_TIMES = 3
LASTING_OVER = timedelta(hours=72)

# Failures that say the page isn't there for its readers. A refusal of ours, of robots.txt or of a cap says
# nothing about it, and a page that a site refuses us (401, 403, 451) may be there for people: it is hidden.
ABSENCES = frozenset(
    {
        Outcome.GONE,
        Outcome.SERVER_ERROR,
        Outcome.DNS_FAILED,
        Outcome.CONNECT_FAILED,
        Outcome.TLS_FAILED,
        Outcome.TIMED_OUT,
        Outcome.TOO_MANY_REDIRECTS,
    }
)


@dataclass(frozen=True)
class Look:
    """One successful fetch: when, and the hash of the text that stood there."""

    at: datetime
    text_sha256: str


def next_look(*, importance: Importance, looks: Sequence[Look], doubtful: bool, now: datetime) -> datetime:
    """When to fetch it again.

    looks: oldest first. doubtful: it failed, or a quoted passage isn't found and that isn't settled yet.
    """
    bounds = BOUNDS[importance]
    if doubtful:
        return now + min(DOUBTFUL_AFTER, bounds.latest)
    return now + min(max(_stays_for(looks, now) / LOOKS_PER_CHANGE, bounds.soonest), bounds.latest)


def _stays_for(looks: Sequence[Look], now: datetime) -> timedelta:
    """How long the text stays as it is, as far as was seen; for one that never changed, how long by now."""
    if not looks:
        return timedelta(0)
    changes = sum(before.text_sha256 != after.text_sha256 for before, after in pairwise(looks))
    return (now - looks[0].at) / max(changes, 1)


def is_lasting(moments: Sequence[datetime]) -> bool:
    """Whether something was seen often and long enough to be believed: three times over 72 hours."""
    return len(moments) >= LASTING_TIMES and max(moments) - min(moments) >= LASTING_OVER
