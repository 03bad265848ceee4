"""Joining a claim with another of the desk, and separating it, over the API."""

from __future__ import annotations

import pytest

from factcheck.publication import services as publication
from tests.factcheck.api.conftest import client_of
from tests.factcheck.publication.cases import Newsroom

PATH = "/api/v1/claims/"


@pytest.fixture
def newsroom(db) -> Newsroom:
    return Newsroom()


@pytest.fixture
def api(newsroom):
    return client_of(newsroom.sam)


@pytest.fixture
def check(newsroom):
    return newsroom.published()


@pytest.fixture
def claim(newsroom, check):
    return newsroom.claim(newsroom.article(title="The speech"), text="Road spending has doubled.")


def join(api, claim, other: int, **headers):
    return api.post(f"{PATH}{claim.pk}/join/", {"claim": other}, format="json", headers=headers)


def test_a_claim_is_joined_with_a_published_check_and_has_its_verdict(api, claim, check):
    answer = join(api, claim, check.factcheck.claim_id)
    assert answer.status_code == 200
    said = answer.json()
    assert (said["text"], said["merged_into"]) == ("Road spending has doubled.", check.factcheck.claim_id)
    assert (said["state"], said["verification_status"]) == ("published", "refuted")
    assert api.get(said["url"]).json() == said


def test_it_is_found_by_the_verdict_that_it_has(api, claim, check):
    join(api, claim, check.factcheck.claim_id)
    answer = api.get(PATH, {"article": claim.article_id, "verification_status": "refuted"})
    assert [one["id"] for one in answer.json()["results"]] == [claim.pk]


def test_who_asks_what_changed_since_hears_of_a_withdrawn_check(api, newsroom, claim, check):
    before = join(api, claim, check.factcheck.claim_id).json()["updated_at"]
    publication.withdraw(publication=check, reason="Forged.", by=newsroom.ana)
    (changed,) = api.get(PATH, {"article": claim.article_id, "updated_since": before}).json()["results"]
    assert (changed["state"], changed["verification_status"]) == ("withdrawn", "unchecked")
    assert changed["updated_at"] > before


def test_it_is_separated_again(api, claim, check):
    join(api, claim, check.factcheck.claim_id)
    said = api.post(f"{PATH}{claim.pk}/separate/").json()
    assert (said["merged_into"], said["state"], said["verification_status"]) == (None, "open", "unchecked")
    again = api.post(f"{PATH}{claim.pk}/separate/")
    assert (again.status_code, again.json()["type"].rpartition(":")[2]) == (409, "transition-denied")


def test_two_claims_in_work_are_checked_once_as_the_one_that_is_named(api, newsroom, claim):
    other = newsroom.claim(newsroom.article())
    assert join(api, claim, other.pk).json()["merged_into"] == other.pk


def test_sent_twice_it_is_done_once(api, claim, check):
    first = join(api, claim, check.factcheck.claim_id, **{"Idempotency-Key": "join-1"})
    again = join(api, claim, check.factcheck.claim_id, **{"Idempotency-Key": "join-1"})
    assert (again.status_code, again["Idempotent-Replayed"]) == (200, "true")
    assert again.json() == first.json()


def test_a_verdict_of_its_own_that_is_published_stays(api, newsroom, check):
    other = newsroom.published(text="Road spending has doubled.")
    answer = join(api, other.factcheck.claim, check.factcheck.claim_id)
    assert answer.status_code == 409
    assert "stays a claim of its own" in answer.json()["detail"]


def test_a_claim_is_not_joined_with_itself_or_with_nothing(api, claim):
    assert join(api, claim, claim.pk).json()["errors"][0]["field"] == "claim"
    missing = api.post(f"{PATH}{claim.pk}/join/", {}, format="json")
    assert (missing.status_code, missing.json()["errors"][0]["field"]) == (400, "claim")


def test_another_desks_claims_are_not_there(api, newsroom, claim, check):
    theirs = newsroom.claim(newsroom.article(desk_id=newsroom.other_desk.pk))
    assert join(api, claim, theirs.pk).status_code == 404
    assert join(client_of(newsroom.lou), claim, check.factcheck.claim_id).status_code == 404


def test_a_token_that_only_reads_joins_nothing(newsroom, claim, check):
    answer = join(client_of(newsroom.sam, ["read"]), claim, check.factcheck.claim_id)
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (403, "missing-scope")


def test_its_article_counts_it_and_not_what_was_merged_within_the_article(api, newsroom, claim, check):
    other = newsroom.claim(claim.article, text="Spending has doubled.")
    article = f"/api/v1/articles/{claim.article_id}/"
    assert api.get(article).json()["claim_count"] == 2
    join(api, claim, check.factcheck.claim_id)
    assert api.get(article).json()["claim_count"] == 2
    same = newsroom.claim(claim.article, text="Spending doubled.")
    join(api, same, other.pk)
    assert api.get(article).json()["claim_count"] == 2
