"""What is published stands until its correction does."""

from __future__ import annotations

import pytest

from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factcheck.workflow.acts import Act, Newsroom, fresh, status_of
from tests.factories import some_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


def test_a_published_verdict_stands_while_it_is_being_corrected(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck(State.CORRECTING)
    newsroom.edit(factcheck)
    newsroom.propose(factcheck)
    assert status_of(factcheck) == "refuted"


def test_a_correction_that_is_returned_leaves_the_published_verdict_standing(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck(State.CORRECTING)
    newsroom.propose(factcheck)
    newsroom.return_it(factcheck)
    assert status_of(factcheck) == "refuted"


@pytest.mark.parametrize("way", [[Newsroom.return_it], [Newsroom.undo], [Newsroom.edit]])
def test_a_signed_correction_that_is_void_leaves_the_published_verdict_standing(
    newsroom: Newsroom, way: list[Act]
) -> None:
    factcheck = newsroom.factcheck(State.CORRECTING)
    published = factcheck.verdict
    for act in [Newsroom.propose, Newsroom.sign_off, *way]:
        act(newsroom, factcheck)
    assert status_of(factcheck) == "refuted"
    assert factcheck.verdicts.get(signed_off=True) == published


@pytest.mark.parametrize(
    "way",
    [[Newsroom.propose, Newsroom.withdraw_proposal], [Newsroom.propose, Newsroom.sign_off, Newsroom.edit]],
)
def test_a_correction_that_is_taken_back_is_still_a_correction(newsroom: Newsroom, way: list[Act]) -> None:
    factcheck = newsroom.factcheck(State.CORRECTING)
    for act in way:
        act(newsroom, factcheck)
    assert fresh(factcheck).state == State.CORRECTING


@pytest.mark.parametrize("returned", [True, False])
def test_an_abandoned_correction_leaves_wording_and_verdict_as_they_were_published(
    newsroom: Newsroom, returned: bool
) -> None:
    factcheck = newsroom.factcheck(State.CORRECTING)
    published, text = factcheck.verdict, factcheck.claim.text
    signed = workflow.content_sha256(factcheck)
    newsroom.edit(factcheck)
    workflow.reconsider_passage(passage=factcheck.claim.evidence.accepted().get(), by=newsroom.sam)
    another = some_evidence(claim=fresh(factcheck).claim)
    workflow.accept_passage(passage=another, stance="supports", by=newsroom.sam)
    newsroom.propose(factcheck)
    (newsroom.return_it if returned else newsroom.withdraw_proposal)(factcheck)
    newsroom.abandon(factcheck)
    factcheck = fresh(factcheck)
    assert (factcheck.state, factcheck.claim.text, factcheck.verdict) == (State.PUBLISHED, text, published)
    assert workflow.content_sha256(factcheck) == signed


@pytest.mark.parametrize(
    "way",
    [[], [Newsroom.propose], [Newsroom.propose, Newsroom.return_it], [Newsroom.propose, Newsroom.sign_off]],
)
def test_what_readers_see_is_withdrawn_whatever_became_of_its_correction(
    newsroom: Newsroom, way: list[Act]
) -> None:
    factcheck = newsroom.factcheck(State.CORRECTING)
    for act in [*way, Newsroom.withdraw]:
        act(newsroom, factcheck)
    assert fresh(factcheck).state == State.WITHDRAWN
    assert not factcheck.publications.public().exists()


# --- Working together ------------------------------------------------------------------------------
