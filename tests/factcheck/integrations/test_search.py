"""Published fact-checks, searched as other newsrooms' tools search them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from factcheck.integrations.search import Checked, Wanted, search
from factcheck.integrations.sites import site_of
from factcheck.matching import services as matching
from factcheck.matching.models import KnownFactCheck
from factcheck.matching.services import Review
from factcheck.publication import services
from tests.factcheck.publication.cases import Newsroom

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


def found(now: datetime | None = None, **wanted) -> list[Checked]:
    return search(Wanted(**wanted), start=0, size=10, now=now or timezone.now())


def texts(**wanted) -> list[str]:
    return [check.claim for check in found(**wanted)]


def test_a_published_check_is_found_by_its_words_with_what_was_found(newsroom):
    publication = newsroom.published()

    (check,) = found(query="spending roads")

    assert (check.claim, check.claimant, check.rating) == (publication.claim_text, "Jo Harbor", "False")
    assert check.claimed_at == datetime(2026, 1, 12, tzinfo=UTC)
    assert check.url == publication.document["url"]
    assert check.site == site_of(publication.document["url"])


def test_what_is_not_published_yet_is_not_found(newsroom):
    newsroom.signed_off()

    assert found(query="roads") == []


def test_what_is_under_an_embargo_withdrawn_or_taken_down_is_not_found(newsroom):
    embargoed = newsroom.signed_off()
    services.set_embargo(factcheck=embargoed, until=timezone.now() + timedelta(days=1), by=newsroom.ana)
    services.publish(factcheck=embargoed, by=newsroom.ana)
    withdrawn = newsroom.published(text="Spending on roads tripled.")
    services.withdraw(publication=withdrawn, reason="We were wrong.", by=newsroom.ana)
    newsroom.take_down(newsroom.published(text="Spending on roads halved."))

    assert found(query="roads") == []


def test_the_best_match_comes_first(newsroom):
    newsroom.published(text="The mayor spoke of bridges once.")
    newsroom.published(text="Bridges, bridges: the mayor wants bridges.")

    assert texts(query="bridges")[0] == "Bridges, bridges: the mayor wants bridges."


def test_any_word_does_where_they_are_nowhere_together(newsroom):
    newsroom.published(text="Spending on roads doubled.")

    assert texts(query="Did spending on motorways explode?") == ["Spending on roads doubled."]


def test_a_query_of_signs_alone_finds_nothing(newsroom):
    newsroom.published()

    assert texts(query="?!  & | <->") == []


def test_the_region_of_a_language_does_not_count(newsroom):
    newsroom.published()

    assert len(found(query="roads", language="en-US")) == 1
    assert found(query="roads", language="e") == []
    assert found(query="roads", language="de") == []


def test_a_publisher_is_named_by_host_with_or_without_www(newsroom, settings):
    settings.NEWSROOM = {**settings.NEWSROOM, "ADDRESS": "https://www.paper.example"}
    newsroom.published()

    assert len(found(site="paper.example")) == 1
    assert len(found(site="https://www.paper.example/")) == 1
    assert found(site="aper.example") == []
    assert found(site="paper.exampl") == []


def test_age_counts_from_the_newer_of_claim_and_review(newsroom):
    newsroom.published()
    later = timezone.now() + timedelta(days=30)

    assert len(found(query="roads", max_age_days=31, now=later)) == 1
    assert found(query="roads", max_age_days=29, now=later) == []


def remember(**changed) -> None:
    review = {
        "claim_reviewed": "Roads cost nothing.",
        "url": "https://www.checks.example/r",
        "publisher": "Checks",
    }
    matching.remember(reviews=[Review(**review | changed)])


def test_an_imported_check_is_found_under_its_publishers_name():
    remember(
        rating_text="Falso", family="refuted", claimed_by="Jo", claimed_on=date(2026, 1, 2), language="es"
    )

    (check,) = found(query="roads", language="es", site="checks.example")

    assert (check.publisher, check.site, check.rating) == ("Checks", "checks.example", "Falso")
    assert (check.claimant, check.claimed_at) == ("Jo", datetime(2026, 1, 2, tzinfo=UTC))
    assert (check.reviewed_at, check.title) == (None, "")


def test_ours_and_others_are_ranked_together(newsroom):
    newsroom.published(text="The mayor spoke of bridges once.")
    remember(claim_reviewed="Bridges, bridges: the mayor wants bridges.")

    assert texts(query="bridges") == [
        "Bridges, bridges: the mayor wants bridges.",
        "The mayor spoke of bridges once.",
    ]


def test_what_its_publisher_took_back_is_not_found():
    remember()
    KnownFactCheck.objects.update(withdrawn_at=timezone.now())

    assert found(query="roads") == []


def test_an_imported_check_without_a_date_is_no_news():
    remember()

    assert len(found(query="roads")) == 1
    assert found(query="roads", max_age_days=36_500) == []
