"""Sources that verdicts rest on: when each is looked at again, and who is told of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.evidence import watching
from factcheck.evidence.drift import PassageOutcome
from factcheck.evidence.models import Drift
from factcheck.workflow import services as workflow
from factcheck.workflow.importance import importance_of
from jobs import services as jobs
from jobs.leases import Lease
from jobs.models import Priority
from sources import services as sources
from sources.models import Fetch, Reading, Source, Way


def fetch_due_sources(*, now: datetime) -> int:
    """Queue a fetch for every source that is due, and say when it is due next. Returns how many."""
    due = list(Source.objects.due(at=now))
    for source in due:
        with transaction.atomic():
            sources.schedule(source=source, at=now + sources.FOLLOW_EVERY)
            sources.request_fetch(source=source, priority=Priority.SCHEDULED)
    return len(due)


def after_fetch(source: Source) -> None:
    """What a fetch says by itself, before anything is read: the source died, or words stay missing."""
    death = sources.note_life(source=source)
    _raise(watching.record_death(fetch=death) if death else watching.confirm_absences(source=source))
    _schedule(source)


def check_passages(reading: Reading, lease: Lease) -> None:
    """Compare a later capture with what was accepted before, if anything was."""
    # A copy is no later word of the page: an archive's may well be older than what was quoted.
    of_page = reading.snapshot.way == Way.FETCHED
    if of_page and watching.accepted_before(reading.snapshot).exists():
        jobs.add(
            kind="check_passages",
            key=f"reading:{reading.pk}",
            payload={"reading_id": reading.pk},
            about=lease.about,
            priority=lease.priority,
            by_id=lease.by_id,
        )


def after_comparison(*, fetch: Fetch, checked: Sequence[watching.Checked]) -> None:
    """What became of the accepted passages in the capture of this fetch."""
    _raise(watching.record(fetch=fetch, checked=checked))
    _schedule(fetch.source)


def _raise(drifts: Sequence[Drift]) -> None:
    for drift in drifts:
        workflow.raise_source_change(
            factcheck=drift.evidence.claim.factcheck,
            evidence=drift.evidence,
            at=drift.fetch.started_at,
            what=_in_words(drift),
        )


def _in_words(drift: Drift) -> str:
    match drift.outcome:
        case PassageOutcome.ALTERED:
            said = _("Reads differently in the capture of {at}.")
        case PassageOutcome.MISSING:
            said = _("First seen missing in the capture of {at}.")
        case _:
            said = _("The page could not be reached three times over three days, last on {at}.")
    return said.format(at=f"{drift.fetch.started_at:%-d %B %Y, %H:%M} UTC")


def _schedule(source: Source) -> None:
    """A source that is not looked at by itself stays so; one that nothing rests on any more is let go."""
    if source.next_fetch_at is not None:
        sources.schedule_next(
            source=source, importance=importance_of(source), doubtful=watching.has_doubtful(source)
        )
