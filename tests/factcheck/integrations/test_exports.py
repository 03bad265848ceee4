"""What a desk takes elsewhere."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.arranging import merge_claims
from claims.models import Claim
from factcheck.integrations.exports import COLUMNS, checks_as_feed, claims_as_csv, claims_as_json_lines
from factcheck.integrations.importing.feeds import read_feed
from factcheck.publication import services
from factcheck.workflow.models import FactCheck
from tests.factcheck.publication.cases import QUOTE, TEXT, Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


def exported() -> list[dict]:
    return [json.loads(line) for line in claims_as_json_lines(Claim.objects.all())]


def test_a_claim_is_exported_with_its_place_and_its_verdict(newsroom):
    publication = newsroom.published()

    (row,) = exported()

    assert list(row) == list(COLUMNS)
    assert (row["quote"], TEXT[row["start"] : row["end"]]) == (QUOTE, QUOTE)
    assert (row["speaker"], row["state"], row["verification_status"]) == ("Jo Harbor", "published", "refuted")
    assert (row["rating"], row["conclusion"]) == ("False", "Spending on roads rose by 12%.")
    assert row["page"] == publication.document["url"]


def test_a_claim_changed_when_its_case_did(newsroom):
    case = newsroom.published().factcheck
    earlier = timezone.now() - timedelta(days=2)
    Claim.objects.update(updated_at=earlier)
    case.refresh_from_db()
    assert exported()[0]["changed_at"] == case.updated_at.isoformat()

    FactCheck.objects.update(updated_at=earlier - timedelta(days=1))
    assert exported()[0]["changed_at"] == earlier.isoformat()


def test_a_claim_that_nobody_judged_is_unchecked(newsroom):
    newsroom.claim()

    (row,) = exported()

    assert (row["state"], row["verification_status"], row["rating"], row["page"]) == (
        "open",
        "unchecked",
        None,
        None,
    )


def test_a_claim_that_is_checked_with_one_of_another_article_has_its_verdict_and_its_own_words(newsroom):
    check = newsroom.published()
    joined = newsroom.claim(text="Roads took 15% more.")
    merge_claims(into=check.factcheck.claim, merged=[joined])

    (row,) = (json.loads(line) for line in claims_as_json_lines(joined.article.claims.told()))
    feed = checks_as_feed(joined.article.claims.told())

    assert (row["id"], row["checked_as"]) == (joined.pk, check.factcheck.claim_id)
    assert (row["text"], row["state"], row["verification_status"]) == (
        "Roads took 15% more.",
        "published",
        "refuted",
    )
    assert row["page"] == check.document["url"]
    assert [element["url"] for element in feed["dataFeedElement"]] == [check.document["url"]]


def test_no_cell_of_the_table_can_be_run(newsroom):
    newsroom.claim(text='=HYPERLINK("https://bad.example")', speaker="@everyone")

    header, row = csv.reader(io.StringIO("".join(claims_as_csv(Claim.objects.all()))))

    assert tuple(header) == COLUMNS
    cells = dict(zip(header, row, strict=True))
    assert cells["text"] == '\'=HYPERLINK("https://bad.example")'
    assert cells["speaker"] == "'@everyone"
    assert cells["quote"] == QUOTE


def test_the_feed_holds_what_readers_see_and_nothing_else(newsroom):
    public = newsroom.published()
    embargoed = newsroom.signed_off(text="Spending on bridges doubled.")
    services.set_embargo(factcheck=embargoed, until=timezone.now() + timedelta(days=1), by=newsroom.ana)
    services.publish(factcheck=embargoed, by=newsroom.ana)

    feed = checks_as_feed(Claim.objects.all())

    assert [element["url"] for element in feed["dataFeedElement"]] == [public.document["url"]]
    (item,) = read_feed(io.BytesIO(json.dumps(feed).encode()))
    assert item.review["claimReviewed"] == public.claim_text


def test_many_claims_cost_as_few_queries_as_one(newsroom):
    newsroom.published()
    with CaptureQueriesContext(
        connection,
    ) as one:
        exported()
    for _ in range(3):
        newsroom.published()
    with CaptureQueriesContext(connection) as four:
        assert len(exported()) == 4
    assert len(four) == len(one)
