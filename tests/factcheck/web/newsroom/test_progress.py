"""Rows and bar of what goes on about an article."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from factcheck.web.newsroom.progress import newest_by_source, poll_seconds, source_row, work_on
from jobs.models import Job, State
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import some_evidence

NOW = datetime(2026, 5, 12, 14, 0, tzinfo=UTC)


@pytest.fixture
def claim(sam):
    return article_with(1, by=sam).claims.get()


@dataclass
class ASource:
    """What a source's row needs, as the query annotates it."""

    pk: int = 1
    address: str | None = "https://stats.example/"
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
        (ASource(address=None), None, "done"),
        (ASource(address=None, quality="near_empty"), None, "doubtful"),
    ],
)
def test_a_source_is_in_the_phase_that_its_job_and_newest_fetch_say(source, job, phase):
    assert source_row(source, job).phase == phase


def test_what_was_handed_in_is_not_fetched_but_read():
    assert source_row(ASource(address=None), None).words == "Not read yet"
    assert source_row(ASource(address=None, quality="ok", passages=2), None).words == "2 passages"


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


def test_a_job_is_cancelled_and_tried_again(sams, claim):
    sams.post(reverse("add-sources", args=[claim.pk]), {"addresses": "https://a.example/1"})
    job = Job.objects.get()
    sams.post(reverse("cancel-job", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == "cancelled"
    sams.post(reverse("try-again", args=[job.pk]))
    assert Job.objects.live().count() == 1


def test_the_polled_part_says_what_is_new_and_stops_asking_when_nothing_runs(sam, sams, claim):
    address = reverse("progress", args=[claim.article_id])
    newest = claim.evidence.get().pk
    quiet = sams.get(address, {"claims_seen": claim.pk, "passages_seen": newest}).content.decode()
    assert "hx-trigger" not in quiet
    assert "new" not in quiet.lower().replace("news", "")
    some_evidence(claim=claim)
    assert (
        "Show one new passage"
        in sams.get(address, {"claims_seen": claim.pk, "passages_seen": newest}).content.decode()
    )
    assert "Show one new claim" in sams.get(address, {"claims_seen": 0, "passages_seen": 0}).content.decode()


def test_no_field_stands_inside_the_polled_part(sams, claim):
    part = sams.get(reverse("progress", args=[claim.article_id])).content.decode()
    assert "<textarea" not in part
    assert 'type="text"' not in part


def test_the_polled_part_takes_another_id_when_it_ends_so_that_its_timer_is_not_kept(sams, claim):
    address = reverse("progress", args=[claim.article_id])
    assert 'id="work-ended"' in sams.get(address).content.decode()
    sams.post(reverse("add-sources", args=[claim.pk]), {"addresses": "https://a.example/1"})
    assert 'id="work"' in sams.get(address).content.decode()


def test_addresses_are_added_one_a_line_and_fetched_in_the_background(sams, claim):
    addresses = "https://a.example/1\nhttps://b.example/2\n\nhttps://a.example/1"
    sams.post(reverse("add-sources-to-article", args=[claim.article_id]), {"addresses": addresses})
    assert claim.leads.count() == 2
    assert Job.objects.filter(kind="fetch_source").count() == 2
    page = sams.get(reverse("workbench", args=[claim.article_id])).content.decode()
    assert "Fetching sources: 0 of 2 done" in page
    assert 'hx-trigger="every 1s"' in page
