"""Sources that verdicts rest on: when each is looked at again, and who is told of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.evidence import watching
from factcheck.evidence.drift import PassageOutcome
from factcheck.evidence.models import Drift
from factcheck.workflow import services as workflow
from factcheck.workflow.importance import importance_of
from factcheck.workflow.models import ChangeKind, FactCheck, SourceChange
from jobs import services as jobs
from jobs.leases import Lease
from jobs.models import Priority
from sources import services as sources
from sources.fetching.types import CaptureQuality, Outcome
from sources.models import Fetch, Reading, Snapshot, Source, Way


@dataclass(frozen=True)
class Unsettled:
    """A source change that nobody settled. again: when its words were last seen there since, or None."""

    change: SourceChange
    again: datetime | None


def unsettled_changes(factcheck: FactCheck) -> list[Unsettled]:
    """The oldest first."""
    if factcheck.source_changed_at is None:
        return []
    changes = factcheck.source_changes.filter(settled_at=None).order_by("at", "pk")
    listed = list(changes.select_related("evidence__snapshot__source"))
    seen = watching.stand_there_since([one.evidence_id for one in listed])
    return [
        Unsettled(one, at if (at := seen.get(one.evidence_id)) and at > one.at else None) for one in listed
    ]


def fetch_due_sources(*, now: datetime) -> int:
    """Queue a fetch for every source that is due, and say when it is due next. Returns how many."""
    due = list(Source.objects.due(at=now))
    for source in due:
        with transaction.atomic():
            sources.schedule(source=source, at=now + sources.FOLLOW_EVERY)
            sources.request_fetch(source=source, priority=Priority.SCHEDULED)
    return len(due)


def after_fetch(source: Source) -> None:
    """What a fetch says by itself, before anything is read: the source died, the site refuses to show the
    page or shows it again, or words stay missing.
    """
    death = sources.note_life(source=source)
    newest = source.fetches.of_page().first()
    if newest is not None and newest.refusal:
        after_comparison(fetch=newest, checked=watching.out_of_sight(source))
        return
    if newest is not None and newest.outcome == Outcome.NOT_MODIFIED:
        after_comparison(fetch=newest, checked=watching.back_in_sight(source))
    _raise(watching.record_death(fetch=death) if death else watching.confirm_lasting(source=source))
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


def after_failed_reading(snapshot: Snapshot) -> None:
    """A later capture of a page can't be read: nothing is known of what was accepted before."""
    if snapshot.way == Way.FETCHED and snapshot.fetch is not None:
        after_comparison(fetch=snapshot.fetch, checked=watching.unreadable(snapshot))


def after_comparison(*, fetch: Fetch, checked: Sequence[watching.Checked]) -> None:
    """What became of the accepted passages in the capture of this fetch."""
    _raise(watching.record(fetch=fetch, checked=checked))
    workflow.lift_hidden(evidence=[one.evidence_id for one in checked if one.where.outcome in _IN_SIGHT])
    _schedule(fetch.source)


# Words that are missing are looked for twice more: until then nobody knows whether that is the page.
_IN_SIGHT = (PassageOutcome.SAME, PassageOutcome.MOVED, PassageOutcome.ALTERED)


def _raise(drifts: Sequence[Drift]) -> None:
    for drift in drifts:
        kind, what = _said(drift)
        workflow.raise_source_change(
            factcheck=drift.evidence.claim.factcheck,
            evidence=drift.evidence,
            kind=kind,
            at=drift.fetch.started_at,
            what=what,
        )


def _said(drift: Drift) -> tuple[ChangeKind, str]:
    """What kind of change it is, and the sentence for people."""
    at = f"{drift.fetch.started_at:%-d %B %Y, %H:%M} UTC"
    match drift.outcome:
        case PassageOutcome.ALTERED:
            return ChangeKind.ALTERED, _("Reads differently in the capture of {at}.").format(at=at)
        case PassageOutcome.MISSING:
            return ChangeKind.MISSING, _("First seen missing in the capture of {at}.").format(at=at)
        case PassageOutcome.UNVERIFIABLE:
            return _said_of_hidden(watching.hidden_by(drift), at)
        case _:
            said = _("The page could not be reached three times over three days, last on {at}.")
            return ChangeKind.GONE, said.format(at=at)


# What answers in a page's place, or refuses it; None: what can't be read.
_IN_ITS_PLACE: dict[CaptureQuality | int | None, Any] = {
    401: gettext_lazy("asks us to log in (401)"),
    402: gettext_lazy("asks us to pay (402)"),
    403: gettext_lazy("is refused to our reader (403)"),
    451: gettext_lazy("is withheld for legal reasons (451)"),
    CaptureQuality.NOT_FOUND: gettext_lazy("says that there is no such page"),
    CaptureQuality.LOGIN: gettext_lazy("answers with a log-in form"),
    CaptureQuality.PAYWALL: gettext_lazy("shows only what stands before its paywall"),
    CaptureQuality.CONSENT_WALL: gettext_lazy("answers with a question about cookies"),
    CaptureQuality.CAPTCHA: gettext_lazy("asks whether we are a human"),
    CaptureQuality.NEAR_EMPTY: gettext_lazy("has next to no text"),
    CaptureQuality.SCRIPT_ONLY: gettext_lazy("shows nothing without its scripts"),
    None: gettext_lazy("sends what can’t be read"),
}


def _said_of_hidden(hidden_by: Sequence[CaptureQuality | int | None], since: str) -> tuple[ChangeKind, str]:
    """hidden_by: what each fetch since then shows, the newest first."""
    if set(hidden_by) == {CaptureQuality.NOT_FOUND}:
        kind, proof = ChangeKind.GONE, _("What it said is in the archive.")
    else:
        kind = ChangeKind.HIDDEN
        proof = _("What it said is in the archive; look whether it still stands there.")
    if len(set(hidden_by)) == 1:
        said = _("Since {since} the page {does}.")
    else:
        said = _("Since {since} the page is not shown; now it {does}.")
    return kind, f"{said.format(since=since, does=_IN_ITS_PLACE[hidden_by[0]])} {proof}"


def _schedule(source: Source) -> None:
    """A source that is not looked at by itself stays so; one that nothing rests on any more is let go."""
    if source.next_fetch_at is not None:
        sources.schedule_next(
            source=source, importance=importance_of(source), doubtful=watching.has_doubtful(source)
        )
