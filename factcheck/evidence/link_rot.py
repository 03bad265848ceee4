"""Which cited addresses are rotten: dead, gone, sent on elsewhere, or a "not found" page; and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.evidence.models import Decision
from sources.fetching.rot import leads_elsewhere
from sources.fetching.types import CaptureQuality, Outcome
from sources.models import Fetch, Snapshot, Source

SUCCESSES = [Outcome.FETCHED.value, Outcome.NOT_MODIFIED.value]


class Rot(models.TextChoices):
    """What is wrong with an address; the worst first."""

    DEAD = "dead", gettext_lazy("Dead: no answer for days")
    GONE = "gone", gettext_lazy("Gone: the site has no such page")
    NOT_FOUND = "not_found", gettext_lazy("A “not found” page")
    ELSEWHERE = "elsewhere", gettext_lazy("Sends on elsewhere")


@dataclass(frozen=True)
class Rotten:
    """A cited source whose address is rotten. relying: accepted passages; kept: the last good capture."""

    source: Source
    what: Rot
    relying: int
    since: datetime | None
    leads_to: str
    kept: Snapshot | None

    @property
    def said(self) -> str:
        """Since when, in the words that a capture can prove."""
        if self.since is None:
            return ""
        at = f"{self.since:%-d %B %Y, %H:%M} UTC"
        return _("First seen missing in the capture of {at}.").format(at=at)


@dataclass(frozen=True)
class LinkRot:
    """cited: addresses that accepted passages come from and that were asked at least once."""

    cited: int
    rotten: tuple[Rotten, ...]

    @property
    def alive(self) -> int:
        return self.cited - len(self.rotten)

    @property
    def percent_alive(self) -> int | None:
        """Rounded down, so that 100 means all of them; None when nothing is cited."""
        return 100 * self.alive // self.cited if self.cited else None


def link_rot(*, desk_ids: Sequence[int]) -> LinkRot:
    """What these desks cite and how it fares, the most relied on first."""
    cited = list(_cited(desk_ids))
    found = [(source, what) for source in cited if (what := rot_of(source))]
    rotten = [_rotten(source, what) for source, what in found]
    return LinkRot(len(cited), tuple(sorted(rotten, key=lambda one: (-one.relying, one.source.pk))))


def _cited(desk_ids: Sequence[int]) -> QuerySet[Source]:
    """Sources with an accepted passage, with how their newest fetch of the page itself went."""
    newest = Fetch.objects.of_page().filter(source=OuterRef("pk")).exclude(outcome=Outcome.CANCELLED.value)
    answered = newest.filter(outcome__in=SUCCESSES)
    read = Snapshot.objects.fetched().filter(source=OuterRef("pk"), readings__isnull=False)
    ours = Q(
        snapshots__evidence__decision=Decision.ACCEPTED,
        snapshots__evidence__claim__article__desk_id__in=list(desk_ids),
    )
    return (
        Source.objects.filter(address__isnull=False)
        .annotate(
            relying=Count("snapshots__evidence", filter=ours, distinct=True),
            outcome=Subquery(newest.values("outcome")[:1]),
            led_to=Subquery(answered.values("final_address")[:1]),
            quality=Subquery(read.order_by("-captured_at", "-readings__id").values("readings__quality")[:1]),
        )
        .filter(relying__gt=0, outcome__isnull=False)
    )


def rot_of(source: Source) -> Rot | None:
    """source: annotated with outcome, led_to and quality. None: nothing says that it is rotten."""
    if source.dead_since is not None:
        return Rot.DEAD
    outcome, led_to, quality = source.outcome, source.led_to, source.quality  # type: ignore[attr-defined]
    if outcome == Outcome.GONE.value:
        return Rot.GONE
    if outcome not in SUCCESSES:
        return None
    if quality == CaptureQuality.NOT_FOUND.value:
        return Rot.NOT_FOUND
    return Rot.ELSEWHERE if leads_elsewhere(source.address or "", led_to or "") else None


def _rotten(source: Source, what: Rot) -> Rotten:
    kept = _last_good(source)
    return Rotten(
        source=source,
        what=what,
        relying=source.relying,  # type: ignore[attr-defined]
        since=source.dead_since or _first_after(source, what, kept),
        leads_to=(source.led_to or "") if what == Rot.ELSEWHERE else "",  # type: ignore[attr-defined]
        kept=kept,
    )


def _last_good(source: Source) -> Snapshot | None:
    """The newest capture that shows the page: good, and from where the page was."""
    good = source.snapshots.filter(readings__quality=CaptureQuality.OK.value).distinct()
    return next((one for one in good if not leads_elsewhere(source.address or "", one.address)), None)


def _first_after(source: Source, what: Rot, kept: Snapshot | None) -> datetime | None:
    """The first fetch after the last good capture that showed this."""
    fetches = source.fetches.of_page().order_by("started_at", "id")
    if kept is not None:
        fetches = fetches.filter(started_at__gt=kept.captured_at)
    if what == Rot.GONE:
        fetches = fetches.filter(outcome=Outcome.GONE.value)
    elif what == Rot.NOT_FOUND:
        fetches = fetches.filter(snapshot__readings__quality=CaptureQuality.NOT_FOUND.value)
    else:
        fetches = fetches.filter(outcome__in=SUCCESSES)
    return fetches.values_list("started_at", flat=True).first()
