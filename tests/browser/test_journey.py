"""From a pasted article to a public page, by the hands of two people in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.site import DemoSite
from factcheck.models import FactCheck
from factcheck.workflow import scales
from tests.browser.conftest import Visitor
from tests.factories import a_desk, a_journalist, a_reviewer
from tests.inline import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ARTICLE = """\
Washington arms the island again

In December 2023 the State Department approved a possible sale to Taiwan of $500 million of support for its \
command systems.

The Senate voted 93 to 4 on Thursday for a resolution that praises the people of Taiwan.
"""
ARMS_PAGE = "/defense/arms-notification-23-71.html"
LOST_PAGE = "/news/lost-interview.html"
CONCLUSION = "The sale that was approved was worth $300 million, not $500 million."


@pytest.fixture
def newsroom(settings: Any, live_server: Any) -> None:
    settings.NEWSROOM = {**settings.NEWSROOM, "ADDRESS": live_server.url}
    desk = a_desk()
    a_journalist("sam", desk=desk)
    a_reviewer("ana", desk=desk)
    scales.load("five-point")


def test_sam_proposes_ana_signs_off_and_readers_see_one_claimreview(
    newsroom: None, demo_site: DemoSite, visitor: Callable[..., Visitor]
) -> None:
    sam = visitor().log_in("sam")
    hand_in(sam.page)
    open_claim(sam.page, "$500 million")
    add_sources(sam.page, demo_site)
    accept_the_contradiction(sam.page)
    propose(sam.page)
    assert errors(sam) == []

    ana = visitor().log_in("ana")
    decide(ana.page, "sign_off")
    decide(ana.page, "publish")
    assert errors(ana) == []

    reader = visitor()
    read(reader.page)
    assert errors(reader) == []


def hand_in(page: Page) -> None:
    expect(page.get_by_role("heading", name="Your first checked article")).to_be_visible()
    page.get_by_role("link", name="New article").first.click()
    page.get_by_role("button", name="Find claims").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("Text", exact=True).fill(ARTICLE)
    page.get_by_label("Published on").fill("2024-01-12")
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator("#article")).to_contain_text("command systems")
    expect(page.get_by_role("heading", name="Finding claims")).to_be_visible()
    run_jobs()
    page.get_by_role("link", name="new claim").click()
    expect(page.locator("#article mark").first).to_be_visible()
    expect(page.get_by_role("heading", name="Finding claims")).to_have_count(0)


def open_claim(page: Page, words: str) -> None:
    card = page.locator(".card", has_text=words).first
    card.get_by_role("link", name="Claim").click()
    expect(page.locator('.card[aria-current="true"]')).to_contain_text(words)
    page.get_by_role("button", name="Check it").click()
    expect(page.locator('.card[aria-current="true"] .state').first).to_have_text("Open")


def add_sources(page: Page, site: DemoSite) -> None:
    page.locator("#add-sources > summary").click()
    page.locator("#addresses").fill(f"{site.base}{ARMS_PAGE}\n{site.base}{LOST_PAGE}")
    page.get_by_role("button", name="Fetch them").first.click()
    expect(page.get_by_role("heading", name="Fetching sources: 0 of 2 done")).to_be_visible()
    expect(page.locator(".source-row")).to_have_count(2)
    run_jobs()
    expect(page.locator("#source-rows > summary")).to_contain_text("2 sources, 1 failed")
    page.get_by_role("link", name="new passage").click()
    expect(page.locator("#show-news")).to_have_count(0)


def accept_the_contradiction(page: Page) -> None:
    page.locator(".card", has_text="$500 million").first.get_by_role("link", name="Claim").click()
    passage = page.locator(".passage", has_text="$300 million").first
    expect(passage.locator(".compared")).to_contain_text("differs")
    passage.get_by_role("button", name="Contradicts").click()
    expect(page.locator("#live")).to_have_text("Passage accepted: contradicts.")
    page.locator("#undo").click()
    expect(page.locator("#live")).to_have_text("The passage is to be judged again.")
    page.locator(".passage", has_text="$300 million").first.get_by_role("button", name="Contradicts").click()
    expect(page.locator(".passage.stance-contradicts")).to_contain_text("accepted by Sam")


def propose(page: Page) -> None:
    page.locator(".propose > summary").click()
    page.get_by_role("button", name="Propose to the reviewers").click()
    expect(page.locator("#rating-error")).to_have_text("Choose a rating.")
    page.locator(".choice", has=page.get_by_text("False", exact=True)).get_by_role("radio").check()
    page.get_by_label("Conclusion").fill(CONCLUSION)
    page.get_by_role("button", name="Propose to the reviewers").click()
    card = page.locator('.card[aria-current="true"]')
    expect(card.locator(".state").first).to_have_text("In review")
    expect(card.locator("#sign-off")).to_have_count(0)
    expect(page.locator("#article mark.is-current").first).to_have_class("hl f-refuted is-open is-current")


def decide(page: Page, act: str) -> None:
    case = FactCheck.objects.get(verdicts__is_current=True)
    page.goto(f"/admin/factcheck/factcheck/{case.pk}/change/")
    page.locator(f"#act-{act} button").click()
    page.wait_for_load_state()


def read(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="$500 million").first.click()
    page.wait_for_url("**/checks/*/")
    expect(page.get_by_role("main")).to_contain_text(CONCLUSION)
    [markup] = page.locator('script[type="application/ld+json"]').all_text_contents()
    review = json.loads(markup)
    assert review["@type"] == "ClaimReview"
    label = review["reviewRating"]["alternateName"]
    expect(page.get_by_role("main").locator(".tag").first).to_contain_text(label)
    assert review["claimReviewed"] in page.get_by_role("heading", level=1).inner_text()


def errors(visitor: Visitor) -> list[str]:
    """What the console said, but for the answers 4xx that a refused form has on purpose."""
    return [line for line in visitor.said if "status of 422" not in line]
