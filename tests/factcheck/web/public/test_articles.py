from datetime import date

import pytest
from django.urls import reverse

from claims.arranging import merge_claims
from claims.services import change_details
from factcheck.exceptions import NotAllowed, TransitionDenied
from factcheck.publication import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(newsroom):
    return newsroom.published()


def article_of(check):
    return check.factcheck.claim.article


def page(client, shown):
    return client.get(reverse("public-article", args=[shown.slug]))


def test_readers_find_the_text_with_its_checked_claims_marked_and_numbered(client, newsroom, check):
    shown = services.publish_article(article=article_of(check), by=newsroom.ana)
    text = page(client, shown).content.decode()
    assert 'class="hl f-refuted"' in text
    assert 'aria-label="Claim 1: False"' in text
    assert reverse("publication", args=[check.slug]) in text
    assert "Checked by Sam. Signed off by Ana." in text
    assert "ld+json" not in text


def test_claims_that_are_not_public_are_not_marked(client, newsroom, check):
    newsroom.claim(article_of(check), text="A draft of the same words.")
    shown = services.publish_article(article=article_of(check), by=newsroom.ana)
    assert "A draft" not in page(client, shown).content.decode()


def test_a_claim_that_is_checked_with_one_of_another_article_bears_its_check(client, newsroom, check):
    other = newsroom.article()
    first, second = newsroom.claim(other), newsroom.claim(other, text="The same once more.")
    merge_claims(into=check.factcheck.claim, merged=[first, second])
    shown = services.publish_article(article=other, by=newsroom.ana)
    text = page(client, shown).content.decode()
    assert text.count('aria-label="Claim 1: False"') == 2
    assert 'id="m1"' in text
    assert 'id="m1-2"' in text
    assert text.count(reverse("publication", args=[check.slug])) >= 2


def test_what_is_put_right_about_an_article_reaches_readers_when_it_is_shown_anew(client, newsroom, check):
    shown = services.publish_article(article=article_of(check), by=newsroom.ana)
    before = page(client, shown).content.decode()
    change_details(
        article=article_of(check),
        title="Other title",
        byline="Other Writer",
        address="https://other.example/",
        published_on=date(2020, 2, 2),
    )
    assert page(client, shown).content.decode() == before
    after = page(client, services.publish_article(article=article_of(check), by=newsroom.ana))
    for told in ("Other title", "Other Writer", "https://other.example/", "2 February 2020"):
        assert told in after.content.decode()


def test_what_is_put_right_about_an_article_changes_nothing_of_a_published_check(client, newsroom, check):
    addresses = [
        reverse("publication", args=[check.slug]),
        reverse("publication-json", args=[check.slug]),
        reverse("embed", args=[check.slug]),
        reverse("api:publication-detail", args=[check.slug]),
        *map(reverse, ("front-page", "checks-atom", "checks-json", "claimreview-json", "sitemap")),
    ]
    before = [client.get(address).content for address in addresses]
    change_details(
        article=article_of(check),
        title="Other title",
        byline="Other Writer",
        address="https://other.example/",
        published_on=date(2020, 2, 2),
    )
    assert [client.get(address).content for address in addresses] == before


def test_a_withdrawn_check_loses_its_mark(client, newsroom, check):
    shown = services.publish_article(article=article_of(check), by=newsroom.ana)
    services.withdraw(publication=check, reason="It was staged.", by=newsroom.ana)
    text = page(client, shown).content.decode()
    assert "<mark" not in text
    assert "None of its checks is public now." in text


def test_the_check_leads_to_the_article_while_it_is_shown(client, newsroom, check):
    shown = services.publish_article(article=article_of(check), by=newsroom.ana)
    address = reverse("public-article", args=[shown.slug])
    assert address in client.get(reverse("publication", args=[check.slug])).content.decode()
    services.hide_article(article=article_of(check), by=newsroom.ana)
    assert address not in client.get(reverse("publication", args=[check.slug])).content.decode()
    assert page(client, shown).status_code == 404


def test_an_article_without_a_public_check_is_not_shown(newsroom):
    factcheck = newsroom.signed_off()
    with pytest.raises(TransitionDenied, match="None of its claims has a public check"):
        services.publish_article(article=factcheck.claim.article, by=newsroom.ana)


def test_a_journalist_does_not_decide_that_a_text_is_public(newsroom, check):
    with pytest.raises(NotAllowed):
        services.publish_article(article=article_of(check), by=newsroom.sam)


def test_showing_it_again_keeps_its_address(newsroom, check):
    first = services.publish_article(article=article_of(check), by=newsroom.ana)
    services.hide_article(article=article_of(check), by=newsroom.ana)
    again = services.publish_article(article=article_of(check), by=newsroom.ana)
    assert (again.slug, again.is_shown) == (first.slug, True)
