"""The journeys of a reviewer, in a real browser: the queue, the fast screen, publication, the audit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from playwright.sync_api import expect

from factcheck.models import FactCheck, InboxEntry, Publication, Signoff
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations
from tests.factcheck.publication.cases import Newsroom
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/factcheck/factcheck/"


class Screens:
    """What a reviewer has in front of them."""

    def __init__(self, newsroom: Newsroom, visitor: Callable[..., Visitor]) -> None:
        self.newsroom, self.visitor = newsroom, visitor
        for person in (newsroom.sam, newsroom.ana, newsroom.rae, newsroom.kim):
            person.is_staff = person is not newsroom.sam
            person.set_password(PASSWORD)
            person.save()

    def in_review(self, number: int) -> list[FactCheck]:
        article = self.newsroom.article()
        return [
            self.newsroom.proposed(article=article, text=f"Roads cost {n} million more.")
            for n in range(number)
        ]


@pytest.fixture
def screens(transactional_db: Any, visitor: Callable[..., Visitor]) -> Screens:
    return Screens(Newsroom(), visitor)


def test_r1_r2_the_queue_counts_filters_and_keeps_its_address(screens: Screens) -> None:
    made = screens.in_review(60)
    workflow.assign(factcheck=made[0], to=screens.newsroom.rae, by=screens.newsroom.ana)
    ana = screens.visitor().log_in("ana")
    ana.page.goto(LIST)
    expect(ana.page.locator("#result_list tbody tr")).to_have_count(50)
    expect(ana.page.get_by_role("link", name="Needs sign-off 60")).to_be_visible()
    ana.page.locator("summary", has_text="Assignee").click()
    ana.page.locator("details[open]").get_by_role("link", name="Rae").click()
    expect(ana.page.locator("#result_list tbody tr")).to_have_count(1)
    assert f"assignee={screens.newsroom.rae.pk}" in ana.page.url
    ana.page.go_back()
    expect(ana.page.locator("#result_list tbody tr")).to_have_count(50)
    assert ana.said == []


def test_r3_many_are_returned_with_one_comment_that_their_journalist_finds(screens: Screens) -> None:
    screens.in_review(12)
    ana = screens.visitor().log_in("ana")
    ana.page.goto(LIST)
    for _ in range(12):
        ana.page.keyboard.press("j")
        ana.page.keyboard.press("x")
    ana.page.get_by_label("Action:").select_option(label="Return for changes")
    ana.page.locator(".actions button[name=index]").click()
    ana.page.get_by_role("button", name="Return for changes").click()
    expect(ana.page.get_by_role("heading", name="There is a problem")).to_be_visible()
    ana.page.get_by_label("What has to change").fill("Name the year.")
    ana.page.get_by_role("button", name="Return for changes").click()
    expect(ana.page.get_by_text("12 returned.")).to_be_visible()
    sam = screens.visitor().log_in("sam")
    sam.page.goto("/?tab=notices")
    expect(sam.page.get_by_text("Returned for changes, Ana")).to_have_count(12)
    assert InboxEntry.objects.unread().filter(person=screens.newsroom.sam).count() == 12


def test_r4_ten_are_signed_off_by_one_key_each_once_the_evidence_was_on_the_screen(screens: Screens) -> None:
    screens.in_review(11)
    ana = screens.visitor().log_in("ana")
    ana.page.goto(LIST)
    ana.page.get_by_role("button", name="Go through them one by one").click()
    for place in range(1, 11):
        expect(ana.page.get_by_text(f"{place} of 11", exact=True)).to_be_visible()
        expect(ana.page.get_by_label("I have read the evidence")).to_be_checked()
        ana.page.keyboard.press("Enter")
    expect(ana.page.get_by_text("11 of 11", exact=True)).to_be_visible()
    assert FactCheck.objects.filter(state=State.SIGNED_OFF).count() == 10
    ana.page.keyboard.press("j")
    expect(ana.page.get_by_role("heading", name="Queue finished")).to_be_visible()
    expect(ana.page.get_by_text("10 signed off, 0 returned, one skipped.")).to_be_visible()
    assert ana.said == []


def test_evidence_below_the_screen_is_brought_up_before_enter_signs_off(screens: Screens) -> None:
    (factcheck,) = screens.in_review(1)
    ana = screens.visitor(viewport={"width": 1280, "height": 300}).log_in("ana")
    ana.page.goto(f"{LIST}{factcheck.pk}/queue/")
    expect(ana.page.get_by_label("I have read the evidence")).not_to_be_checked()
    ana.page.keyboard.press("Enter")
    expect(ana.page.get_by_label("I have read the evidence")).to_be_checked()
    assert not Signoff.objects.exists()
    ana.page.keyboard.press("Enter")
    expect(ana.page.get_by_role("heading", name="Queue finished")).to_be_visible()
    assert Signoff.objects.count() == 1


def test_r5_ones_own_proposal_shows_the_reason_in_the_buttons_place(screens: Screens) -> None:
    newsroom = screens.newsroom
    factcheck = newsroom.open()
    workflow.propose_verdict(
        factcheck=factcheck, rating=newsroom.rating("false"), conclusion="It is not so.", by=newsroom.ana
    )
    ana = screens.visitor().log_in("ana")
    ana.page.goto(f"{LIST}{factcheck.pk}/queue/")
    expect(ana.page.get_by_text("You proposed this. Someone else must sign off.")).to_be_visible()
    expect(ana.page.get_by_role("button", name="Sign off and next")).to_have_count(0)
    ana.page.keyboard.press("Enter")
    assert not Signoff.objects.exists()


def test_r6_a_sign_off_is_undone_from_the_next_page_as_an_event_of_its_own(screens: Screens) -> None:
    first, _second = screens.in_review(2)
    ana = screens.visitor().log_in("ana")
    ana.page.goto(LIST)
    ana.page.get_by_role("button", name="Go through them one by one").click()
    expect(ana.page.get_by_label("I have read the evidence")).to_be_checked()
    ana.page.keyboard.press("Enter")
    ana.page.get_by_role("button", name="Undo").click()
    expect(ana.page.get_by_text("1 of 2", exact=True)).to_be_visible()
    first.refresh_from_db()
    assert first.state == State.IN_REVIEW
    events = apps.get_model("audit", "SignoffEvent").objects.order_by("pgh_id")
    assert list(events.values_list("decision", flat=True)) == ["signed_off", "undone"]


def test_r_returns_with_a_note_and_another_verdict(screens: Screens) -> None:
    first, _second = screens.in_review(2)
    ana = screens.visitor().log_in("ana")
    ana.page.goto(LIST)
    ana.page.get_by_role("button", name="Go through them one by one").click()
    expect(ana.page.get_by_label("I have read the evidence")).to_be_checked()
    ana.page.keyboard.press("v")
    ana.page.get_by_label("Another verdict, if you would conclude one").select_option(label="Half true")
    ana.page.get_by_label("What has to change").fill("See the annex.")
    ana.page.get_by_role("button", name="Return and next").click()
    expect(ana.page.get_by_text("2 of 2", exact=True)).to_be_visible()
    first.refresh_from_db()
    assert (first.state, first.state_reason) == (
        State.RETURNED,
        "I would conclude “Half true”. See the annex.",
    )


def test_r7_nobody_changes_the_audit(screens: Screens) -> None:
    screens.in_review(1)
    kim = screens.visitor().log_in("kim")
    kim.page.goto("/admin/pghistory/events/")
    kim.page.locator("#result_list tbody tr a").first.click()
    expect(kim.page.get_by_role("button", name="Save")).to_have_count(0)
    expect(kim.page.get_by_role("link", name="Delete")).to_have_count(0)
    token = kim.page.context.cookies()
    csrf = next(one["value"] for one in token if one["name"] == "csrftoken")
    refused = kim.page.request.post(
        kim.page.url, form={"csrfmiddlewaretoken": csrf}, headers={"Referer": kim.page.url}
    )
    assert refused.status == 403


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_r8_axe_finds_nothing_on_the_reviewers_pages(screens: Screens, scheme: str) -> None:
    first, second = screens.in_review(2)
    workflow.return_for_changes(factcheck=second, note="Name the year.", by=screens.newsroom.ana)
    screens.newsroom.propose(FactCheck.objects.get(pk=second.pk), rating="half-true")
    ana = screens.visitor(color_scheme=scheme).log_in("ana")
    found = {}
    for address in [
        LIST,
        f"{LIST}?flag=overdue",
        f"{LIST}{first.pk}/change/",
        f"{LIST}{second.pk}/change/",
        f"{LIST}{second.pk}/queue/",
        f"{LIST}queue/finished/",
        f"{LIST}workload/",
        "/admin/claims/article/add/",
        "/?tab=notices",
        "/settings/notices/",
    ]:
        ana.page.goto(address)
        assert ana.said == [], address
        found[address] = violations(ana.page)
        ana.said.clear()  # axe itself measures with inline styles, which the policy reports
    assert {address: broken for address, broken in found.items() if broken} == {}


def test_r9_published_corrected_and_the_public_page_changes_only_when_signed_off(screens: Screens) -> None:
    newsroom = screens.newsroom
    factcheck = newsroom.signed_off()
    ana = screens.visitor().log_in("ana")
    case = f"{LIST}{factcheck.pk}/change/"
    ana.page.goto(case)
    ana.page.get_by_role("button", name="Publish", exact=True).click()
    ana.page.get_by_role("link", name="Public page").click()
    public = ana.page.url
    expect(ana.page.get_by_text("Spending on roads rose by 12%.").first).to_be_visible()

    ana.page.goto(case)
    ana.page.get_by_role("button", name="Start a correction").click()
    newsroom.propose(
        FactCheck.objects.get(pk=factcheck.pk), rating="half-true", conclusion="It rose by half."
    )
    ana.page.goto(public)
    expect(ana.page.get_by_text("It rose by half.")).to_have_count(0)

    ana.page.goto(case)
    ana.page.get_by_role("button", name="Sign off").click()
    ana.page.get_by_label("What was corrected. Readers see this").fill("The accounts were revised.")
    ana.page.get_by_role("button", name="Publish the correction").click()
    ana.page.goto(public)
    expect(ana.page.get_by_text("It rose by half.").first).to_be_visible()
    expect(ana.page.get_by_text("The accounts were revised.").first).to_be_visible()
    assert Publication.objects.count() == 2
