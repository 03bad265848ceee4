from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.evidence import consistency
from factcheck.models import Contradiction
from tests.factories import a_claim, an_article

ONE, OTHER = "The fire in Porto killed 12 people.", "The fire in Porto killed 15 people."


@pytest.fixture
def article(sam):
    article = an_article(by=sam, text=f"{ONE} {OTHER}")
    for quote in (ONE, OTHER):
        a_claim(article=article, by=sam, quote=quote)
    claims = list(article.claims.select_related("speaker"))
    consistency.record(claims=claims, found=consistency.find(claims))
    return article


def test_both_cards_say_what_says_otherwise_and_lead_to_its_mark(article, sams):
    first, second = article.claims.all()
    page = sams.get(reverse("workbench", args=[article.pk])).content.decode()
    assert page.count("Says otherwise elsewhere in this article:") == 2
    assert f'href="/articles/{article.pk}/?claim={first.pk}#m1"' in page
    assert f'href="/articles/{article.pk}/?claim={second.pk}#m2"' in page


def test_a_person_says_that_both_can_be_true_and_takes_it_back(article, sams):
    contradiction = Contradiction.objects.get()
    sams.post(reverse("dismiss-contradiction", args=[contradiction.pk]))
    page = sams.get(reverse("workbench", args=[article.pk])).content.decode()
    assert "Says otherwise" not in page

    sams.post(reverse("take-up-contradiction", args=[contradiction.pk]))
    page = sams.get(reverse("claim", args=[contradiction.claim_id])).content.decode()
    assert "Both can be true" in page


def test_another_desk_finds_nothing_there(article, stranger, client_of):
    address = reverse("dismiss-contradiction", args=[Contradiction.objects.get().pk])
    assert client_of(stranger).post(address).status_code == 404
