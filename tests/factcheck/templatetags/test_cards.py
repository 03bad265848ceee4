"""A claim's card as HTML: its title, its line, the box that picks it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from claims.models import Claim
from factcheck.templatetags.cards import card_line, card_pick, card_title, closed_card
from factcheck.web.newsroom.cards import Card, cards_of
from factcheck.web.newsroom.loading import claims_for_cards
from factcheck.workflow.statuses import State
from tests.factories import a_claim, a_journalist, an_article, some_evidence

pytestmark = pytest.mark.django_db
OPENS = "/articles/1/?show=open&claim="


@pytest.fixture
def claim() -> Claim:
    return one_claim("The <mayor> & the council agreed.")


def one_claim(text: str, *, state: State = State.OPEN) -> Claim:
    sam = a_journalist()
    return a_claim(article=an_article(by=sam, text=text), by=sam, quote=text, state=state)


def card_of(claim: Claim) -> Card:
    version = claim.article.current_version
    (card,) = cards_of(claims_for_cards(claim.article), version_id=version.pk, now=timezone.now())
    return card


def test_a_closed_card_leads_to_its_claim_within_what_is_shown(claim) -> None:
    html = closed_card(card_of(claim), OPENS)
    assert f'href="/articles/1/?show=open&amp;claim={claim.pk}#c1"' in html
    assert 'id="c1"' in html


def test_a_claim_is_text_and_never_markup(claim) -> None:
    assert "The &lt;mayor&gt; &amp; the council agreed." in closed_card(card_of(claim), OPENS)


def test_the_title_of_the_open_card_is_no_link(claim) -> None:
    card = card_of(claim)
    assert "<a " in card_title(card, OPENS)
    assert "<a " not in card_title(card)


def test_a_claim_that_nobody_works_on_cannot_be_picked(claim) -> None:
    assert f'value="{claim.pk}"' in card_pick(card_of(claim))
    claim.factcheck.state = State.DISMISSED
    claim.factcheck.save()
    assert card_pick(card_of(claim)) == ""


def test_a_line_says_what_came_since_it_was_drawn(claim) -> None:
    assert "to judge" not in card_line(card_of(claim))
    some_evidence(claim=claim)
    assert "1 to judge" in card_line(card_of(claim))
