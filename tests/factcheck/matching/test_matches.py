"""Claims are matched to what was checked already; a person decides, and a later rating flags the match."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.language.vectors import MODEL_VERSION
from claims.models import Claim
from factcheck import pipeline
from factcheck.exceptions import NotAllowed
from factcheck.matching import services as matching
from factcheck.matching.models import KnownFactCheck, KnownMatch, MatchDecision
from factcheck.matching.services import Review
from factcheck.models import Contradiction
from factcheck.workflow.statuses import Family
from tests.factcheck.publication.cases import Newsroom
from tests.factories import a_claim, an_article
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
HARBOUR = Review(
    claim_reviewed="The council of Norland closed the harbour to cruise ships.",
    url="https://checks.example/harbour",
    publisher="Checks",
    rating_text="False",
    family=Family.REFUTED,
)
WHEAT = replace(HARBOUR, claim_reviewed="Wheat costs twice what it did.", url="https://checks.example/wheat")


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture
def claim(newsroom) -> Claim:
    """Matched to the two fact-checks that are known."""
    matching.remember(reviews=[HARBOUR, WHEAT])
    text = "Norland's council has shut the harbour for cruise ships."
    claim = a_claim(article=an_article(by=newsroom.sam, text=text), by=newsroom.sam)
    pipeline.check_again(claim=claim, by=newsroom.sam)
    run_jobs()
    return claim


def test_a_claim_in_other_words_is_matched_and_nothing_else(claim):
    [match] = claim.known_matches.all()
    assert match.known.claim_reviewed == HARBOUR.claim_reviewed
    assert match.decision == MatchDecision.SUGGESTED
    assert not KnownFactCheck.objects.without_vector(MODEL_VERSION).exists()


def test_what_a_person_rejected_is_not_suggested_again(claim, newsroom):
    matching.reject(match=claim.known_matches.get(), by=newsroom.sam)
    pipeline.check_again(claim=claim, by=newsroom.sam)
    run_jobs()
    assert claim.known_matches.get().decision == MatchDecision.REJECTED


def test_another_rating_flags_a_confirmed_match_and_rewrites_nothing(claim, newsroom):
    match = matching.confirm(match=claim.known_matches.get(), by=newsroom.sam)
    assert not match.is_overtaken
    matching.remember(reviews=[replace(HARBOUR, rating_text="True", family=Family.SUPPORTED)])

    match = KnownMatch.objects.select_related("known").get(pk=match.pk)
    assert match.is_overtaken
    assert (match.decision, match.rating_seen) == (MatchDecision.CONFIRMED, "False")
    assert not matching.confirm(match=match, by=newsroom.sam).is_overtaken


def test_another_desk_may_not_decide(claim, newsroom):
    with pytest.raises(NotAllowed):
        matching.confirm(match=claim.known_matches.get(), by=newsroom.lou)


def test_what_we_published_is_known_and_matched_across_desks_once_readers_may_see_it(newsroom):
    publication = newsroom.published()
    known = KnownFactCheck.objects.get()
    assert (known.factcheck_id, known.rating_text) == (publication.factcheck_id, publication.rating.label)

    text = "Spending on roads doubled in 2025."
    claim = a_claim(article=an_article(by=newsroom.lou, text=text), by=newsroom.lou)
    pipeline.check_again(claim=claim, by=newsroom.lou)
    run_jobs()
    assert claim.known_matches.get().known == known


def test_two_articles_of_a_desk_are_set_against_each_other(newsroom):
    entities = [{"text": "Porto", "label": "GPE", "start": 12, "end": 17}]
    for number in (12, 15):
        text = f"The fire in Porto killed {number} people."
        claim = a_claim(article=an_article(by=newsroom.sam, text=text), by=newsroom.sam)
        Claim.objects.filter(pk=claim.pk).update(entities=entities)
    pipeline.check_again(claim=claim, by=newsroom.sam)
    run_jobs()
    assert (Contradiction.objects.get().words, Contradiction.objects.get().other_words) == ("12", "15")
