"""Nobody overwrites what they have not seen."""

from __future__ import annotations

import pytest

from claims.models import Claim
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factories import a_claim, a_rating, an_article, some_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(sam):
    return a_claim(article=an_article(by=sam), by=sam)


def path_of(claim: Claim) -> str:
    return f"/api/v1/claims/{claim.pk}/"


def edit(api, claim: Claim, text: str, **headers: str):
    return api.patch(path_of(claim), {"text": text}, format="json", headers=headers)


def test_a_change_of_what_was_read_is_made(api, claim):
    read = api.get(path_of(claim))
    answer = edit(api, claim, "The council passed the budget.", **{"If-Match": read["ETag"]})

    assert answer.status_code == 200
    assert answer.json()["text"] == "The council passed the budget."
    assert answer["ETag"] == api.get(path_of(claim))["ETag"] != read["ETag"]


def test_the_second_of_two_who_read_the_same_loses_nothing(api, claim):
    etag = api.get(path_of(claim))["ETag"]
    edit(api, claim, "The first wording.", **{"If-Match": etag})
    answer = edit(api, claim, "The second wording.", **{"If-Match": etag})

    assert answer.status_code == 412
    assert "Read it again" in answer.json()["detail"]
    claim.refresh_from_db()
    assert claim.text == "The first wording."


def test_a_change_of_its_state_counts_too(api, sam, claim):
    etag = api.get(path_of(claim))["ETag"]
    workflow.drop(factcheck=claim.factcheck, reason="Not ours.", by=sam)

    assert edit(api, claim, "New.", **{"If-Match": etag}).status_code == 412


def test_a_change_without_it_is_refused_with_what_to_do(api, claim):
    answer = edit(api, claim, "New.")

    assert answer.status_code == 428
    assert answer.json()["type"].endswith(":precondition-required")


def test_a_star_writes_whatever_it_is_now(api, claim):
    assert edit(api, claim, "New.", **{"If-Match": "*"}).status_code == 200


@pytest.mark.parametrize("etag", ['"x"', "x", "", 'W/"x"'])
def test_an_etag_that_is_not_its_own_is_refused(api, claim, etag):
    assert edit(api, claim, "New.", **{"If-Match": etag}).status_code == 412


def test_its_own_etag_made_weak_proves_nothing_and_that_is_said(api, claim):
    etag = api.get(path_of(claim))["ETag"]
    refused = edit(api, claim, "New.", **{"If-Match": f"W/{etag}"})

    assert refused.status_code == 412
    assert "weak" in refused.json()["detail"]
    assert edit(api, claim, "New.", **{"If-Match": f'W/{etag}, "other", {etag}'}).status_code == 200


def test_reading_again_takes_a_weak_one(api, claim):
    etag = api.get(path_of(claim))["ETag"]
    assert api.get(path_of(claim), headers={"If-None-Match": f"W/{etag}"}).status_code == 304


def test_a_program_never_undoes_a_sign_off(api, sam, ana, claim):
    some = some_evidence(claim=claim)
    workflow.propose_verdict(factcheck=claim.factcheck, rating=a_rating(), conclusion="It did not.", by=sam)
    some.decision, some.stance_accepted, some.decided_by = "accepted", "contradicts", sam
    some.decided_at = claim.created_at
    some.save()
    workflow.sign_off(factcheck=claim.factcheck, by=ana)
    answer = edit(api, claim, "New.", **{"If-Match": "*"})

    assert answer.status_code == 409
    assert "a person must change it" in answer.json()["detail"]
    claim.factcheck.refresh_from_db()
    assert claim.factcheck.state == State.SIGNED_OFF
