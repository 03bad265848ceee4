"""Rows and bar of what goes on about an article."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from factcheck.web.newsroom.progress import newest_by_source, poll_seconds, source_row, work_on
from jobs.models import Job, State

NOW = datetime(2026, 5, 12, 14, 0, tzinfo=UTC)


@dataclass
class ASource:
    """What a source's row needs, as the query annotates it."""

    pk: int = 1
    outcome: str | None = None
    fetch_cause: str = ""
    quality: str | None = None
    quality_cause: str = ""
    passages: int = 0


def a_job(
    kind: str = "fetch_source", state: str = State.QUEUED, *, pk: int = 1, cause: str = "", **payload: int
) -> Job:
    return Job(pk=pk, kind=kind, state=state, payload=payload, cause=cause, created_at=NOW)


@pytest.mark.parametrize(
    ("source", "job", "phase"),
    [
        (ASource(), a_job(), "queued"),
        (ASource(), a_job(state=State.LEASED), "fetching"),
        (ASource(), a_job(state=State.WAITING, cause="rests"), "waiting"),
        (ASource(outcome="fetched"), a_job("read_snapshot"), "reading"),
        (ASource(outcome="gone"), a_job(state=State.FAILED, cause="gone"), "failed"),
        (ASource(outcome="fetched", quality="ok"), a_job(state=State.DONE), "done"),
        (ASource(outcome="fetched", quality="consent_wall"), None, "doubtful"),
        (ASource(outcome="timed_out"), None, "failed"),
        (ASource(), None, "done"),
    ],
)
def test_a_source_is_in_the_phase_that_its_job_and_newest_fetch_say(source, job, phase):
    assert source_row(source, job).phase == phase


def test_a_failed_row_names_the_cause_and_the_job_to_try_again():
    row = source_row(ASource(), a_job(state=State.FAILED, cause="robots.txt forbids it", pk=7))
    assert (row.cause, row.job.pk, row.failed) == ("robots.txt forbids it", 7, True)


def test_a_live_job_says_more_about_a_source_than_a_newer_one_that_ended():
    ended = a_job(state=State.FAILED, pk=9, source_id=1)
    live = a_job(state=State.QUEUED, pk=8, source_id=1)
    assert newest_by_source([ended, live], {})[1] is live


def test_reading_counts_for_the_source_of_its_snapshot():
    reading = a_job("read_snapshot", State.LEASED, snapshot_id=30)
    assert newest_by_source([reading], {30: 4}) == {4: reading}


def test_the_bar_counts_sources_that_are_through_failed_ones_included():
    work = work_on(
        jobs=[a_job(pk=1, source_id=1), a_job(state=State.FAILED, pk=2, source_id=2, cause="gone")],
        sources=[ASource(pk=1), ASource(pk=2), ASource(pk=3, outcome="fetched", quality="ok", passages=2)],
        source_of_snapshot={},
        now=NOW,
    )
    assert (work.done, work.total, work.failed) == (2, 3, 1)
    assert work.is_fetching


@pytest.mark.parametrize(
    ("jobs", "seconds"),
    [
        ([], 0),
        ([a_job()], 1),
        ([Job(kind="fetch_source", state=State.LEASED, created_at=NOW - timedelta(minutes=1))], 3),
        ([a_job(state=State.WAITING)], 15),
    ],
)
def test_it_asks_less_often_the_longer_it_lasts_and_stops_when_nothing_runs(jobs, seconds):
    assert poll_seconds(jobs, NOW) == seconds
