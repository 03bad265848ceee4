"""One page per article: each claim once, under what became of it."""

from django.urls import reverse
from django.utils import timezone

from factcheck.web.newsroom import loading
from factcheck.web.newsroom.cards import cards_of
from factcheck.web.newsroom.summary import PARTS, parts_of
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factcheck.web.newsroom.conftest import article_with


def cards(article):
    version = article.current_version
    return cards_of(loading.claims_for_cards(article), version_id=version.pk, now=timezone.now())


def test_every_claim_stands_under_exactly_one_heading_whatever_its_state(sam):
    article = article_with(len(State), by=sam)
    for factcheck, state in zip([one.factcheck for one in article.claims.all()], State, strict=True):
        factcheck.state = state
        factcheck.save()
    held = [card.number for _part, under in parts_of(cards(article)) for card in under]
    undecided = {State.SIGNED_OFF, State.PUBLISHED}  # made by hand: no verdict stands behind them
    assert len(held) == len(set(held)) == len(State) - len(undecided)


def test_a_signed_off_claim_is_decided(sam, ana, scale):
    article = article_with(2, by=sam)
    factcheck = article.claims.order_by("pk")[0].factcheck
    factcheck.claim.evidence.update(
        decision="accepted", stance_accepted="supports", decided_by=sam, decided_at="2024-01-12T09:00:00Z"
    )
    workflow.propose_verdict(factcheck=factcheck, rating=scale[0], conclusion="It did.", by=sam)
    workflow.sign_off(factcheck=factcheck, by=ana)
    (decided, under), (being_checked, open_ones) = parts_of(cards(article))
    assert (decided, [card.number for card in under]) == (PARTS[0], [1])
    assert (being_checked, [card.number for card in open_ones]) == (PARTS[2], [2])


def test_the_page_shows_claims_with_their_next_action_and_sources(sams, sam):
    article = article_with(2, by=sam)
    page = sams.get(reverse("summary", args=[article.pk])).content.decode()
    assert page.count("Judge one passage") == 2
    assert "not for publication" in page


def test_the_page_asks_the_database_no_more_often_for_more_claims(
    sams, sam, django_assert_num_queries, django_assert_max_num_queries
):
    small, large = article_with(2, by=sam), article_with(30, by=sam)
    with django_assert_max_num_queries(40) as first:
        sams.get(reverse("summary", args=[small.pk]))
    with django_assert_num_queries(len(first)):
        sams.get(reverse("summary", args=[large.pk]))


def test_another_desks_article_has_no_summary(client_of, stranger, sam):
    article = article_with(1, by=sam)
    assert client_of(stranger).get(reverse("summary", args=[article.pk])).status_code == 404
