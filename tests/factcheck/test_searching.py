"""A search for sources gives leads, from the archive and a search engine, and never evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_httpserver import HTTPServer

from claims.models import Claim
from demo.site import DemoSite
from factcheck import pipeline, searching
from factcheck.exceptions import NotAllowed, TransitionDenied
from factcheck.models import Evidence, FactCheck, Lead
from jobs.models import State as JobState
from sources import services as sources
from sources.conf import sources_settings
from tests.factories import a_claim, a_desk, a_journalist, an_article
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
SALE = "The State Department approved a possible sale to Taiwan of $500 million."
FOUND = {"results": [{"url": "https://stats.example/a", "title": "Found", "content": "So it says."}]}


@pytest.fixture
def engine(settings) -> Iterator[HTTPServer]:
    with HTTPServer(host="127.0.0.1", port=0) as server:
        settings.SOURCES = {
            **settings.SOURCES,
            "SEARXNG_ADDRESS": f"http://127.0.0.1:{server.port}",
            "SEARXNG_IS_PRIVATE": True,
        }
        sources_settings.cache_clear()
        yield server
    sources_settings.cache_clear()


@pytest.fixture
def claim() -> Claim:
    sam = a_journalist()
    article = an_article(by=sam, text=SALE, published_on=date(2024, 1, 12))
    return a_claim(article=article, by=sam, quote=SALE)


def search(claim: Claim):
    job = searching.request_search(claim=claim, by=claim.article.created_by)
    run_jobs()
    job.refresh_from_db()
    return job


def test_what_the_engine_finds_is_a_lead_that_nobody_fetched(claim, engine):
    engine.expect_request("/search").respond_with_json(FOUND)
    assert search(claim).state == JobState.DONE
    [lead] = claim.leads.searched()
    assert (lead.origin, lead.rank, lead.snippet, str(lead.source)) == ("search", 1, "So it says.", "Found")
    assert not lead.source.fetches.exists()
    assert not Evidence.objects.exists()
    search(claim)
    assert Lead.objects.count() == 1


def test_one_that_fails_says_so_and_what_is_known_stays(claim, engine):
    engine.expect_request("/search").respond_with_data("Welcome!")
    job = search(claim)
    assert job.state == JobState.FAILED
    assert "is it SearXNG?" in job.cause


def test_without_an_engine_the_archive_is_searched(claim, demo_site: DemoSite):
    page = demo_site.base + "/defense/arms-notification-23-71.html"
    sources.request_fetch(source=sources.add_source(address=page, by=None))
    run_jobs()
    assert search(claim).state == JobState.DONE
    [lead] = claim.leads.searched()
    assert (lead.source.address, lead.origin) == (page, "archive")
    assert "$300 million" in lead.snippet
    assert not Evidence.objects.exists()


def test_only_members_of_the_desk_search_and_only_while_it_is_worked_on(claim):
    with pytest.raises(NotAllowed):
        searching.request_search(claim=claim, by=a_journalist("kim", desk=a_desk("Sports")))
    FactCheck.objects.filter(claim=claim).update(state="in_review")
    claim = Claim.objects.get(pk=claim.pk)
    with pytest.raises(TransitionDenied):
        searching.request_search(claim=claim, by=claim.article.created_by)


def test_the_button_and_the_leads_stand_on_the_claims_page(claim, client):
    client.force_login(claim.article.created_by)
    client.post(f"/claims/{claim.pk}/search/")
    assert [job.kind for job in run_jobs()] == [searching.KIND]
    source = sources.add_source(address="https://stats.example/a", title="Found", by=None)
    Lead.objects.create(claim=claim, source=source, origin="search", rank=1, snippet="So it says.")
    page = client.get(f"/claims/{claim.pk}/").content.decode()
    assert "One lead of the search" in page and "So it says." in page
    client.post(f"/claims/{claim.pk}/sources/", {"addresses": source.address})
    assert pipeline.STEPS and source.leads.count() == 1
