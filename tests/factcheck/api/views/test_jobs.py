"""Jobs: followed, cancelled, tried again."""

from __future__ import annotations

import pytest
from django.utils import timezone

from jobs.models import Job, State
from tests.factories import an_article

pytestmark = pytest.mark.django_db
PATH = "/api/v1/jobs/"


def a_job(sam, **values):
    defaults = {
        "kind": "extract_claims",
        "key": f"version:{Job.objects.count()}",
        "by": sam,
        "payload": {"version_id": 1},
    }
    return Job.objects.create(**{**defaults, **values})


def a_failed_job(sam):
    return a_job(sam, state=State.FAILED, cause="The site has an error.", finished_at=timezone.now())


def test_a_job_tells_how_far_it_is(api, sam):
    article = an_article(by=sam)
    job = a_job(sam, about=article.subject, done=3, total=20, failed=1, now="stats.example")

    shown = api.get(f"{PATH}{job.pk}/").json()
    assert (shown["done"], shown["total"], shown["failed"], shown["now"]) == (3, 20, 1, "stats.example")
    assert shown["article"] == f"http://testserver/api/v1/articles/{article.pk}/"
    assert "payload" not in shown
    assert "lease_token" not in shown


def test_a_queued_job_is_cancelled_at_once(api, sam):
    answer = api.post(f"{PATH}{a_job(sam).pk}/cancel/")

    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")


def test_an_ended_job_stays_as_it_ended(api, sam):
    assert api.post(f"{PATH}{a_failed_job(sam).pk}/cancel/").json()["state"] == "failed"


def test_a_failed_job_is_tried_again_as_a_new_one(api, sam):
    failed = a_failed_job(sam)

    answer = api.post(f"{PATH}{failed.pk}/retry/")

    assert answer.status_code == 202
    assert answer["Location"] == answer.json()["url"]
    assert (answer.json()["id"] != failed.pk, answer.json()["state"]) == (True, "queued")


def test_a_live_job_is_not_tried_again(api, sam):
    answer = api.post(f"{PATH}{a_job(sam).pk}/retry/")

    assert answer.status_code == 409
    assert answer.json()["type"].endswith(":not-retryable")


def test_jobs_are_narrowed(api, sam):
    article = an_article(by=sam)
    one, two = a_job(sam, about=article.subject), a_failed_job(sam)

    for query, expected in [
        ({"about": article.subject}, [one.pk]),
        ({"state": "failed"}, [two.pk]),
        ({"state": ["failed", "queued"]}, [two.pk, one.pk]),
        ({"about": "article:0"}, []),
    ]:
        assert [job["id"] for job in api.get(PATH, query).json()["results"]] == expected, query
