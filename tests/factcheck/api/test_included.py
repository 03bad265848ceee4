"""Answers can be narrowed to some fields and widened by what hangs on them."""

from __future__ import annotations

import pytest

from factcheck.workflow import services as workflow
from tests.factcheck.api.test_queries import count_plain
from tests.factories import a_claim, an_article, some_evidence

pytestmark = pytest.mark.django_db
PATH = "/api/v1/claims/"


@pytest.fixture
def claim(sam):
    claim = a_claim(article=an_article(by=sam), by=sam)
    some_evidence(claim=claim)
    workflow.comment(factcheck=claim.factcheck, text="Who counted?", by=sam)
    return claim


def test_only_the_fields_that_were_asked_for_come(api, claim):
    assert api.get(PATH, {"fields": "id,text"}).json()["results"] == [{"id": claim.pk, "text": claim.text}]
    assert set(api.get(f"{PATH}{claim.pk}/", {"fields": "state"}).json()) == {"state"}


def test_what_is_related_comes_along_as_its_own_route_shows_it(api, claim):
    query = {"include": "article,evidence,fact_check", "fields": "id"}
    shown = api.get(f"{PATH}{claim.pk}/", query).json()

    assert set(shown) == {"id", "included"}
    assert (
        shown["included"]["article"]
        == api.get(
            f"/api/v1/articles/{claim.article_id}/", {"fields": ",".join(shown["included"]["article"])}
        ).json()
    )
    assert shown["included"]["evidence"] == api.get("/api/v1/evidence/").json()["results"]
    assert shown["included"]["fact_check"] == api.get("/api/v1/fact-checks/").json()["results"][0]


def test_a_fact_check_brings_its_claim_and_its_comments(api, claim):
    [shown] = api.get("/api/v1/fact-checks/", {"include": "claim,comments"}).json()["results"]

    assert shown["included"]["claim"]["text"] == claim.text
    assert [comment["text"] for comment in shown["included"]["comments"]] == ["Who counted?"]


def test_a_claim_without_a_case_brings_none(api, claim):
    claim.factcheck.delete()
    [shown] = api.get(PATH, {"include": "fact_check"}).json()["results"]

    assert shown["included"] == {"fact_check": None}


@pytest.mark.parametrize("query", [{"fields": "id,secret"}, {"include": "everything"}])
def test_a_name_that_does_not_exist_is_refused_with_those_that_do(api, claim, query):
    answer = api.get(PATH, query)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == next(iter(query))
    assert "There are:" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path", [f"{PATH}?include=article,evidence,fact_check", "/api/v1/fact-checks/?include=claim,comments"]
)
def test_ten_rows_with_all_that_comes_along_cost_as_many_queries_as_one(api, sam, claim, path):
    api.get(path)  # notes the token's use
    with_one = count_plain(api, path)
    for _ in range(9):
        another = a_claim(article=an_article(by=sam), by=sam)
        some_evidence(claim=another)
        workflow.comment(factcheck=another.factcheck, text="Who counted?", by=sam)

    assert count_plain(api, path) == with_one
