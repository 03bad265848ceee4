"""Fact-checks: read by programs, concluded by people."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from factcheck.evidence import services as evidence
from factcheck.publication.services import publish
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
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
        factcheck=factcheck, evidence=factcheck.claim.evidence.get(), at=at, what="It changed."
    )
    [shown] = api.get(PATH, {"source_changed": "true"}).json()["results"]
    assert shown["source_changed_at"] == "2024-01-13T09:00:00Z"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_program_concludes_nothing(api, factcheck, method):
    for path in (PATH, f"{PATH}{factcheck.pk}/"):
        assert getattr(api, method)(path, {"state": "signed_off"}, format="json").status_code == 405
