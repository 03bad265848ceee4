"""Programs read what will be published before it is, and take another text of an article's page in."""

import pytest
from django.urls import reverse

from factcheck.models import Publication
from factcheck.workflow import services as workflow
from tests.factcheck.api.conftest import client_of
from tests.factcheck.publication.cases import Newsroom, a_snapshot

PAGE = "https://news.example/roads"


@pytest.fixture
def newsroom(db) -> Newsroom:
    return Newsroom()


@pytest.fixture
def api(newsroom):
    return client_of(newsroom.sam)


def preview(api, factcheck):
    return api.get(f"/api/v1/fact-checks/{factcheck.pk}/preview/")


def test_a_preview_is_the_document_that_will_be_published_and_its_markup(api, newsroom):
    factcheck = newsroom.signed_off()
    shown = preview(api, factcheck).json()
    assert (shown["is_stored"], shown["missing"]) == (False, [])
    assert shown["document"]["conclusion"] == "Spending on roads rose by 12%."
    assert shown["claim_review"]["@type"] == "ClaimReview"
    assert not Publication.objects.exists()
    assert preview(api, newsroom.embargoed().factcheck).json()["is_stored"] is True


def test_without_a_verdict_it_says_what_is_missing(api, newsroom):
    shown = preview(api, newsroom.open()).json()
    assert shown["missing"][0] == "A verdict: nobody has proposed one yet."
    assert shown["document"]["rating"]["label"] == "No verdict yet"
    assert shown["claim_review"] is None


def test_what_readers_see_already_and_another_desks_work_have_none(api, newsroom):
    published = newsroom.published().factcheck
    assert preview(api, published).status_code == 409
    assert preview(client_of(newsroom.lou), published).status_code == 404


@pytest.fixture
def article(newsroom):
    """Its page shows another text."""
    a_snapshot(PAGE, text="Nothing here was ever said of any roads, bridges or councils. " * 5)
    return newsroom.article(address=PAGE)


def test_another_text_of_the_page_is_shown_and_taken(api, newsroom, article):
    path = f"/api/v1/articles/{article.pk}/"
    waiting = api.get(path).json()["waiting_page"]
    assert set(waiting) == {"reading", "snapshot", "captured_at"}
    stale = api.post(f"{path}take-page/", {"reading": waiting["reading"] + 1}, format="json")
    assert (stale.status_code, stale.json()["type"].rpartition(":")[2]) == (409, "stale")
    answer = api.post(f"{path}take-page/", {"reading": waiting["reading"]}, format="json")
    assert (answer.status_code, answer.json()["kind"]) == (202, "follow_claims")
    assert api.get(path).json()["waiting_page"] is None
    assert article.current_version.text.startswith("Nothing here was ever said")
    assert client_of(newsroom.lou).post(f"{path}take-page/", {"reading": 1}).status_code == 404


def test_an_article_whose_page_shows_it_has_none_waiting(api, newsroom):
    article = newsroom.article(address="https://news.example/other")
    assert api.get(f"/api/v1/articles/{article.pk}/").json()["waiting_page"] is None


def test_a_merged_claim_is_previewed_as_the_one_that_stays(api, newsroom, client):
    stays, goes = newsroom.open(), newsroom.open(text="Road spending has doubled.")
    workflow.merge(survivor=stays, others=[goes], by=newsroom.sam)
    refused = preview(api, goes)
    assert (refused.status_code, "Preview that one" in refused.json()["detail"]) == (409, True)
    client.force_login(newsroom.sam)
    page = client.get(reverse("preview", args=[goes.claim_id]))
    assert page.context["publication"].claim_text == stays.claim.text
