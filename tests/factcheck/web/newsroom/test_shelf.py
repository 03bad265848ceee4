"""Articles that are put away leave the lists, are found by those who look for them, and come back."""

import pytest
from django.urls import reverse

from factcheck import putting_away
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factcheck.web.newsroom.test_pages import queries_of
from tests.factories import a_claim, an_article


@pytest.fixture
def article(sam):
    article = an_article(by=sam, title="The roads of 2023")
    a_claim(article=article, by=sam, state=State.SUGGESTED)
    return article


@pytest.fixture
def away(article, sam):
    return putting_away.put_away(article=article, by=sam)


def page_of(client, address, **query) -> str:
    return client.get(address, query).content.decode()


def tabs_of(client) -> dict[str, int]:
    return {tab["slug"]: tab["count"] for tab in client.get(reverse("inbox")).context["tabs"]}


def test_it_is_put_away_from_its_page_and_the_undo_takes_it_back(sams, article):
    page = sams.post(reverse("put-away", args=[article.pk]), follow=True)
    assert page.redirect_chain == [(reverse("articles"), 302)]
    assert "Put away. A search finds it" in page.content.decode()
    sams.post(sams.session["undo"]["action"])
    article.refresh_from_db()
    assert article.put_away_at is None
    sams.post(sams.session["undo"]["action"])
    article.refresh_from_db()
    assert article.put_away_at is not None


def test_the_page_of_articles_leaves_it_out_until_somebody_looks_for_it(sams, away):
    address = reverse("articles")
    for query, there in [
        ({}, False),
        ({"shelf": "away"}, True),
        ({"shelf": "both"}, True),
        ({"q": "roads"}, True),
        ({"q": "roads", "whose": "mine"}, True),
        ({"q": " "}, False),
        ({"q": "zebras"}, False),
    ]:
        assert (away.title in page_of(sams, address, **query)) is there, query
    assert "put away by Sam" in page_of(sams, address, shelf="away")


def test_what_is_at_hand_is_not_among_what_is_put_away(sams, article):
    assert article.title not in page_of(sams, reverse("articles"), shelf="away")


def test_its_suggestions_are_counted_and_listed_nowhere(sam, sams, article):
    workflow.assign(factcheck=article.claims.get().factcheck, to=sam, by=sam)
    before = tabs_of(sams)
    assert (before["yours"], before["suggested"]) == (1, 1)
    claims = reverse("claims")
    assert article.title in page_of(sams, claims, state="suggested")
    putting_away.put_away(article=article, by=sam)
    after = tabs_of(sams)
    assert (after["yours"], after["suggested"]) == (0, 0)
    for state in ("suggested", "any"):
        assert article.title not in page_of(sams, claims, state=state)
    backlog = sams.get(reverse("desk")).context["backlog"]
    assert [bar.count for bar in backlog if bar.count] == []


def test_what_is_taken_on_in_it_all_the_same_is_listed(sam, sams, away):
    workflow.open_factcheck(factcheck=away.claims.get().factcheck, by=sam)
    assert tabs_of(sams)["yours"] == 1
    assert away.title in page_of(sams, reverse("claims"))


def test_its_page_says_who_put_it_away_and_takes_it_back(sams, away):
    workbench = reverse("workbench", args=[away.pk])
    for address in (workbench, reverse("article-history", args=[away.pk])):
        page = page_of(sams, address)
        assert "put away by Sam" in page
        assert reverse("take-back", args=[away.pk]) in page
        assert reverse("put-away", args=[away.pk]) not in page
        assert reverse("change-text", args=[away.pk]) not in page
    taken = sams.post(reverse("take-back", args=[away.pk]), follow=True)
    assert taken.redirect_chain == [(workbench, 302)]
    assert "put away by" not in taken.content.decode()


def test_a_new_text_is_refused_with_what_to_do(sams, away):
    refused = sams.post(reverse("change-text", args=[away.pk]), {"text": "Another."})
    assert refused.status_code == 422
    assert "This article is put away. Take it back first" in refused.content.decode()


def test_while_a_claim_is_checked_the_refusal_says_so_on_the_articles_page(sam, sams):
    article = article_with(2, by=sam)
    refused = sams.post(reverse("put-away", args=[article.pk]))
    assert refused.status_code == 422
    assert "2 claims of it are still being checked. Finish or drop them" in refused.content.decode()


def test_another_desks_article_is_not_there(stranger, article, client_of):
    for name in ("put-away", "take-back"):
        assert client_of(stranger).post(reverse(name, args=[article.pk])).status_code == 404


def test_the_list_asks_as_often_for_many_of_them(sam, sams, away):
    address = f"{reverse('articles')}?shelf=away"
    few = queries_of(sams, address)
    for _ in range(4):
        putting_away.put_away(article=an_article(by=sam), by=sam)
    assert queries_of(sams, address) == few
