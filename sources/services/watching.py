"""Looking at sources again: when each is due, and whether it is gone."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from sources.fetching.revisits import ABSENCES, Importance, Look, is_lasting, next_look
from sources.fetching.types import CaptureQuality, Outcome
from sources.models import Fetch, Reading, Source
from sources.services.library import schedule

# Newest fetches that the rhythm of a page is told from: at the rarest, two years of looks.
LOOKS_REMEMBERED = 24
SUCCESSES = [Outcome.FETCHED.value, Outcome.NOT_MODIFIED.value]


def schedule_next(*, source: Source, importance: Importance | None, doubtful: bool) -> datetime | None:
    """Set when a source is looked at again, by what rests on it and how often it changed.

    importance: None when nothing rests on it any more: then not by itself. Returns the time.
    """
    failing = source.fetches.of_page().exclude(outcome=Outcome.CANCELLED.value).first()
    at = None
    if importance is not None:
        at = next_look(
            importance=importance,
            looks=looks_of(source),
            doubtful=doubtful or (failing is not None and not failing.succeeded),
            now=timezone.now(),
        )
    schedule(source=source, at=at)
    return at


def looks_of(source: Source) -> list[Look]:
    """The newest successful fetches that showed the page, oldest first, each with its text's hash."""
    newest = (
        source.fetches.of_page().filter(outcome__in=SUCCESSES).select_related("snapshot")[:LOOKS_REMEMBERED]
    )
    texts = _text_hashes(source)
    looks: list[Look] = []
    for fetch in reversed(newest):
        snapshot_id = fetch.snapshot.pk if hasattr(fetch, "snapshot") else None
        unchanged = looks[-1].text_sha256 if looks and fetch.outcome == Outcome.NOT_MODIFIED else None
        text = texts.get(snapshot_id) or unchanged
        if text:
            looks.append(Look(at=fetch.started_at, text_sha256=text))
    return looks


def _text_hashes(source: Source) -> dict[int | None, str]:
    read = Reading.objects.filter(snapshot__source=source, quality=CaptureQuality.OK.value).order_by("id")
    return dict(read.values_list("snapshot_id", "text_sha256"))


def note_life(*, source: Source) -> Fetch | None:
    """Call it after a fetch: says whether the source is dead. Returns the failure by which it just died.

    Dead: three failures in a row that say the page isn't there, over 72 hours or more.
    """
    newest = source.fetches.of_page().first()
    if newest is None:
        return None
    if newest.succeeded:
        Source.objects.filter(pk=source.pk).exclude(dead_since=None).update(dead_since=None)
        return None
    failures = _failures_in_a_row(source)
    if not is_lasting([failure.started_at for failure in failures]):
        return None
    died = Source.objects.filter(pk=source.pk, dead_since=None).update(dead_since=failures[-1].started_at)
    return newest if died else None


def _failures_in_a_row(source: Source) -> list[Fetch]:
    """Since it last answered, newest first. What says nothing of the page is passed over."""
    last = source.fetches.of_page().filter(outcome__in=SUCCESSES).values_list("started_at", flat=True).first()
    failures = source.fetches.of_page().filter(outcome__in=[outcome.value for outcome in ABSENCES])
    return list(failures.filter(started_at__gt=last) if last else failures)
