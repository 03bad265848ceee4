"""What `check_article` prints of an article."""

from __future__ import annotations

import pytest

from claims.arranging import merge_claims
from factcheck.report import article_report
from tests.factcheck.publication.cases import PASSAGE, Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


def test_a_claim_is_told_with_its_status_and_its_evidence(newsroom):
    factcheck = newsroom.signed_off()

    (told,) = article_report(factcheck.claim.article)["claims"]

    assert (told["id"], told["checked_as"]) == (factcheck.claim_id, None)
    assert told["verification_status"] == "refuted"
    assert PASSAGE in [one["exact"] for one in told["evidence"]]


def test_a_claim_that_is_checked_with_one_of_another_article_is_told_with_that_ones_case(newsroom):
    factcheck = newsroom.signed_off()
    joined = newsroom.claim(text="Roads took 15% more.")
    merge_claims(into=factcheck.claim, merged=[joined])

    (told,) = article_report(joined.article)["claims"]

    assert (told["id"], told["checked_as"]) == (joined.pk, factcheck.claim_id)
    assert (told["text"], told["verification_status"]) == ("Roads took 15% more.", "refuted")
    assert PASSAGE in [one["exact"] for one in told["evidence"]]
