"""Whether suggestions can be trusted: what each model gave them, beside how often people agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Avg, Count, F, Q, QuerySet
from django.db.models.functions import Floor, Least
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.accounts.policies import desk_ids_of
from factcheck.models import Evidence, FactCheck, VerdictSuggestion
from factcheck.web.newsroom.requests import PersonsRequest

BANDS = 10
# The side of the picture, in its own units; dots of a hundred decisions and more are the largest.
SIDE = 1000
SMALLEST, LARGEST, LARGEST_FROM = 12, 40, 100
# Of the normal distribution, for an interval that holds 19 times of 20.
Z = 1.96


@dataclass(frozen=True)
class Band:
    """Suggestions with a score from `low` to `high`: their mean score, and how many people agreed with."""

    low: float
    high: float
    score: float
    judged: int
    agreed: int

    @property
    def share(self) -> float:
        return self.agreed / self.judged

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the share, which is honest with few decisions."""
        n, share = self.judged, self.share
        middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
        reach = Z / (1 + Z**2 / n) * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
        return max(0.0, middle - reach), min(1.0, middle + reach)

    # Where it stands in the picture, whose zero is above.

    @property
    def x(self) -> int:
        return round(SIDE * self.score)

    @property
    def y(self) -> int:
        return round(SIDE * (1 - self.share))

    @property
    def top(self) -> int:
        return round(SIDE * (1 - self.interval[1]))

    @property
    def bottom(self) -> int:
        return round(SIDE * (1 - self.interval[0]))

    @property
    def radius(self) -> int:
        return round(SMALLEST + (LARGEST - SMALLEST) * min(1, sqrt(self.judged / LARGEST_FROM)))


@dataclass(frozen=True)
class Curve:
    """The bands of what one version suggested, the lowest scores first."""

    by: str
    bands: tuple[Band, ...]

    @property
    def judged(self) -> int:
        return sum(band.judged for band in self.bands)

    @property
    def agreed(self) -> int:
        return sum(band.agreed for band in self.bands)

    @property
    def points(self) -> str:
        """The line through the bands, as SVG writes it."""
        return " ".join(f"{band.x},{band.y}" for band in self.bands)

    @property
    def off_by(self) -> float:
        """How far score and share are apart, weighed by decisions: the expected calibration error."""
        apart = sum(band.judged * abs(band.score - band.share) for band in self.bands)
        return apart / self.judged


@require_safe
@login_required
def suggestions(request: PersonsRequest) -> HttpResponse:
    factchecks = FactCheck.objects.at_desks(desk_ids_of(request.user))
    context = {"verdicts": of_verdicts(factchecks), "stances": of_stances(factchecks)}
    return render(request, "factcheck/newsroom/suggestions.html", context)


def of_verdicts(factchecks: QuerySet[FactCheck]) -> list[Curve]:
    """Suggested families beside the family that a person then proposed."""
    rows = VerdictSuggestion.objects.filter(
        factcheck__in=factchecks.values("pk"), verdict__isnull=False, score__isnull=False
    )
    return _curves(rows, score="score", agrees=Q(family=F("verdict__rating__family")))


def of_stances(factchecks: QuerySet[FactCheck]) -> list[Curve]:
    """Suggested stances that were shown, beside the accepted one; a rejected passage is not agreed."""
    shown = Evidence.objects.filter(
        claim__factcheck__in=factchecks.values("pk"), stance_shown=True, stance_score__isnull=False
    )
    return _curves(
        shown.judged_as_worded(), score="stance_score", agrees=Q(stance_accepted=F("stance_suggested"))
    )


def _curves(rows: QuerySet[Any], *, score: str, agrees: Q) -> list[Curve]:
    bands = (
        rows.annotate(band=Least(Floor(F(score) * BANDS), BANDS - 1.0))
        .order_by()
        .values("suggested_by", "band")
        .annotate(score_mean=Avg(score), judged=Count("pk"), agreed=Count("pk", filter=agrees))
        .order_by("suggested_by", "band")
    )
    return _by_version(bands)


def _by_version(bands: Iterable[dict[str, Any]]) -> list[Curve]:
    by_version: dict[str, list[Band]] = defaultdict(list)
    for row in bands:
        low = row["band"] / BANDS
        band = Band(low, low + 1 / BANDS, row["score_mean"], row["judged"], row["agreed"])
        by_version[row["suggested_by"]].append(band)
    return [Curve(by, tuple(bands)) for by, bands in by_version.items()]
