"""What is public, for anyone."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.evidence import services as evidence
from factcheck.publication.services import mark_overtaken, publish, withdraw
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from tests.factcheck.publication.cases import Newsroom
from tests.factories import a_claim, a_rating, an_article, some_evidence

pytestmark = pytest.mark.django_db
PATH = "/api/v1/publications/"


@pytest.fixture
def newsroom(db):
    return Newsroom()


@pytest.fixture
def publication(sam, ana):
    article = an_article(by=sam, address="https://news.example/roads")
    factcheck = FactCheck.objects.get(claim=a_claim(article=article, by=sam))
    evidence.accept(evidence=some_evidence(claim=factcheck.claim), stance="contradicts", by=sam)
    workflow.propose_verdict(factcheck=factcheck, rating=a_rating(), conclusion="It did not.", by=sam)
    workflow.sign_off(factcheck=factcheck, by=ana)
    return publish(factcheck=factcheck, by=ana)


def test_anyone_reads_it_with_its_claimreview(nobody, publication):
    (listed,) = nobody.get(PATH).json()["results"]
    shown = nobody.get(listed["url"]).json()

    assert listed["slug"] == publication.slug
    assert (listed["conclusion"], listed["rating"]["label"]) == ("It did not.", "False")
    assert shown["document"] == publication.document
    assert shown["page"] == publication.document["url"]
    review = shown["claim_review"]
    assert review["@type"] == "ClaimReview"
    assert review["reviewRating"]["alternateName"] == "False"
    assert review["claimReviewed"] == shown["claim"]


def test_a_bad_token_is_told_so_even_here(nobody, publication):
    assert nobody.get(PATH, headers={"Authorization": "Bearer fct_wrong"}).status_code == 401


def test_any_token_reads_what_is_public(other_desk, with_scopes, publication):
    assert len(other_desk.get(PATH).json()["results"]) == 1
    assert len(with_scopes("imports:write").get(PATH).json()["results"]) == 1


def test_publications_are_narrowed(nobody, publication):
    for query, count in [
        ({"q": "council budget"}, 1),
        ({"q": "bridges"}, 0),
        ({"family": "refuted"}, 1),
        ({"family": ["mixed", "supported"]}, 0),
        ({"article_address": "https://news.example/roads"}, 1),
        ({"article_address": "https://news.example/"}, 0),
        ({"published_since": "2100-01-01T00:00:00Z"}, 0),
    ]:
        assert len(nobody.get(PATH, query).json()["results"]) == count, query


def test_what_was_withdrawn_is_gone_with_its_reason(nobody, ana, publication):
    withdraw(publication=publication, reason="The quotation was forged.", by=ana)

    answer = nobody.get(f"{PATH}{publication.slug}/")
    assert answer.status_code == 410
    assert "The quotation was forged." in answer.json()["detail"]
    assert nobody.get(PATH).json()["results"] == []


def test_what_is_not_public_is_not_found(nobody, sam):
    a_claim(article=an_article(by=sam), by=sam)

    assert nobody.get(PATH).json()["results"] == []
    assert nobody.get(f"{PATH}the-council-approved/").status_code == 404


def test_a_correction_says_how_grave_it_is_and_a_rating_that_it_is_overtaken(nobody, newsroom):
    corrected = newsroom.corrected(newsroom.published(), severity="major")
    mark_overtaken(
        publication=corrected, on=date(2026, 2, 1), note="The accounts were audited anew.", by=newsroom.ana
    )
    [shown] = nobody.get(PATH).json()["results"]

    assert (shown["version"], shown["severity"]) == (2, "major")
    assert shown["correction_note"] == "The accounts were revised."
    assert (shown["overtaken_on"], shown["overtaken_note"]) == (
        "2026-02-01",
        "The accounts were audited anew.",
    )


def test_a_first_version_has_neither(nobody, publication):
    [shown] = nobody.get(PATH).json()["results"]
    assert (shown["severity"], shown["overtaken_on"], shown["overtaken_note"]) == ("", None, "")


def test_what_is_gone_is_told_with_why_and_without_the_words_that_the_law_forbids(nobody, newsroom):
    newsroom.published()
    withdrawn, taken_down = newsroom.published(), newsroom.published()
    withdraw(publication=withdrawn, reason="The source was forged.", by=newsroom.ana)
    newsroom.take_down(taken_down)
    newsroom.embargoed()
    gone = nobody.get(f"{PATH}gone/").json()["results"]

    assert [(one["by_law"], one["reason"], one["claim"]) for one in gone] == [
        (True, "A court forbids it for now.", ""),
        (False, "The source was forged.", withdrawn.claim_text),
    ]
    assert gone[1]["url"] == withdrawn.document["url"]
    assert len(nobody.get(PATH).json()["results"]) == 1
