"""What a desk's rows add up to: throughput, waiting, backlog, and how often people agree with suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.models import Evidence, FactCheck, Publication, Signoff, Verdict
from factcheck.workflow.models import SignoffDecision
from factcheck.workflow.statuses import State

WEEKS = 8
WAITS = (
    (timedelta(hours=4), gettext_lazy("under 4 hours")),
    (timedelta(days=1), gettext_lazy("under a day")),
    (timedelta(days=3), gettext_lazy("under 3 days")),
    (timedelta(days=7), gettext_lazy("under a week")),
    (timedelta.max, gettext_lazy("a week and more")),
)
BANDS = (
    (0.75, gettext_lazy("very check-worthy")),
    (0.5, gettext_lazy("check-worthy")),
    (0.25, gettext_lazy("less check-worthy")),
    (0.0, gettext_lazy("hardly check-worthy")),
)


@dataclass(frozen=True)
class Bar:
    """One row of a chart: its label, its count, and its share of the longest one in units of 1000."""

    label: str
    count: int
    width: int


@dataclass(frozen=True)
class Week:
    """What a desk did in the week from `monday` on."""

    monday: datetime
    proposed: int
    signed_off: int
    published: int


@dataclass(frozen=True)
class Agreement:
    """Of the passages that `by` suggested with a stance, how many people judged, and how many with it."""

    by: str
    judged: int
    agreed: int

    @property
    def percent(self) -> int:
        return round(100 * self.agreed / self.judged)


def bars(counts: Iterable[tuple[str, int]]) -> list[Bar]:
    """Lay counts out over a width of 1000; pure."""
    counts = list(counts)
    most = max((count for _label, count in counts), default=0)
    return [Bar(label, count, round(1000 * count / most) if most else 0) for label, count in counts]


def waiting(factchecks: QuerySet[FactCheck], *, now: datetime) -> list[Bar]:
    """Claims in review by how long they wait."""
    since = factchecks.filter(state=State.IN_REVIEW).values_list("waiting_since", flat=True)
    found = Counter(_wait(now - moment) for moment in since)
    return bars((str(label), found[at]) for at, (_limit, label) in enumerate(WAITS))


def backlog(factchecks: QuerySet[FactCheck]) -> list[Bar]:
    """Claims that nobody decided about, by their check-worthiness; a person's own come first."""
    worth = factchecks.filter(
        state__in=[State.SUGGESTED, State.OPEN, State.RETURNED], claim__merged_into=None
    ).values_list("claim__checkworthiness", flat=True)
    found = Counter(_band(value) for value in worth)
    own = [(_("added by a person"), found[None])]
    return bars([*own, *((str(label), found[floor]) for floor, label in BANDS)])


def throughput(factchecks: QuerySet[FactCheck], *, now: datetime) -> list[Week]:
    """The last weeks, the newest first, empty ones too."""
    first = _monday(now) - timedelta(weeks=WEEKS - 1)
    ids = factchecks.values("pk")
    signed = Q(decision=SignoffDecision.SIGNED_OFF, verdict__factcheck__in=ids)
    proposed = _by_week(Verdict.objects.filter(factcheck__in=ids), "proposed_at", first)
    signed_off = _by_week(Signoff.objects.filter(signed), "at", first)
    published = _by_week(Publication.objects.filter(factcheck__in=ids), "published_at", first)
    mondays = [_monday(now) - timedelta(weeks=back) for back in range(WEEKS)]
    return [Week(day, proposed[day.date()], signed_off[day.date()], published[day.date()]) for day in mondays]


def agreement(factchecks: QuerySet[FactCheck]) -> list[Agreement]:
    """By what suggested it; a rejected passage counts as not agreed."""
    shown = Evidence.objects.filter(claim__factcheck__in=factchecks.values("pk"), stance_shown=True)
    judged = shown.judged_as_worded()
    rows = judged.values("suggested_by").annotate(
        judged=Count("pk"), agreed=Count("pk", filter=Q(stance_accepted=F("stance_suggested")))
    )
    return [
        Agreement(row["suggested_by"], row["judged"], row["agreed"]) for row in rows.order_by("suggested_by")
    ]


def _wait(waited: timedelta) -> int:
    return next(at for at, (limit, _label) in enumerate(WAITS) if waited < limit)


def _band(value: float | None) -> float | None:
    return None if value is None else next(floor for floor, _label in BANDS if value >= floor)


def _monday(moment: datetime) -> datetime:
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())


def _by_week(rows: QuerySet[Any], at: str, first: datetime) -> Counter[Any]:
    """How many rows each week has, by its Monday as a date."""
    weeks: Sequence[Any] = list(
        rows.filter(**{f"{at}__gte": first})
        .annotate(week=TruncWeek(at, tzinfo=first.tzinfo))
        .values("week")
        .annotate(n=Count("pk"))
        .values_list("week", "n")
    )
    return Counter({week.date(): n for week, n in weeks})
