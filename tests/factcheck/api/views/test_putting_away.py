"""Programs put articles away as people do: by the same rules, and to be found by a filter."""

import pytest

from claims.models import Article
from factcheck.workflow.statuses import State
from tests.factories import a_claim, an_article

PATH = "/api/v1/articles/"


@pytest.fixture
def article(sam) -> Article:
    return an_article(by=sam)


def post(api, article, act):
    return api.post(f"{PATH}{article.pk}/{act}/", headers={"Idempotency-Key": f"{act}-{article.pk}"})


def listed(api, **query) -> list[int]:
    return [row["id"] for row in api.get(PATH, query).json()["results"]]


def test_it_says_who_put_it_away_and_when_until_it_is_taken_back(api, sam, article):
    answer = post(api, article, "put-away")
    article.refresh_from_db()
    assert answer.status_code == 200
    assert answer.json()["put_away_by"] == "sam"
    assert answer.json()["put_away_at"] == api.get(f"{PATH}{article.pk}/").json()["put_away_at"] is not None
    taken = post(api, article, "take-back").json()
    assert (taken["put_away_at"], taken["put_away_by"]) == (None, None)


def test_a_list_has_them_and_can_leave_them_out(api, sam, article):
    other = an_article(by=sam)
    post(api, article, "put-away")
    assert listed(api) == [other.pk, article.pk]
    assert listed(api, put_away="true") == [article.pk]
    assert listed(api, put_away="false") == [other.pk]


def test_it_is_refused_while_a_claim_is_checked(api, sam, article):
    a_claim(article=article, by=sam, state=State.OPEN)
    answer = post(api, article, "put-away")
    assert answer.status_code == 409
    assert answer.json()["type"].endswith(":transition-denied")


def test_a_new_text_is_refused_until_it_is_taken_back(api, article):
    post(api, article, "put-away")
    refused = api.post(f"{PATH}{article.pk}/versions/", {"text": "Another."}, format="json")
    assert refused.status_code == 409
    assert refused.json()["type"].endswith(":put-away")
    assert "Take it back first" in refused.json()["detail"]
    post(api, article, "take-back")
    accepted = api.post(f"{PATH}{article.pk}/versions/", {"text": "Another."}, format="json")
    assert accepted.status_code == 202


@pytest.mark.parametrize("act", ["put-away", "take-back"])
def test_another_desks_article_is_not_there(other_desk, article, act):
    assert post(other_desk, article, act).status_code == 404
