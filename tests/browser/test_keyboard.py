"""An article's whole way to a proposal without a mouse, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.models import Claim
from factcheck.workflow import scales
from tests.browser.conftest import Visitor
from tests.factories import PASSWORD, a_desk, a_journalist, some_evidence
from tests.inline import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# More stops than any page has: who gets no further is trapped.
STOPS = 120
TEXT = "The council approved $4 million for new cranes on 9 January 2024."


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus, and see that the focus can be seen on the way."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if wanted.count() and wanted.first.evaluate("one => one === document.activeElement"):
            outline = wanted.first.evaluate("one => getComputedStyle(one).outlineStyle")
            assert outline != "none", "The focus can't be seen."
            return
    raise AssertionError(f"Tab never reaches {wanted}.")


def test_from_the_log_in_to_a_proposal_by_keys_alone(
    live_server: Any, visitor: Callable[..., Visitor]
) -> None:
    sam = a_journalist("sam", desk=a_desk())
    scales.load("five-point")
    page = visitor().page
    log_in(page)

    tab_to(page, page.get_by_role("link", name="New article"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Text", exact=True))
    page.keyboard.insert_text(TEXT)
    tab_to(page, page.get_by_role("button", name="Find claims"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Finding claims")).to_be_visible()
    run_jobs()
    claim = Claim.objects.get()
    some_evidence(claim=claim)
    expect(page.locator("#show-news")).to_be_visible()
    page.keyboard.press("l")
    expect(page.locator(".cards .card")).to_have_count(1)

    page.keyboard.press("j")
    card = page.locator('.card[aria-current="true"]')
    tab_to(page, page.get_by_role("button", name="Check it"))
    page.keyboard.press("Enter")
    expect(card.locator(".state").first).to_have_text("Open")
    blur(page)
    page.keyboard.press("2")
    expect(page.locator("#live")).to_have_text("Passage accepted: contradicts.")
    assert [one.decided_by for one in claim.evidence.all()] == [sam]

    propose(page)
    expect(card.locator(".state").first).to_have_text("In review")
    # Put back after the swap.
    page.wait_for_function("document.activeElement !== document.body")


def log_in(page: Page) -> None:
    page.goto("/account/login/")
    tab_to(page, page.get_by_label("Username"))
    page.keyboard.insert_text("sam")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")


def propose(page: Page) -> None:
    blur(page)
    page.keyboard.press("v")
    rating = page.locator(".choice", has=page.get_by_text("False", exact=True)).get_by_role("radio")
    first = page.locator(".propose .choice").first.get_by_role("radio")
    tab_to(page, first)
    while not rating.is_checked():
        page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_label("Conclusion"))
    page.keyboard.insert_text("It approved $3 million.")
    tab_to(page, page.get_by_role("button", name="Propose to the reviewers"))
    page.keyboard.press("Enter")


def blur(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")


def test_the_first_stop_leads_past_the_navigation(live_server: Any, visitor: Callable[..., Visitor]) -> None:
    a_journalist("sam", desk=a_desk())
    page = visitor().log_in("sam").page
    page.goto("/articles/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_in_viewport()
    assert (skip.get_attribute("href") or "").startswith("#")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
