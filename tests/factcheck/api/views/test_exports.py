"""Claims taken elsewhere over the API."""

from __future__ import annotations

import csv
import io
import json

import pytest

from factcheck.integrations.models import Scope
from tests.factcheck.api.conftest import client_of
from tests.factcheck.publication.cases import QUOTE, Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def sam_calls(newsroom):
    return client_of(newsroom.sam, [Scope.READ])


def body(answer) -> str:
    return b"".join(answer.streaming_content).decode()


def test_claims_are_exported_as_the_filters_leave_them(newsroom, sam_calls):
    kept = newsroom.claim()
    newsroom.claim()

    answer = sam_calls.get("/api/v1/claims/export.csv/", {"article": kept.article_id})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(body(answer))))
    assert [(int(row["id"]), row["quote"]) for row in rows] == [(kept.pk, QUOTE)]

    answer = sam_calls.get("/api/v1/claims/export.jsonl/", {"state": "open"}, HTTP_ACCEPT="application/jsonl")
    assert len([json.loads(line) for line in body(answer).splitlines()]) == 2
    assert sam_calls.get("/api/v1/claims/export.jsonl/", {"colour": "red"}).status_code == 400


def test_another_desks_claims_are_in_no_export(newsroom):
    article = newsroom.claim().article_id
    lou = client_of(newsroom.lou, [Scope.READ])

    assert body(lou.get("/api/v1/claims/export.jsonl/")) == ""
    assert lou.get(f"/api/v1/articles/{article}/annotations/").status_code == 404
    assert lou.get(f"/api/v1/articles/{article}/claimreview/").status_code == 404


def test_annotations_are_linked_data_with_addresses_that_lead_somewhere(newsroom, sam_calls):
    claim = newsroom.claim(newsroom.article())

    answer = sam_calls.get(
        f"/api/v1/articles/{claim.article_id}/annotations/", HTTP_ACCEPT="application/ld+json"
    )

    assert answer.headers["Content-Type"] == (
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    )
    page = answer.json()
    (item,) = page["items"]
    version = sam_calls.get(item["target"]["source"]).json()
    place = item["target"]["selector"][1]
    assert version["text"][place["start"] : place["end"]] == item["target"]["selector"][0]["exact"]
    assert sam_calls.get(page["id"]).json()["id"] == page["id"]
    assert sam_calls.get(item["id"]).json()["text"] == item["body"][0]["value"]


def test_an_articles_public_checks_are_a_feed(newsroom, sam_calls):
    publication = newsroom.published()
    article = publication.factcheck.claim.article_id

    feed = sam_calls.get(f"/api/v1/articles/{article}/claimreview/").json()

    assert [element["url"] for element in feed["dataFeedElement"]] == [publication.document["url"]]


def test_exports_need_somebody(newsroom, nobody):
    article = newsroom.claim().article_id
    for path in ("claims/export.csv/", f"articles/{article}/annotations/"):
        answer = nobody.get(f"/api/v1/{path}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")
