"""What a journalist does in the workbench, by mouse and by keys alone, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from claims.models import Article, ArticleSentence
from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.models import Evidence, Rating
from factcheck.workflow import scales
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.browser.conftest import Visitor
from tests.factcheck.web.newsroom.conftest import SENTENCES, article_with
from tests.factories import PASSWORD, a_claim, a_desk, a_journalist, an_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sam(live_server: Any) -> User:
    scales.load("five-point")
    return a_journalist("sam", desk=a_desk())


@pytest.fixture
def article(sam: User) -> Article:
    return article_with(4, by=sam, passages=2)


@pytest.fixture
def page(sam: User, article: Article, visitor: Callable[..., Visitor]) -> Page:
    page = visitor().log_in("sam").page
    page.goto(f"/articles/{article.pk}/")
    return page


def says(page: Page, words: str) -> None:
    expect(page.locator("#live")).to_have_text(words)


def open_first(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator('.card[aria-current="true"]')).to_have_count(1)
    blur(page)


def blur(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")


def test_a_sentence_becomes_a_claim_by_keys_alone_and_stays_after_a_reload(
    sam: User, visitor: Callable[..., Visitor]
) -> None:
    text = "😀 The road was closed. The council approved the budget on Tuesday."
    article = an_article(by=sam, text=text)
    a_claim(article=article, by=sam, quote="The road was closed.")
    version = article.current_version
    ArticleSentence.objects.create(version=version, index=0, start=0, end=22, checkworthiness=0.5)
    ArticleSentence.objects.create(version=version, index=1, start=23, end=len(text), checkworthiness=0.5)
    page = visitor().log_in("sam").page
    page.goto(f"/articles/{article.pk}/")
    page.locator("#article").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#selection-bar")).to_be_visible()
    page.keyboard.press("a")
    says(page, "Claim added.")
    expect(page.locator('.card[aria-current="true"] .as-written')).to_contain_text(
        "“The council approved the budget on Tuesday.”"
    )
    page.reload()
    expect(page.locator(".cards .card")).to_have_count(2)


def test_j3_words_chosen_by_mouse_become_a_claim_whose_quote_is_the_selection(
    sam: User, visitor: Callable[..., Visitor]
) -> None:
    text = "👩🏽‍🚒 Crews came. The council approved the budget 🎉 on Tuesday. It rained."
    article = an_article(by=sam, text=text)
    page = visitor().log_in("sam").page
    page.goto(f"/articles/{article.pk}/")
    box = page.evaluate(BOX_OF_WORDS, "The council approved the budget 🎉 on Tuesday.")
    page.mouse.move(box["left"] + 1, box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["middle"], steps=5)
    page.mouse.up()
    selected = page.evaluate("getSelection().toString()")
    assert "budget 🎉 on" in selected
    expect(page.locator("#selection-bar")).to_be_visible()
    page.keyboard.press("a")
    says(page, "Claim added.")
    quote = article.claims.get().anchors.get()
    assert quote.quote == text[quote.start : quote.end] == selected.strip()
    expect(page.locator('.card[aria-current="true"] .as-written')).to_contain_text(f"“{selected.strip()}”")
    expect(page.locator("#article .hl-ref")).to_have_count(1)


BOX_OF_WORDS = """words => {
  const walker = document.createTreeWalker(document.getElementById("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    const box = range.getBoundingClientRect();
    return { left: box.left, right: box.right, middle: (box.top + box.bottom) / 2 };
  }
}"""


def test_an_edited_wording_shows_what_is_written_and_comes_back(page: Page) -> None:
    open_first(page)
    page.keyboard.press("e")
    page.get_by_label("Checked as").last.fill("Spending on roads rose 10% in 2023.")
    page.get_by_role("button", name="Save the wording").click()
    says(page, "Wording saved.")
    card = page.locator('.card[aria-current="true"]')
    expect(card.locator("blockquote")).to_have_text("Spending on roads rose 10% in 2023.")
    expect(card.locator(".as-written")).to_contain_text("The mayor said")
    blur(page)
    page.keyboard.press("z")
    expect(card.locator("blockquote")).to_have_text("The mayor said spending on roads rose 10% in 2023.")


def test_two_picked_claims_merge_into_one_with_two_marks_and_separate_again(page: Page) -> None:
    page.locator(".pick input").nth(0).check()
    page.locator(".pick input").nth(2).check()
    blur(page)
    page.keyboard.press("m")
    expect(page.get_by_role("heading", name="Merge 2 claims")).to_be_visible()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Merge", exact=True).click()
    says(page, "One claim merged.")
    expect(page.locator(".cards .card")).to_have_count(3)
    expect(page.get_by_role("link", name="Claim 1: No verdict yet, open")).to_have_count(2)
    blur(page)
    page.keyboard.press("z")
    expect(page.locator(".cards .card")).to_have_count(4)


def test_a_claim_is_split_in_two(page: Page) -> None:
    open_first(page)
    page.keyboard.press("s")
    page.get_by_label("This claim").fill("Spending on roads rose 10%.")
    page.get_by_label("A claim of its own").fill("The year was 2023.")
    page.locator(".act[open]").get_by_role("button", name="Split").click()
    says(page, "Split into two claims.")
    expect(page.locator(".cards .card")).to_have_count(5)


def test_the_words_of_a_claim_shrink_by_a_button(page: Page) -> None:
    open_first(page)
    page.get_by_text("Its words", exact=True).click()
    page.get_by_role("button", name="Start a word later").click()
    says(page, "The claim's words were moved.")
    expect(page.locator('.card[aria-current="true"] .as-written')).to_contain_text("“mayor said")


def test_suggestions_are_dismissed_together(sam: User, visitor: Callable[..., Visitor]) -> None:
    article = an_article(by=sam, text=" ".join(SENTENCES.format(n=n) for n in range(3)))
    for n in range(3):
        a_claim(article=article, by=sam, quote=SENTENCES.format(n=n), state=State.SUGGESTED)
    page = visitor().log_in("sam").page
    page.goto(f"/articles/{article.pk}/")
    page.get_by_role("link", name="Look through 3 suggestions").click()
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_label("Why are they not worth checking?").fill("Known to everybody.")
    page.get_by_role("button", name="Dismiss the chosen ones").click()
    says(page, "2 claims dismissed.")
    expect(page.locator(".cards .card")).to_have_count(1)
    page.locator("#undo").click()
    says(page, "2 claims are open again.")


def test_passages_are_judged_by_keys(page: Page, article: Article) -> None:
    open_first(page)
    first, second = page.locator(".passage").nth(0), page.locator(".passage").nth(1)
    expect(first).to_have_attribute("aria-current", "true")
    page.keyboard.press("]")
    expect(second).to_have_attribute("aria-current", "true")
    page.keyboard.press("[")
    expect(first).to_have_attribute("aria-current", "true")
    page.keyboard.press("2")
    says(page, "Passage accepted: contradicts.")
    blur(page)
    page.keyboard.press("n")
    page.keyboard.press("1")
    says(page, "Passage rejected: does not say this.")
    judged = Evidence.objects.filter(claim=article.claims.order_by("pk")[0])
    assert sorted(judged.values_list("decision", flat=True)) == ["accepted", "rejected"]


def test_j8_a_proposal_starts_empty_and_tints_nothing_before_a_second_person_agrees(
    page: Page, article: Article, sam: User
) -> None:
    claim = article.claims.order_by("pk")[0]
    evidence.accept(evidence=claim.evidence.all()[0], stance="contradicts", by=sam)
    open_first(page)
    page.keyboard.press("v")
    form = page.locator(".propose")
    expect(form.get_by_role("radio", checked=True)).to_have_count(0)
    expect(form.get_by_label("Conclusion")).to_have_value("")
    form.get_by_role("button", name="Propose to the reviewers").click()
    expect(page.locator("#rating-error")).to_have_text("Choose a rating.")
    page.locator(".choice", has=page.get_by_text("False", exact=True)).get_by_role("radio").check()
    page.get_by_label("Conclusion").fill("It rose by 15%.")
    page.get_by_role("button", name="Propose to the reviewers").click()
    card = page.locator('.card[aria-current="true"]')
    expect(card.locator(".state").first).to_have_text("In review")
    expect(card.locator(f"#edit-{claim.pk}")).to_have_count(0)
    assert page.evaluate("document.activeElement !== document.body")
    expect(page.get_by_role("link", name="Claim 1: Proposed: False, in review")).to_have_class(
        "hl-ref f-refuted is-open"
    )


def test_keys_that_are_switched_off_do_nothing(page: Page, sam: User) -> None:
    User.objects.filter(pk=sam.pk).update(keyboard_shortcuts=False)
    page.reload()
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    expect(page.locator('.card[aria-current="true"]')).to_have_count(0)


def test_every_listed_key_of_the_workbench_has_a_button_that_shows_it(page: Page) -> None:
    open_first(page)
    page.locator(".pick input").nth(0).check()
    page.locator(".pick input").nth(1).check()
    blur(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("Split the claim")
    shown = page.evaluate("[...document.querySelectorAll('[data-key]')].map(one => one.dataset.key)")
    assert {"j", "e", "x", "m", "s", "u", "v", "h", "]", "[", "n", "1", "2", "3"} <= set(shown)


def test_print_shows_the_claims_and_no_control(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".acts").first).to_be_hidden()
    expect(page.locator(".pick").first).to_be_hidden()
    expect(page.locator(".cards .card").first).to_be_visible()


def test_what_is_typed_outlives_other_acts_other_claims_and_the_end_of_the_session(
    page: Page, article: Article
) -> None:
    first, second = article.claims.order_by("pk")[:2]
    page.goto(f"/articles/{article.pk}/?claim={first.pk}")
    page.locator(".propose > summary").click()
    page.get_by_label("Conclusion").fill("It rose by 15%.")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Supports").first.click()
    says(page, "Passage accepted: supports.")
    expect(page.get_by_label("Conclusion")).to_have_value("It rose by 15%.")
    page.locator("#later").click()
    expect(page.locator(f"#propose-{second.pk}")).not_to_have_attribute("open", "")
    page.locator("#earlier").click()
    expect(page.get_by_label("Conclusion")).to_have_value("It rose by 15%.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Propose to the reviewers").click()
    page.get_by_label("Username").fill("sam")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_label("Conclusion")).to_have_value("It rose by 15%.")
    page.get_by_role("button", name="Propose to the reviewers").click()
    says(page, "Proposed. A reviewer signs it off now.")
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('draft '))") == []


def no_network(route: Route) -> None:
    route.abort()


def an_error(route: Route) -> None:
    route.fulfill(status=500, body="The server is ill.")


@pytest.mark.parametrize(
    "answer", [no_network, an_error, Route.continue_], ids=["network", "error", "refused"]
)
def test_what_is_typed_is_kept_until_the_server_took_it(
    page: Page, article: Article, answer: Callable[[Route], None]
) -> None:
    claim = article.claims.earliest("pk")
    typed = "It rose. " * 30
    page.goto(f"/articles/{article.pk}/?claim={claim.pk}")
    page.locator(".propose > summary").click()
    page.get_by_label("Conclusion").fill(typed)
    page.route("**/propose/", answer)
    with page.expect_event("requestfinished" if answer is not no_network else "requestfailed"):
        page.get_by_role("button", name="Propose to the reviewers").click()
    page.goto(f"/articles/{article.pk}/?claim={claim.pk}")
    expect(page.get_by_label("Conclusion")).to_have_value(typed)


def test_two_windows_edit_one_claim_and_neither_wording_is_lost(
    page: Page, article: Article, visitor: Callable[..., Visitor]
) -> None:
    claim = article.claims.order_by("pk")[0]
    other = visitor().log_in("sam").page
    for window in (page, other):
        window.goto(f"/articles/{article.pk}/?claim={claim.pk}")
        window.locator(f"#edit-{claim.pk} > summary").click()
    save(other, "Spending on roads rose 10%.")
    says(other, "Wording saved.")
    save(page, "Road spending rose by a tenth.")
    expect(page.locator("#refused")).to_contain_text("Someone else changed this claim")
    expect(page.get_by_label("Checked as").last).to_have_value("Road spending rose by a tenth.")
    expect(page.locator('.card[aria-current="true"] blockquote')).to_have_text("Spending on roads rose 10%.")
    page.get_by_role("button", name="Save the wording").click()
    says(page, "Wording saved.")


def save(page: Page, wording: str) -> None:
    page.get_by_label("Checked as").last.fill(wording)
    page.get_by_role("button", name="Save the wording").click()


def test_a_journalist_has_no_sign_off_and_its_address_refuses_with_a_reason(page: Page, sam: User) -> None:
    claim = Article.objects.get().claims.order_by("pk")[0]
    evidence.accept(evidence=claim.evidence.all()[0], stance="contradicts", by=sam)
    workflow.propose_verdict(
        factcheck=claim.factcheck,
        rating=Rating.objects.get(label="False"),
        conclusion="It did not.",
        by=sam,
    )
    page.goto(f"/claims/{claim.pk}/")
    expect(page.locator("#sign-off")).to_have_count(0)
    answer = page.evaluate(
        """async address => {
            const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
            const answer = await fetch(address, {method: "POST", headers: {"X-CSRFToken": token}});
            return [answer.status, await answer.text()];
        }""",
        f"/claims/{claim.pk}/sign-off/",
    )
    assert answer[0] == 403
    assert "reviewer" in answer[1]


def test_each_paragraph_reads_in_its_own_direction(sam: User, visitor: Callable[..., Visitor]) -> None:
    arabic = "قالت الوزيرة إن الميزانية ارتفعت بنسبة 10% في عام 2023."
    article = an_article(by=sam, text=f"The minister answered.\n\n{arabic}\n\nIt rained.")
    a_claim(article=article, by=sam, quote=arabic)
    page = visitor().log_in("sam").page
    page.goto(f"/articles/{article.pk}/")
    directions = page.evaluate(
        "[...document.querySelectorAll('#article p, .cards blockquote, .cards .wording')]"
        ".map(one => getComputedStyle(one).direction)"
    )
    assert directions[:3] == ["ltr", "rtl", "ltr"]
    assert page.evaluate("document.querySelector('.card [dir=auto]').matches(':dir(rtl)')")
