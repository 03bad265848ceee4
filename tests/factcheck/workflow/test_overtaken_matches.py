"""A fact-check that a claim was confirmed to match is rated otherwise: told and marked, nothing rewritten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from factcheck.matching import services as matching
from factcheck.matching.find import Found
from factcheck.matching.models import KnownFactCheck, KnownMatch
from factcheck.matching.services import Review
from factcheck.models import InboxEntry
from factcheck.notices.events import Event
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import Family

HARBOUR = Review(
    claim_reviewed="Spending on roads doubled in 2025.",
    url="https://checks.example/roads",
    publisher="Checks",
    rating_text="False",
    family=Family.REFUTED,
)
OTHERWISE = replace(HARBOUR, rating_text="Half true", family=Family.MIXED)


def matched(factcheck: FactCheck, known: int, *, by) -> KnownMatch:
    matching.suggest(claims=[factcheck.claim_id], found=[Found(factcheck.claim_id, known, 0.9, "test-1")])
    return matching.confirm(match=factcheck.claim.known_matches.get(), by=by)


def told(newsroom) -> list[str]:
    """What Sam, who proposed, reads of it."""
    entries = InboxEntry.objects.filter(person=newsroom.sam, notice__event=Event.MATCH_OVERTAKEN)
    return list(entries.values_list("notice__words", flat=True))


@pytest.fixture
def factcheck(newsroom) -> FactCheck:
    """Proposed, and confirmed to be what Checks rated false."""
    factcheck = newsroom.proposed()
    [known] = matching.remember(reviews=[HARBOUR], by=newsroom.ana).added
    matched(factcheck, known, by=newsroom.sam)
    return factcheck


def test_another_rating_is_told_once_and_rewrites_nothing(newsroom, factcheck):
    before = FactCheck.objects.values().get(pk=factcheck.pk), factcheck.verdicts.values().get()
    known = matching.remember(reviews=[OTHERWISE], by=newsroom.ana).rated_anew
    assert workflow.tell_of_overtaken_matches(known=known) == 1
    assert told(newsroom) == [
        "Checks rated it “False” when this was confirmed, and rates it “Half true” now."
    ]
    assert (FactCheck.objects.values().get(pk=factcheck.pk), factcheck.verdicts.values().get()) == before


def test_the_rating_that_was_seen_overtakes_nothing(newsroom, factcheck):
    matching.remember(reviews=[OTHERWISE], by=newsroom.ana)
    known = matching.remember(reviews=[HARBOUR], by=newsroom.ana).rated_anew
    assert workflow.tell_of_overtaken_matches(known=known) == 0


def test_what_nobody_confirmed_is_told_to_nobody(newsroom, factcheck):
    matching.reconsider(match=factcheck.claim.known_matches.get(), by=newsroom.sam)
    known = matching.remember(reviews=[OTHERWISE], by=newsroom.ana).rated_anew
    assert workflow.tell_of_overtaken_matches(known=known) == 0


def test_a_fact_check_that_its_publisher_takes_back_is_told(newsroom, factcheck):
    known = matching.forget(reviews=[HARBOUR], imported_by=newsroom.ana)
    workflow.tell_of_overtaken_matches(known=known)
    assert told(newsroom) == ["Checks took its fact-check back since this was confirmed."]


def test_confirming_it_again_settles_it(newsroom, factcheck):
    matching.remember(reviews=[OTHERWISE], by=newsroom.ana)
    assert KnownMatch.objects.overtaken().exists()
    matching.confirm(match=factcheck.claim.known_matches.get(), by=newsroom.sam)
    assert not KnownMatch.objects.overtaken().exists()


@pytest.fixture
def of_ours(newsroom):
    """Our own publication, and a later claim that was confirmed to say the same."""
    ours = newsroom.published()
    later = newsroom.proposed()
    matched(later, KnownFactCheck.objects.get(factcheck=ours.factcheck).pk, by=newsroom.sam)
    return ours


def test_our_own_correction_of_the_rating_is_told(newsroom, of_ours):
    newsroom.corrected(of_ours, rating="half-true")
    [words] = told(newsroom)
    assert "“False” when this was confirmed" in words


def test_our_own_correction_that_keeps_the_rating_is_not(newsroom, of_ours):
    newsroom.corrected(of_ours, rating="false")
    assert told(newsroom) == []


def test_our_own_withdrawal_is_told_and_no_longer_matched(newsroom, of_ours):
    publication.withdraw(publication=of_ours, reason="The accounts were forged.", by=newsroom.ana)
    assert "took its fact-check back" in told(newsroom)[0]
    assert not KnownFactCheck.objects.standing().exists()


def test_reviewers_see_it_in_their_list(newsroom, factcheck, client):
    matching.remember(reviews=[OTHERWISE], by=newsroom.ana)
    newsroom.proposed(text="Another claim.")
    newsroom.ana.is_staff = True
    newsroom.ana.save()
    client.force_login(newsroom.ana)
    listed = client.get(reverse("admin:factcheck_factcheck_changelist"), {"flag": "match_overtaken"})
    assert [row.pk for row in listed.context["cl"].result_list] == [factcheck.pk]
    assert "Match rated otherwise" in listed.content.decode()
