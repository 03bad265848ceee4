"""Work that goes on while people read: twenty sources, and a source that changes, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from claims.models import Claim
from demo.manifest import SOURCES
from demo.site import DemoSite
from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.models import FactCheck, Rating
from factcheck.workflow import scales
from factcheck.workflow import services as workflow
from jobs import services as jobs
from jobs.models import Job
from sources import services as sources
from sources.models import Source
from tests.browser.conftest import Visitor
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import a_claim, a_desk, a_journalist, an_article
from tests.inline import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHANGING, FURNITURE = "/news/delegation.html", "/news/voters-queue.html"
FAILING = ("/news/early-poll.html", "/news/lost-interview.html", "/private/cables.html")


@pytest.fixture
def sam(live_server: Any) -> User:
    scales.load("five-point")
    return a_journalist("sam", desk=a_desk())


def test_j6_twenty_sources_show_their_rows_at_once_and_a_bar_that_only_rises(
    sam: User, demo_site: DemoSite, visitor: Callable[..., Visitor]
) -> None:
    article = article_with(1, by=sam, passages=0)
    page = visitor().log_in("sam").page
    page.goto(f"/articles/{article.pk}/?claim={article.claims.get().pk}")
    page.locator("#add-sources > summary").click()
    page.locator("#addresses").fill("\n".join(addresses(demo_site)))
    page.get_by_role("button", name="Fetch them").first.click()
    expect(page.locator(".source-row")).to_have_count(20)
    expect(page.get_by_role("heading", name="Fetching sources: 0 of 20 done")).to_be_visible()
    page.locator("#add-sources > summary").focus()

    shares = [rise(page, at_least=n) for n in (5, 10, 15)]
    assert shares == sorted(shares)
    run_jobs()
    expect(page.locator("#source-rows > summary")).to_have_text("20 sources, 3 failed")
    assert page.evaluate("document.activeElement.parentElement.id") == "add-sources"
    failed = page.locator(".source-row", has_text="Try again")
    expect(failed).to_have_count(3)
    expect(failed.filter(has_text="asks robots not to fetch")).to_have_count(1)
    expect(page.locator("#work-ended")).to_be_attached()
    assert asked_within_five_seconds(page) == []


def addresses(site: DemoSite) -> list[str]:
    """Twenty of the site's pages, the three that fail among them."""
    fine = [page.path for page in SOURCES if page.path not in FAILING]
    return [f"{site.base}{path}" for path in (*FAILING, *fine[:17])]


def rise(page: Page, *, at_least: int) -> float:
    """Run jobs until so many sources are through; returns what the bar shows by then."""
    while Source.objects.filter(fetches__isnull=False).distinct().count() < at_least:
        due = Job.objects.due().first()
        assert due is not None
        jobs.run(due.pk)
    bar = page.locator("#work progress[max='20']")
    expect(bar).not_to_have_attribute("value", "0")
    return float(bar.get_attribute("value") or 0)


def asked_within_five_seconds(page: Page) -> list[str]:
    asked: list[str] = []
    listen: Callable[[Request], None] = lambda request: asked.append(request.url)  # noqa: E731
    page.on("request", listen)
    page.wait_for_timeout(5_000)
    return asked


@pytest.fixture
def watched(sam: User, demo_site: DemoSite) -> Callable[[str, str], FactCheck]:
    """A fact-check in review that rests on one sentence of a page of the site."""

    def rests_on(path: str, words: str) -> FactCheck:
        article = an_article(by=sam, text=words)
        claim: Claim = a_claim(article=article, by=sam, quote=words)
        source = sources.add_source(address=f"{demo_site.base}{path}", by=sam)
        sources.request_fetch(source=source, by_id=sam.pk, about=article.subject)
        run_jobs()
        snapshot = source.snapshots.get()
        start = snapshot.readings.get().text.index(words)
        quoted = evidence.suggest_by_hand(
            claim=claim, snapshot=snapshot, start=start, end=start + len(words), by=sam
        )
        evidence.accept(evidence=quoted, stance="supports", by=sam)
        rating = Rating.objects.get(label="True", scale__is_default=True)
        workflow.propose_verdict(factcheck=claim.factcheck, rating=rating, conclusion="So it is.", by=sam)
        return claim.factcheck

    return rests_on


def test_j13_a_sentence_that_changed_flags_its_claim_and_the_comparison_leads_to_it(
    watched: Callable[[str, str], FactCheck], demo_site: DemoSite, visitor: Callable[..., Visitor]
) -> None:
    factcheck = watched(CHANGING, "will fly to Taipei on Sunday, January 14")
    page = visitor().log_in("sam").page
    fetch_again_after_a_change(page, factcheck, demo_site)
    flag = page.locator(".source-change")
    expect(flag).to_contain_text("Reads differently")
    flag.get_by_role("link", name="See what changed").click()
    expect(page.locator(".fate--changed h2")).to_have_count(1)
    expect(page.locator(".fate--changed ins")).to_have_text(["Tuesday", "16"])
    page.keyboard.press("n")
    expect(page.locator("#d1")).to_be_focused()
    expect(page.locator("#d1 ins").first).to_be_in_viewport()


def test_j13_a_change_elsewhere_on_the_page_flags_nothing(
    watched: Callable[[str, str], FactCheck], demo_site: DemoSite, visitor: Callable[..., Visitor]
) -> None:
    factcheck = watched(FURNITURE, "About 19.5 million people are entitled to vote on Saturday.")
    page = visitor().log_in("sam").page
    fetch_again_after_a_change(page, factcheck, demo_site)
    expect(page.locator(".card")).to_be_visible()
    expect(page.locator(".source-change")).to_have_count(0)
    source = Source.objects.get()
    page.goto(f"/sources/{source.pk}/diff/")
    expect(page.get_by_role("main").locator("h2").first).to_contain_text("is still there")
    assert source.snapshots.count() == 2


def fetch_again_after_a_change(page: Page, factcheck: FactCheck, site: DemoSite) -> None:
    """Have the site change its page, fetch it by hand, and open the claim that rests on it."""
    site.change()
    page.goto(f"/sources/{Source.objects.get().pk}/")
    page.get_by_role("button", name="Fetch again").click()
    run_jobs()
    page.goto(f"/claims/{factcheck.claim_id}/")


def test_every_page_can_be_read_without_scripts(sam: User, visitor: Callable[..., Visitor]) -> None:
    article = article_with(2, by=sam)
    claim = article.claims.all()[0]
    snapshot = claim.evidence.get().snapshot
    somebody = visitor(java_script_enabled=False).log_in("sam")
    for address, words in [
        ("/", "Inbox"),
        ("/articles/", article.title),
        ("/articles/new/", "Addresses that it links to"),
        (f"/articles/{article.pk}/", claim.text),
        (f"/articles/{article.pk}/?claim={claim.pk}", "Contradicts"),
        (f"/articles/{article.pk}/summary/", claim.text),
        (f"/articles/{article.pk}/history/", article.title),
        (f"/claims/{claim.pk}/", claim.text),
        (f"/sources/{snapshot.source_id}/", "Snapshots"),
        (f"/snapshots/{snapshot.pk}/", "SHA-256"),
        ("/desk/", "Waiting for a sign-off"),
        ("/activity/", "Activity"),
        ("/settings/", "Time zone"),
        ("/help/", "Help"),
    ]:
        somebody.page.goto(address)
        expect(somebody.page.get_by_role("main")).to_contain_text(words)
    assert somebody.said == []
