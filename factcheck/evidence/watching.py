"""What became of accepted passages: a later capture is compared, and what it shows is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from factcheck.evidence.drift import PassageOutcome, Quotation, Whereabouts, better_of, find_again
from factcheck.evidence.models import CHANGED, Drift, Evidence
from sources.fetching.revisits import is_lasting
from sources.fetching.types import CaptureQuality, Outcome
from sources.models import Fetch, Reading, Snapshot, Source
from sources.services import words_of_page

# Words that were looked for in vain, and a page that is none of ours to judge.
NOT_FOUND = (PassageOutcome.MISSING.value, PassageOutcome.UNVERIFIABLE.value)


@dataclass(frozen=True)
class Checked:
    """One accepted passage, and what became of it."""

    evidence_id: int
    where: Whereabouts
    found: str = ""


def accepted_before(snapshot: Snapshot) -> QuerySet[Evidence]:
    """Accepted passages of earlier captures of the same source."""
    earlier = Evidence.objects.accepted().held().filter(snapshot__source_id=snapshot.source_id)
    return earlier.filter(snapshot__captured_at__lt=snapshot.captured_at).select_related("snapshot")


def check(evidence: Iterable[Evidence], *, reading: Reading) -> list[Checked]:
    """Look for each passage in the text of a later capture. Writes nothing.

    A capture that isn't the page (a consent wall, a log-in) says nothing of it: unverifiable.
    """
    if reading.quality != CaptureQuality.OK.value:
        return [Checked(one.pk, Whereabouts(PassageOutcome.UNVERIFIABLE)) for one in evidence]
    page = _Page(reading)
    return [page.look_for(one) for one in evidence]


def record(*, fetch: Fetch, checked: Sequence[Checked]) -> list[Drift]:
    """Keep what a later capture showed. Returns what is news: changes that nobody was told of yet.

    Words that are gone count only once they were looked for three times over 72 hours.
    """
    news = []
    before = _newest_by_evidence([one.evidence_id for one in checked])
    for one in checked:
        drift, created = Drift.objects.get_or_create(
            evidence_id=one.evidence_id,
            fetch=fetch,
            defaults={
                "outcome": one.where.outcome.value,
                "likeness": round(one.where.likeness, 4),
                "found": one.found,
                "changes": [list(pair) for pair in one.where.changes],
            },
        )
        if created and _is_news(drift, before.get(one.evidence_id)):
            news.append(drift)
    return _confirmed([*news, *_lasting_absences(fetch.source_id)])


def confirm_absences(*, source: Source) -> list[Drift]:
    """After a fetch that brought nothing new: which missing passages count as gone now."""
    return _confirmed(_lasting_absences(source.pk))


def record_death(*, fetch: Fetch) -> list[Drift]:
    """The source is gone with this failure, and with it every passage accepted from it. Returns the news."""
    accepted = Evidence.objects.accepted().held().filter(snapshot__source_id=fetch.source_id)
    dead = [Checked(one.pk, Whereabouts(PassageOutcome.DEAD)) for one in accepted]
    return record(fetch=fetch, checked=dead)


def has_doubtful(source: Source) -> bool:
    """Whether a passage of it isn't found and that isn't settled yet."""
    ids = Evidence.objects.accepted().held().filter(snapshot__source=source).values_list("pk", flat=True)
    newest = _newest_by_evidence(list(ids)).values()
    return any(drift.outcome in NOT_FOUND and drift.confirmed_at is None for drift in newest)


def missing_since(evidence_id: int) -> Drift | None:
    """The capture in which a passage was first seen missing; None while the newest one has it."""
    absences = _absences(evidence_id)
    return absences[-1] if absences else None


class _Page:
    """A later capture: its main text, and all its words for what isn't found there."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._everything: str | None = None

    def look_for(self, evidence: Evidence) -> Checked:
        quotation = Quotation(evidence.exact, evidence.prefix, evidence.suffix)
        text = self._reading.text
        where = find_again(quotation, text)
        if where.outcome.value in CHANGED:
            elsewhere = find_again(quotation, self._all_words())
            if better_of(where, elsewhere) is elsewhere:
                where, text = elsewhere, self._all_words()
        return Checked(evidence.pk, where, text[slice(*where.span)] if where.span else "")

    def _all_words(self) -> str:
        if self._everything is None:
            self._everything = words_of_page(self._reading.snapshot)
        return self._everything


def _newest_by_evidence(ids: Sequence[int]) -> dict[int, Drift]:
    newest = Drift.objects.filter(evidence_id__in=ids).order_by("evidence_id", "-fetch__started_at", "-pk")
    return {drift.evidence_id: drift for drift in newest.distinct("evidence_id")}


def _is_news(drift: Drift, before: Drift | None) -> bool:
    """A change that was told of is none when the next capture shows the same."""
    if drift.outcome not in CHANGED or drift.outcome == PassageOutcome.MISSING:
        return False
    if before is None or before.confirmed_at is None:
        return True
    return (before.outcome, before.found) != (drift.outcome, drift.found)


def _lasting_absences(source_id: int) -> list[Drift]:
    """Of passages that stay missing: the drift that saw each first, once that was three times over 72 h."""
    ids = (
        Evidence.objects.accepted().held().filter(snapshot__source_id=source_id).values_list("pk", flat=True)
    )
    lasting = []
    for evidence_id in ids:
        absences = _absences(evidence_id)
        if not absences or any(drift.confirmed_at for drift in absences):
            continue
        if is_lasting([*(drift.fetch.started_at for drift in absences), *_unchanged_since(absences[0])]):
            lasting.append(absences[-1])
    return lasting


def _absences(evidence_id: int) -> list[Drift]:
    """The captures in a row, newest first, in which a passage is missing; unverifiable ones don't count."""
    absences = []
    for drift in Drift.objects.filter(evidence_id=evidence_id).select_related("fetch"):
        if drift.outcome not in NOT_FOUND:
            break
        if drift.outcome == PassageOutcome.MISSING:
            absences.append(drift)
    return absences


def _unchanged_since(drift: Drift) -> list[datetime]:
    """When the site said that the capture in which it is missing still stands."""
    later = Fetch.objects.of_page().filter(
        source_id=drift.fetch.source_id, started_at__gt=drift.fetch.started_at
    )
    if later.filter(outcome=Outcome.FETCHED.value).exists():
        return []
    unchanged = later.filter(outcome=Outcome.NOT_MODIFIED.value)
    return list(unchanged.values_list("started_at", flat=True))


def _confirmed(drifts: Sequence[Drift]) -> list[Drift]:
    now = timezone.now()
    Drift.objects.filter(pk__in=[drift.pk for drift in drifts], confirmed_at=None).update(confirmed_at=now)
    found = Drift.objects.filter(pk__in=[drift.pk for drift in drifts])
    return list(found.select_related("fetch", "evidence__claim__factcheck"))
