"""What is going on about an article: a row for every source, a bar that only rises, and what is new. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.models import LIVE, Job, State
from sources.fetching.types import CaptureQuality, Outcome
from sources.models import Source

FETCHING, READING, COMPARING = "fetch_source", "read_snapshot", "find_evidence"
# Claims of a changed text first follow from the text before; what is new in it is found then.
FINDING = ("follow_claims", "extract_claims")
GOOD = {Outcome.FETCHED.value, Outcome.NOT_MODIFIED.value}
# Asked every second at first; work that lasts longer, or waits for a site, is asked about less often.
POLL_SECONDS, POLL_LONG_SECONDS, POLL_WAITING_SECONDS = 1, 3, 15
LONG_AFTER = timedelta(seconds=30)


@dataclass(frozen=True)
class SourceRow:
    """phase: queued, waiting, fetching, reading, done, failed or doubtful. words: the same for a person.

    job: the one that runs, or the failed one that can be tried again.
    """

    source: Source
    phase: str
    words: str
    cause: str = ""
    job: Job | None = None
    passages: int = 0

    @property
    def is_live(self) -> bool:
        return self.phase in ("queued", "waiting", "fetching", "reading")

    @property
    def failed(self) -> bool:
        return self.phase == "failed"


@dataclass(frozen=True)
class Work:
    """Everything that goes on. poll_seconds: when to ask again; 0 when nothing runs."""

    rows: tuple[SourceRow, ...]
    extraction: Job | None
    comparing: Job | None
    comparisons: int
    poll_seconds: int

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def done(self) -> int:
        return sum(not row.is_live for row in self.rows)

    @property
    def failed(self) -> int:
        return sum(row.failed for row in self.rows)

    @property
    def now(self) -> SourceRow | None:
        """What is being done this moment."""
        return next((row for row in self.rows if row.phase in ("fetching", "reading")), None)

    @property
    def is_fetching(self) -> bool:
        return self.done < self.total

    @property
    def is_live(self) -> bool:
        return self.poll_seconds > 0


def work_on(
    *, jobs: Sequence[Job], sources: Sequence[Source], source_of_snapshot: Mapping[int, int], now: datetime
) -> Work:
    """jobs: those about the article, newest first. source_of_snapshot: snapshot id -> source id."""
    newest = newest_by_source(jobs, source_of_snapshot)
    live = [job for job in jobs if job.state in LIVE]
    comparing = [job for job in live if job.kind == COMPARING]
    return Work(
        rows=tuple(source_row(source, newest.get(source.pk)) for source in sources),
        extraction=next((job for job in live if job.kind in FINDING), None),
        comparing=next((job for job in comparing if job.state == State.LEASED), None),
        comparisons=len(comparing),
        poll_seconds=poll_seconds(live, now),
    )


def newest_by_source(jobs: Iterable[Job], source_of_snapshot: Mapping[int, int]) -> dict[int, Job]:
    """The job that says most about each source: a live one, else the newest."""
    found: dict[int, Job] = {}
    for job in jobs:
        source_id = _source_id(job, source_of_snapshot)
        if source_id is None:
            continue
        known = found.get(source_id)
        if known is None or (job.state in LIVE and known.state not in LIVE):
            found[source_id] = job
    return found


def source_row(source: Any, job: Job | None) -> SourceRow:
    """source: annotated by `sources_of`."""
    if job is not None and job.state in LIVE:
        return _live_row(source, job)
    if job is not None and job.state in (State.FAILED, State.CANCELLED):
        words = _("Failed") if job.state == State.FAILED else _("Cancelled")
        return SourceRow(source, "failed", words, cause=job.cause, job=job, passages=source.passages)
    if (missing := _missing_row(source)) is not None:
        return missing
    if source.quality not in (None, CaptureQuality.OK.value):
        return SourceRow(
            source, "doubtful", _("Doubtful"), cause=source.quality_cause, passages=source.passages
        )
    return SourceRow(source, "done", _passages(source.passages), passages=source.passages)


def _missing_row(source: Any) -> SourceRow | None:
    """Where there is nothing of it to be judged yet."""
    if source.address is None:
        unread = SourceRow(source, "done", _("Not read yet"), passages=source.passages)
        return unread if source.quality is None else None
    if source.outcome is None:
        return SourceRow(source, "done", _("Not fetched yet"), passages=source.passages)
    if source.outcome not in GOOD:
        return SourceRow(source, "failed", _("Failed"), cause=source.fetch_cause, passages=source.passages)
    return None


def poll_seconds(live: Sequence[Job], now: datetime) -> int:
    """How long to wait before asking again; 0 when nothing is live."""
    if not live:
        return 0
    if all(job.state == State.WAITING for job in live):
        return POLL_WAITING_SECONDS
    return POLL_LONG_SECONDS if min(job.created_at for job in live) < now - LONG_AFTER else POLL_SECONDS


def _live_row(source: Any, job: Job) -> SourceRow:
    if job.kind == READING:
        phase, words = "reading", _("Reading")
    elif job.state == State.LEASED:
        phase, words = "fetching", _("Fetching")
    elif job.cause:
        phase, words = "waiting", _("Waiting")
    else:
        phase, words = "queued", _("Queued")
    return SourceRow(source, phase, words, cause=job.cause, job=job, passages=source.passages)


def _passages(count: int) -> str:
    if not count:
        return _("Read; no passage fits a claim")
    return ngettext("One passage", "{n} passages", count).format(n=count)


def _source_id(job: Job, source_of_snapshot: Mapping[int, int]) -> int | None:
    if job.kind == FETCHING:
        return job.payload.get("source_id")
    return source_of_snapshot.get(job.payload["snapshot_id"]) if job.kind == READING else None
