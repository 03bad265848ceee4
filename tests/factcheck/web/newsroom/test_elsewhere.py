"""One claim in two articles: a hint, checked once when a person says so, with both articles' words kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.exceptions import TransitionDenied
from factcheck.models import FactCheck
from factcheck.web.newsroom.elsewhere import same_elsewhere, shared
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import a_claim, an_article

FIRST = "The council closed the harbour to cruise ships."
SECOND = "The council has now closed the harbour to all cruise ships."


@pytest.fixture
def first(sam):
    return a_claim(article=an_article(by=sam, text=FIRST, title="Monday"), by=sam, quote=FIRST)


@pytest.fixture
def second(sam, first):
    return a_claim(article=an_article(by=sam, text=SECOND, title="Tuesday"), by=sam, quote=SECOND)


def joined(sams, first, second) -> None:
    sams.post(reverse("join-elsewhere", args=[second.pk]), {"other": first.pk})
    second.refresh_from_db()


def bench_of(client, claim) -> str:
    return client.get(reverse("workbench", args=[claim.article_id]), {"claim": claim.pk}).content.decode()


def test_texts_share_words_unless_they_name_other_numbers():
    assert shared(FIRST, SECOND) > 0.6
    assert shared("Spending rose by 12 million.", "Spending rose by 15 million.") == 0
    assert shared("", "") == 0


def test_the_open_card_names_the_same_claim_of_another_article(first, second, sams):
    assert same_elsewhere(second) == [first]
    page = bench_of(sams, second)
    assert "Perhaps the same claim in another article" in page
    assert "Monday" in page


def test_other_desks_ended_claims_and_the_articles_own_are_not_named(sam, stranger, first):
    a_claim(article=an_article(by=stranger, text=FIRST), by=stranger, quote=FIRST)
    dropped = a_claim(article=an_article(by=sam, text=FIRST), by=sam, quote=FIRST, state=State.DROPPED)
    assert dropped.factcheck.state == State.DROPPED
    a_claim(article=first.article, by=sam, quote="The council closed the harbour")
    assert same_elsewhere(first) == []


def test_joined_claims_are_checked_once_and_both_articles_keep_their_words(first, second, sams):
    joined(sams, first, second)
    assert second.merged_into == first
    assert second.anchors.get().quote == SECOND
    assert first.anchors.get().quote == FIRST
    page = bench_of(sams, second)
    assert "Checked once, as a claim of another article" in page
    assert "<mark" in page
    assert "Tuesday" in bench_of(sams, first)


def test_both_articles_show_the_one_verdict(first, second, sams, sam, scale):
    joined(sams, first, second)
    workflow.propose_verdict(
        factcheck=FactCheck.objects.get(claim=first), rating=scale[-2], conclusion="It is open.", by=sam
    )
    for claim in (first, second):
        assert f"Proposed: {scale[-2].label}" in bench_of(sams, claim)


def test_separating_takes_it_back(first, second, sams):
    joined(sams, first, second)
    sams.post(reverse("separate", args=[second.article_id]), {"claims": str(second.pk)})
    second.refresh_from_db()
    assert second.merged_into is None
    assert "Propose a verdict" in bench_of(sams, second)


def test_a_claim_is_never_joined_with_another_desks(sam, stranger, first):
    theirs = article_with(1, by=stranger).claims.get()
    stranger.desks.add(sam.desks.first())
    with pytest.raises(TransitionDenied, match="another desk"):
        workflow.merge(survivor=first.factcheck, others=[theirs.factcheck], by=stranger)


def test_without_another_claim_nothing_is_joined(first, sams):
    answer = sams.post(reverse("join-elsewhere", args=[first.pk]))
    assert answer.status_code == 422
    assert "Choose the claim that says the same." in answer.content.decode()
