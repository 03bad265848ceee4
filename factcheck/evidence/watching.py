"""What became of accepted passages: a later capture is compared, and what it shows is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from django.db.models import QuerySet
from django.utils import timezone

from factcheck.evidence.drift import PassageOutcome, Quotation, Whereabouts, better_of, find_again
from factcheck.evidence.models import CHANGED, STILL_SAID, Drift, Evidence
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

    A capture that isn't the page (a consent wall, a log-in) says nothing of it, unless the words stand even
    there, as before a paywall: unverifiable.
    """
    page = _Page(reading)
    found = [page.look_for(one) for one in evidence]
    if reading.quality == CaptureQuality.OK.value:
        return found
    return [one if one.where.outcome in STILL_SAID else _hidden(one.evidence_id) for one in found]


def unreadable(snapshot: Snapshot) -> list[Checked]:
    """A later capture that can't be read says nothing of any passage. Writes nothing."""
    return [_hidden(one.pk) for one in accepted_before(snapshot)]


def out_of_sight(source: Source) -> list[Checked]:
    """The site refuses to show the page: what was accepted from it can't be seen. Writes nothing."""
    accepted = Evidence.objects.accepted().held().filter(snapshot__source=source)
    return [_hidden(one.pk) for one in accepted]


def back_in_sight(source: Source) -> list[Checked]:
    """The page is as it was before the site refused to show it, and so are its passages. Writes nothing."""
    accepted = Evidence.objects.accepted().held().filter(snapshot__source=source)
    hidden = {one.pk: _hidden_in(_drifts_of(one.pk)) for one in accepted}
    # "Not changed" speaks of the last capture: of a wall, where one was captured since the page was seen.
    refused = [pk for pk, run in hidden.items() if run and all(drift.fetch.refusal for drift in run)]
    before = _newest_sights(refused)
    seen = {pk: PassageOutcome(one.outcome) for pk, one in before.items()}
    return [Checked(pk, Whereabouts(seen.get(pk, PassageOutcome.SAME))) for pk in refused]


def _hidden(evidence_id: int) -> Checked:
    return Checked(evidence_id, Whereabouts(PassageOutcome.UNVERIFIABLE))


def record(*, fetch: Fetch, checked: Sequence[Checked]) -> list[Drift]:
    """Keep what a later capture showed. Returns what is news: changes that nobody was told of yet.

    Words that are gone, and a page that is hidden, count only once that was seen three times over 72 hours.
    """
    news = []
    before = _newest_sights([one.evidence_id for one in checked])
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
    return _confirmed([*news, *_lasting(fetch.source_id)])


def confirm_lasting(*, source: Source) -> list[Drift]:
    """After a fetch that brought nothing new: which passages count as gone, or as out of sight, now."""
    return _confirmed(_lasting(source.pk))


def record_death(*, fetch: Fetch) -> list[Drift]:
    """The source is gone with this failure, and with it every passage accepted from it. Returns the news."""
    accepted = Evidence.objects.accepted().held().filter(snapshot__source_id=fetch.source_id)
    dead = [Checked(one.pk, Whereabouts(PassageOutcome.DEAD)) for one in accepted]
    return record(fetch=fetch, checked=dead)


def has_doubtful(source: Source) -> bool:
    """Whether a passage of it isn't found and that isn't settled yet."""
    return any(not _is_settled(run) for run in _runs_of(source.pk))


def missing_since(evidence_id: int) -> Drift | None:
    """The capture in which a passage was first seen missing; None while the newest one has it."""
    absences = _absences(_drifts_of(evidence_id))
    return absences[-1] if absences else None


def hidden_by(drift: Drift) -> list[CaptureQuality | int | None]:
    """What answered in the page's place since this drift, the newest first: what was captured, or the status
    by which the site refused; None: what can't be read.
    """
    hidden = _hidden_in(_drifts_of(drift.evidence_id))
    qualities = dict(
        Reading.objects.filter(snapshot__fetch__in=[one.fetch_id for one in hidden])
        .order_by("pk")
        .values_list("snapshot__fetch_id", "quality")
    )
    found = [(qualities.get(one.fetch_id), one.fetch.refusal) for one in hidden]
    return [CaptureQuality(quality) if quality else refusal for quality, refusal in found]


def stand_there_since(ids: Sequence[int]) -> dict[int, datetime]:
    """Of the passages that stood there when they were seen last: when that was."""
    newest = _newest_sights(ids)
    return {pk: one.fetch.started_at for pk, one in newest.items() if one.outcome in STILL_SAID}


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


def _newest_sights(ids: Sequence[int]) -> dict[int, Drift]:
    """By passage: what was seen of it last; captures that say nothing of it are passed over."""
    seen = Drift.objects.filter(evidence_id__in=ids).exclude(outcome=PassageOutcome.UNVERIFIABLE.value)
    newest = seen.select_related("fetch").order_by("evidence_id", "-fetch__started_at", "-pk")
    return {drift.evidence_id: drift for drift in newest.distinct("evidence_id")}


def _is_news(drift: Drift, before: Drift | None) -> bool:
    """A change that was told of is none when the next capture shows the same."""
    if drift.outcome not in CHANGED or drift.outcome == PassageOutcome.MISSING:
        return False
    if before is None or before.confirmed_at is None:
        return True
    return (before.outcome, before.found) != (drift.outcome, drift.found)


def _lasting(source_id: int) -> list[Drift]:
    """Of passages that stay missing or hidden: the drift that saw each first, once that was seen three times
    over 72 hours and nobody was told."""
    unsettled = [run for run in _runs_of(source_id) if not _is_settled(run)]
    return [run[-1] for run in unsettled if is_lasting([*_moments(run), *_unchanged_since(run[0])])]


def _runs_of(source_id: int) -> Iterator[list[Drift]]:
    """Of each passage that isn't found: the captures in a row that say so, and those that hide the page."""
    accepted = Evidence.objects.accepted().held().filter(snapshot__source_id=source_id)
    for evidence_id in accepted.values_list("pk", flat=True):
        drifts = _drifts_of(evidence_id)
        yield from filter(None, (_absences(drifts), _hidden_in(drifts)))


def _is_settled(run: Sequence[Drift]) -> bool:
    return any(drift.confirmed_at for drift in run)


def _moments(run: Sequence[Drift]) -> list[datetime]:
    return [drift.fetch.started_at for drift in run]


def _drifts_of(evidence_id: int) -> list[Drift]:
    """The newest first."""
    return list(Drift.objects.filter(evidence_id=evidence_id).select_related("fetch"))


def _absences(drifts: Sequence[Drift]) -> list[Drift]:
    """The captures in a row in which the passage is missing; unverifiable ones don't count."""
    in_vain = takewhile(lambda drift: drift.outcome in NOT_FOUND, drifts)
    return [drift for drift in in_vain if drift.outcome == PassageOutcome.MISSING]


def _hidden_in(drifts: Sequence[Drift]) -> list[Drift]:
    """The captures in a row that show something else in the page's place, or can't be read."""
    return list(takewhile(lambda drift: drift.outcome == PassageOutcome.UNVERIFIABLE, drifts))


def _unchanged_since(drift: Drift) -> list[datetime]:
    """When the site said that the capture which this is about still stands."""
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
