"""Evidence: an integration suggests a passage and never judges one."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from factcheck.evidence import services as evidence
from factcheck.evidence.models import Evidence, Origin
from tests.factories import a_claim, a_snapshot, an_article, some_evidence

pytestmark = pytest.mark.django_db
PATH = "/api/v1/evidence/"
TEXT = "🙂 Roads cost 12% more. Really."
QUOTE = "Roads cost 12% more."


@pytest.fixture
def claim(sam):
    return a_claim(article=an_article(by=sam), by=sam)


@pytest.fixture
def body(claim, sam):
    snapshot = a_snapshot(text=TEXT)
    evidence.add_lead(claim=claim, source=snapshot.source, origin=Origin.PERSON, by=sam)
    start = TEXT.index(QUOTE)
    return {
        "claim": claim.pk,
        "snapshot": snapshot.pk,
        "start": start,
        "end": start + len(QUOTE),
        "quote": QUOTE,
        "stance": "supports",
    }


def test_a_suggested_passage_waits_for_a_person_and_names_the_token(api, body):
    answer = api.post(PATH, body, format="json")

    shown = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == shown["url"]
    assert (shown["exact"], shown["suggested_by"]) == (QUOTE, "archive-bot")
    assert (shown["stance_suggested"], shown["stance"], shown["decision"]) == ("supports", "", "suggested")
    assert shown["decided_by"] is None


def test_a_person_suggests_by_hand(sam, body):
    client = APIClient()
    client.force_login(sam, backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(PATH, body, format="json").json()["suggested_by"] == "Sam"


def test_a_passage_that_was_judged_stays_judged(api, sam, body):
    number = api.post(PATH, body, format="json").json()["id"]
    evidence.reject(evidence=Evidence.objects.get(pk=number), reason="outdated", by=sam)

    again = api.post(PATH, {**body, "stance": "contradicts"}, format="json").json()

    assert (again["id"], again["decision"], again["rejection_reason"]) == (number, "rejected", "outdated")


@pytest.mark.parametrize(
    "changes", [{"start": 0}, {"end": 10_000}, {"quote": "Roads cost 13% more."}, {"start": 30, "end": 2}]
)
def test_words_that_the_snapshot_does_not_have_are_a_conflict(api, body, changes):
    answer = api.post(PATH, {**body, **changes}, format="json")

    assert answer.status_code == 409
    assert not Evidence.objects.exists()


def test_there_is_no_way_to_judge(api, body):
    number = api.post(PATH, body, format="json").json()["id"]
    path = f"{PATH}{number}/"

    tried = [
        api.patch(path, {"decision": "accepted"}, format="json"),
        api.put(path, body, format="json"),
        api.delete(path),
    ]
    judged = api.post(
        PATH, {**body, "start": 2, "decision": "accepted", "stance_accepted": "supports"}, format="json"
    )

    assert {answer.status_code for answer in tried} == {405}
    assert {error["field"] for error in judged.json()["errors"]} == {"decision", "stance_accepted"}


def test_evidence_is_narrowed(api, sam, claim):
    accepted = some_evidence(claim=claim)
    evidence.accept(evidence=accepted, stance="context", by=sam)
    some_evidence(claim=a_claim(article=claim.article, by=sam))

    for query, count in [
        ({"claim": claim.pk}, 1),
        ({"article": claim.article_id}, 2),
        ({"decision": "accepted"}, 1),
        ({"decision": ["accepted", "suggested"]}, 2),
        ({"stance": "context"}, 1),
        ({"stance": "supports"}, 0),
        ({"decided_since": "2024-01-12T09:00:00Z"}, 1),
        ({"decided_since": "2100-01-01T00:00:00Z"}, 0),
    ]:
        assert len(api.get(PATH, query).json()["results"]) == count, query
