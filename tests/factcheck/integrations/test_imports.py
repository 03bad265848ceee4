"""Imports of others' fact-checks: what they take in, where they go on, what they could not take."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.utils import timezone

from factcheck.accounts.models import Membership
from factcheck.exceptions import Incomplete, NotAllowed
from factcheck.integrations import imports
from factcheck.integrations.importing import opening
from factcheck.integrations.models import FactCheckImport, ImportForm
from factcheck.matching.models import KnownFactCheck
from jobs import leases, services
from jobs.models import Job, State
from sources.conf import sources_settings
from sources.exceptions import BadAddress
from sources.models import Snapshot
from tests.factories import a_journalist
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(db, settings, tmp_path):
    settings.IMPORTS = {**configured.IMPORTS, "DIR": str(tmp_path / "imports")}
    return a_journalist("bo")


@pytest.fixture
def site(httpserver, settings, own_archive):
    """A web server that fetches may reach; returns its address."""
    settings.SOURCES = {**settings.SOURCES, "ALLOWED_ADDRESSES": [f"127.0.0.1:{httpserver.port}"]}
    sources_settings.cache_clear()
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    return f"http://127.0.0.1:{httpserver.port}"


def a_review(number: int, **changed) -> dict:
    return {
        "@type": "ClaimReview",
        "url": f"https://checks.example/{number}",
        "claimReviewed": f"Claim {number}.",
        "author": {"name": "Checks"},
        "reviewRating": {"alternateName": "False"},
        **changed,
    }


def a_feed(*reviews: dict, gone: str = "") -> bytes:
    elements = [{"item": [review]} for review in reviews]
    elements += [{"item": None, "dateDeleted": "2026-01-01", "url": gone}] if gone else []
    return json.dumps({"dataFeedElement": elements}).encode()


def imported(by, data: bytes, form: str = ImportForm.FEED) -> FactCheckImport:
    wanted = imports.import_file(file=io.BytesIO(data), name="feed.json", form=form, by=by)
    run_jobs()
    wanted.refresh_from_db()
    return wanted


def counts(wanted: FactCheckImport) -> tuple[int, ...]:
    return (wanted.added, wanted.changed, wanted.unchanged, wanted.withdrawn, wanted.failed)


def test_a_feed_becomes_known_fact_checks(bo):
    done = imported(bo, a_feed(a_review(1), a_review(2)))

    assert counts(done) == (2, 0, 0, 0, 0)
    assert done.finished_at is not None
    assert done.job.state == State.DONE
    assert {(row.claim_reviewed, row.publisher, row.family) for row in KnownFactCheck.objects.all()} == {
        ("Claim 1.", "Checks", "refuted"),
        ("Claim 2.", "Checks", "refuted"),
    }


def test_again_adds_nothing_and_takes_in_what_changed(bo):
    imported(bo, a_feed(a_review(1), a_review(2)))

    again = imported(bo, a_feed(a_review(1), a_review(2, reviewRating={"alternateName": "True"})))

    assert counts(again) == (0, 1, 1, 0, 0)
    assert KnownFactCheck.objects.get(claim_reviewed="Claim 2.").family == "supported"


def test_what_the_feed_says_is_gone_stands_no_longer(bo):
    imported(bo, a_feed(a_review(1), a_review(2)))

    done = imported(bo, a_feed(a_review(1), gone="https://checks.example/2"))

    assert counts(done) == (0, 0, 1, 1, 0)
    assert [row.claim_reviewed for row in KnownFactCheck.objects.standing()] == ["Claim 1."]


def test_bad_items_are_told_by_line_and_stop_nothing(bo):
    done = imported(bo, a_feed(a_review(1), a_review(2, url="nowhere"), {"@type": "Person"}, a_review(4)))

    assert counts(done) == (2, 0, 0, 0, 2)
    assert done.problems == [
        {"line": 2, "cause": "“nowhere” is not a web address (url)."},
        {"line": 3, "cause": "It is not a ClaimReview (@type)."},
    ]


def test_our_own_are_not_taken_for_others(bo, settings):
    ours = a_review(1, url=f"{settings.NEWSROOM['ADDRESS']}/checks/one/")

    assert counts(imported(bo, a_feed(ours))) == (0, 0, 0, 0, 1)


def test_a_table_is_imported_too(bo):
    done = imported(bo, b"claim,url,rating\nOne.,https://checks.example/1,True\nTwo.,,True\n", ImportForm.CSV)

    assert counts(done) == (1, 0, 0, 0, 1)
    assert done.problems == [{"line": 3, "cause": "It has no address (url)."}]


def test_an_interrupted_import_goes_on_where_it_was(bo, monkeypatch):
    monkeypatch.setattr(imports, "BATCH", 2)
    wanted = imports.import_file(
        file=io.BytesIO(a_feed(*map(a_review, range(5)))), name="feed.json", form="feed", by=bo
    )
    lease = leases.take(wanted.job_id, token=_token())
    taken: list[list[int]] = []
    remember = imports.matching.remember

    def dies_at_the_third(*, reviews, by):
        taken.append([int(review.url.rpartition("/")[2]) for review in reviews])
        if len(taken) == 3:
            raise KeyboardInterrupt
        return remember(reviews=reviews, by=by)

    monkeypatch.setattr(imports.matching, "remember", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        imports.run(lease)
    leases.release(lease.token)

    services.run(wanted.job_id)

    wanted.refresh_from_db()
    assert taken == [[0, 1], [2, 3], [4], [4]]
    assert counts(wanted) == (5, 0, 0, 0, 0)


def test_a_long_import_gives_others_their_turn(bo, monkeypatch):
    monkeypatch.setattr(imports, "BATCH", 2)
    monkeypatch.setattr(imports, "TURN_SECONDS", -1)
    wanted = imports.import_file(
        file=io.BytesIO(a_feed(*map(a_review, range(5)))), name="feed.json", form="feed", by=bo
    )
    services.run(wanted.job_id)
    wanted.refresh_from_db()
    assert (wanted.position, wanted.job.state, wanted.job.attempt) == (2, State.WAITING, 0)

    run_jobs()
    wanted.refresh_from_db()
    assert (wanted.position, Job.objects.get(pk=wanted.job_id).state) == (5, State.DONE)


def test_a_cancelled_import_keeps_what_it_took_and_takes_no_more(bo, monkeypatch):
    monkeypatch.setattr(imports, "BATCH", 2)
    monkeypatch.setattr(imports, "TURN_SECONDS", -1)
    wanted = imports.import_file(
        file=io.BytesIO(a_feed(*map(a_review, range(5)))), name="feed.json", form="feed", by=bo
    )
    services.run(wanted.job_id)
    services.cancel(job=wanted.job)
    run_jobs()

    assert KnownFactCheck.objects.count() == 2
    assert Job.objects.get(pk=wanted.job_id).state == State.CANCELLED


def test_a_feed_that_breaks_off_keeps_what_came_and_says_where(bo, monkeypatch):
    monkeypatch.setattr(imports, "BATCH", 1)
    done = imported(bo, a_feed(a_review(1), a_review(2))[:-30])

    job = Job.objects.get(pk=done.job_id)
    assert (job.state, done.added) == (State.FAILED, 1)
    assert "after item 1" in job.cause


def test_a_feed_at_an_address_is_fetched_through_the_gate(bo, site, httpserver):
    httpserver.expect_request("/feed.json").respond_with_data(a_feed(a_review(1)))
    wanted = imports.import_from_address(address=f"{site}/feed.json", form="feed", by=bo)
    run_jobs()

    wanted.refresh_from_db()
    assert counts(wanted) == (1, 0, 0, 0, 0)
    with pytest.raises(BadAddress):
        imports.import_from_address(address="http://10.0.0.1/feed.json", form="feed", by=bo)


def test_an_address_with_nothing_there_fails_with_the_status(bo, site, httpserver):
    httpserver.expect_request("/feed.json").respond_with_data("no", status=404)
    wanted = imports.import_from_address(address=f"{site}/feed.json", form="feed", by=bo)
    run_jobs()

    assert "404" in Job.objects.get(pk=wanted.job_id).cause


def test_a_page_is_archived_first_and_read_from_the_archive(bo, site, httpserver):
    page = f'<script type="application/ld+json">{json.dumps(a_review(1, url=""))}</script><p>Text of it.</p>'
    httpserver.expect_request("/roads").respond_with_data(page, content_type="text/html; charset=utf-8")
    wanted = imports.import_from_address(address=f"{site}/roads", form="page", by=bo)
    run_jobs()

    wanted.refresh_from_db()
    assert wanted.snapshot == Snapshot.objects.get()
    assert counts(wanted) == (1, 0, 0, 0, 0)
    assert KnownFactCheck.objects.get().url == f"{site}/roads"


def test_a_page_without_claim_review_says_so(bo, site, httpserver):
    httpserver.expect_request("/roads").respond_with_data("<p>Nothing.</p>", content_type="text/html")
    wanted = imports.import_from_address(address=f"{site}/roads", form="page", by=bo)
    run_jobs()

    wanted.refresh_from_db()
    assert "no ClaimReview" in Job.objects.get(pk=wanted.job_id).cause


def test_another_instances_api_is_searched(bo, site, httpserver, settings):
    settings.IMPORTS = {**settings.IMPORTS, "GOOGLE_KEY": "secret"}
    review = {"url": "https://checks.example/1", "textualRating": "False", "publisher": {"name": "Checks"}}
    httpserver.expect_request("/v1alpha1/claims:search").respond_with_json(
        {"claims": [{"text": "Claim 1.", "claimReview": [review]}]}
    )
    wanted = imports.import_from_address(address=site, form="api", query={"query": "claim"}, by=bo)
    run_jobs()

    wanted.refresh_from_db()
    assert counts(wanted) == (1, 0, 0, 0, 0)
    (asked,) = [request for request, _answer in httpserver.log if "claims:search" in request.path]
    assert dict(asked.args) == {"query": "claim", "pageSize": "100"}


def test_a_search_for_nothing_is_refused(bo):
    with pytest.raises(Incomplete):
        imports.import_from_address(address="https://checks.example", form="api", by=bo)


def test_who_belongs_to_no_desk_imports_nothing(bo):
    Membership.objects.filter(user=bo).delete()
    with pytest.raises(NotAllowed):
        imports.import_file(file=io.BytesIO(b"[]"), name="feed.json", form="feed", by=bo)


def test_a_file_that_is_too_large_is_refused_and_not_kept(bo, settings):
    settings.IMPORTS = {**settings.IMPORTS, "MAX_BYTES": 10}
    with pytest.raises(Incomplete):
        imports.import_file(file=io.BytesIO(b"x" * 11), name="feed.json", form="feed", by=bo)
    assert list(opening.folder().iterdir()) == []


def test_files_that_nobody_reads_are_dropped_after_a_week(bo):
    imports.import_file(file=io.BytesIO(b"[]"), name="feed.json", form="feed", by=bo)

    assert imports.forget_files(now=timezone.now() + timedelta(days=6)) == 0
    assert imports.forget_files(now=datetime.now(UTC) + timedelta(days=8)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_file_that_was_read_is_dropped(bo):
    wanted = imports.import_file(file=io.BytesIO(a_feed(a_review(1))), name="f", form="feed", by=bo)
    assert Path(opening.folder() / wanted.file).exists()

    run_jobs()

    assert not Path(opening.folder() / wanted.file).exists()


def _token():
    from uuid import uuid4

    return uuid4()
