from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.matching import services as matching
from factcheck.matching.find import Found
from factcheck.matching.models import KnownFactCheck, MatchDecision
from factcheck.matching.services import Review
from tests.factcheck.web.newsroom.conftest import article_with


@pytest.fixture
def claim(sam):
    claim = article_with(1, by=sam).claims.get()
    review = Review(
        "Roads cost more.", url="https://checks.example/1", publisher="Checks", rating_text="False"
    )
    [known] = matching.remember(reviews=[review]).added
    matching.suggest(claims=[claim.pk], found=[Found(claim.pk, known, 0.8, "test-1")])
    return claim


def test_a_match_is_confirmed_flagged_and_decided_again(claim, sams):
    address = reverse("claim", args=[claim.pk])
    assert "Perhaps already checked by" in sams.get(address).content.decode()
    match = claim.known_matches.get()
    sams.post(reverse("confirm-match", args=[match.pk]))
    KnownFactCheck.objects.update(rating_text="True")

    page = sams.get(address).content.decode()
    assert "Checks rated it “False” when this was confirmed, and rates it “True” now." in page
    assert "match rated otherwise" in page
    sams.post(reverse("reconsider-match", args=[match.pk]))
    assert claim.known_matches.get().decision == MatchDecision.SUGGESTED


def test_a_rejected_match_is_gone_from_the_card(claim, sams):
    sams.post(reverse("reject-match", args=[claim.known_matches.get().pk]))
    assert "already checked by" not in sams.get(reverse("claim", args=[claim.pk])).content.decode()


def test_another_desks_match_is_not_there(claim, stranger, client_of):
    address = reverse("confirm-match", args=[claim.known_matches.get().pk])
    assert client_of(stranger).post(address).status_code == 404
