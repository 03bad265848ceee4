"""Fact-checks: read by programs, concluded by people."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from factcheck.evidence import services as evidence
from factcheck.publication.services import publish
from factcheck.workflow import scales
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck, Rating
from tests.factories import a_claim, a_rating, an_article, some_evidence

pytestmark = pytest.mark.django_db
PATH = "/api/v1/fact-checks/"


@pytest.fixture
def factcheck(sam):
    claim = a_claim(article=an_article(by=sam), by=sam)
    found = FactCheck.objects.get(claim=claim)
    evidence.accept(evidence=some_evidence(claim=found.claim), stance="contradicts", by=sam)
    return found


def propose(factcheck, sam, conclusion="It did not."):
    workflow.propose_verdict(factcheck=factcheck, rating=a_rating(), conclusion=conclusion, by=sam)


def test_a_case_without_a_verdict_has_none(api, factcheck):
    shown = api.get(f"{PATH}{factcheck.pk}/").json()

    assert (shown["state"], shown["verification_status"], shown["verdict"]) == ("open", "unchecked", None)
    assert shown["claim"] == factcheck.claim_id
    assert shown["article"] == factcheck.claim.article_id


def test_a_verdict_tells_who_proposed_and_who_signed_it_off(api, sam, ana, factcheck):
    propose(factcheck, sam)
    proposed = api.get(f"{PATH}{factcheck.pk}/").json()["verdict"]
    workflow.sign_off(factcheck=factcheck, by=ana)
    signed = api.get(f"{PATH}{factcheck.pk}/").json()

    assert (proposed["proposed_by"], proposed["signed_off"], proposed["signed_off_by"]) == (
        "sam",
        False,
        None,
    )
    assert (signed["verdict"]["signed_off"], signed["verdict"]["signed_off_by"]) == (True, "ana")
    assert signed["verdict"]["signed_off_at"]
    assert signed["verdict"]["rating"]["family"] == signed["verification_status"] == "refuted"


def test_a_returned_case_says_why_and_is_unchecked_again(api, sam, ana, factcheck):
    propose(factcheck, sam)
    workflow.return_for_changes(factcheck=factcheck, note="Ask the council.", by=ana)

    shown = api.get(f"{PATH}{factcheck.pk}/").json()
    assert (shown["state"], shown["state_reason"]) == ("returned", "Ask the council.")
    assert shown["verification_status"] == "unchecked"


def test_a_published_case_names_its_publication(api, sam, ana, factcheck):
    propose(factcheck, sam)
    workflow.sign_off(factcheck=factcheck, by=ana)
    publication = publish(factcheck=factcheck, by=ana)

    assert api.get(f"{PATH}{factcheck.pk}/").json()["publication"] == publication.slug


def test_cases_are_narrowed(api, sam, factcheck):
    for query, count in [
        ({"claim": factcheck.claim_id}, 1),
        ({"article": factcheck.claim.article_id}, 1),
        ({"article": factcheck.claim.article_id + 1}, 0),
        ({"state": "open"}, 1),
        ({"state": ["in_review", "returned"]}, 0),
        ({"verification_status": "unchecked"}, 1),
        ({"verification_status": "refuted"}, 0),
        ({"source_changed": "true"}, 0),
        ({"source_changed": "false"}, 1),
        ({"updated_since": "2100-01-01T00:00:00Z"}, 0),
    ]:
        assert len(api.get(PATH, query).json()["results"]) == count, query


def test_a_case_whose_source_changed_says_since_when(api, sam, factcheck):
    propose(factcheck, sam)
    at = datetime(2024, 1, 13, 9, 0, tzinfo=UTC)
    workflow.raise_source_change(
        factcheck=factcheck,
        evidence=factcheck.claim.evidence.get(),
        at=at,
        kind="altered",
        what="It changed.",
    )
    [shown] = api.get(PATH, {"source_changed": "true"}).json()["results"]
    assert shown["source_changed_at"] == "2024-01-13T09:00:00Z"
    [evidence] = factcheck.claim.evidence.all()
    assert shown["source_changes"] == [
        {"kind": "altered", "evidence": evidence.pk, "at": "2024-01-13T09:00:00Z", "what": "It changed."}
    ]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_program_concludes_nothing(api, factcheck, method):
    for path in (PATH, f"{PATH}{factcheck.pk}/"):
        answer = getattr(api, method)(path, {"state": "signed_off"}, format="json")
        assert answer.status_code == (400 if method == "patch" and path != PATH else 405)
        assert FactCheck.objects.get(pk=factcheck.pk).state == "open"


@pytest.fixture
def scale(db):
    scales.load("five-point")


SUGGESTED = {"rating": "false", "conclusion": "Roads rose 15%, not 12%."}


def test_a_programs_verdict_is_a_suggestion_under_its_name(api, scale, factcheck):
    answer = api.post(f"{PATH}{factcheck.pk}/verdict-suggestions/", SUGGESTED, format="json")

    assert answer.status_code == 201
    assert answer.json()["suggested_by"] == "archive-bot"
    shown = api.get(f"{PATH}{factcheck.pk}/").json()
    assert (shown["state"], shown["verdict"], shown["verification_status"]) == ("open", None, "unchecked")
    [listed] = api.get(f"{PATH}{factcheck.pk}/verdict-suggestions/").json()["results"]
    assert listed["rating"]["slug"] == "false"


def test_a_rating_that_the_scale_lacks_is_refused_with_those_it_has(api, scale, factcheck):
    body = {**SUGGESTED, "rating": "fishy"}
    answer = api.post(f"{PATH}{factcheck.pk}/verdict-suggestions/", body, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "rating"
    assert "mostly-false" in answer.json()["detail"]


def test_what_was_proposed_by_a_person_is_not_suggested_over(api, sam, scale, factcheck):
    propose(factcheck, sam)
    answer = api.post(f"{PATH}{factcheck.pk}/verdict-suggestions/", SUGGESTED, format="json")

    assert answer.status_code == 409


def test_the_ratings_in_use_are_told_to_anyone(nobody, scale):
    ratings = nobody.get("/api/v1/ratings/").json()

    assert [rating["value"] for rating in ratings[:2]] == [5, 4]
    assert all(rating["definition"] for rating in ratings)


def test_a_retired_rating_is_told_as_such_and_no_longer_suggested(api, nobody, scale, factcheck):
    Rating.objects.filter(scale__is_default=True, slug="false").update(retired=True)
    told = {rating["slug"]: rating["retired"] for rating in nobody.get("/api/v1/ratings/").json()}
    assert (told["false"], told["half-true"]) == (True, False)

    suggested = {"rating": "false", "conclusion": "It did not."}
    refused = api.post(f"{PATH}{factcheck.pk}/verdict-suggestions/", suggested, format="json")
    assert refused.status_code == 400
    assert "half-true" in refused.json()["detail"]
    assert "false," not in refused.json()["detail"].replace("mostly-false,", "")


def test_a_comment_is_read_by_the_desk_and_by_nobody_else(api, other_desk, factcheck):
    said = api.post(f"{PATH}{factcheck.pk}/comments/", {"text": "Who counted?"}, format="json")

    assert (said.status_code, said.json()["by"]) == (201, "sam")
    assert api.get(f"{PATH}{factcheck.pk}/comments/").json()["results"] == [said.json()]
    assert other_desk.get(f"{PATH}{factcheck.pk}/comments/").status_code == 404
    assert other_desk.post(f"{PATH}{factcheck.pk}/comments/", {"text": "x"}, format="json").status_code == 404


def test_a_fact_check_is_found_by_its_claims_words(api, factcheck):
    assert [one["id"] for one in api.get(PATH, {"q": "budgets"}).json()["results"]] == [factcheck.pk]
    assert api.get(PATH, {"q": "rockets"}).json()["results"] == []
