"""Selected words become exact offsets, in code points, whatever stands between them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.web.marked_text import Mark, mark_text

from .styleguide import ARTICLE, SENTENCES

pytestmark = pytest.mark.browser

TEXTS = {
    "plain": "One claim. Another claim here.",
    "paragraphs": "The first.\n\nThe second, longer one.\n\nThe third.",
    "emoji": "Before 🛰️👩‍👩‍👧 the claim after.",
    "combining": "Cafe\u0301 prices rose e\u0301 twice.",
    "right to left": "He said \u05e9\u05dc\u05d5\u05dd and left.",
    "windows line ends": "Line one.\r\n\r\nLine two\r\nruns on.",
    "markup": "a < b & c > d <b>not bold</b>",
}


@pytest.fixture(scope="module")
def bench(browser: Browser, look_site: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{look_site}/styleguide")
    page.wait_for_load_state("networkidle")
    yield page
    page.close()


def put(page: Page, text: str) -> None:
    middle = len(text) // 2
    spans = [(0, middle), (middle - 3, len(text))]
    marks = [
        Mark(number=n, family="mixed", start=s, end=e, label="x", suggested=False, address="#")
        for n, (s, e) in enumerate(spans, start=1)
    ]
    page.evaluate(
        "html => { document.getElementById('article').innerHTML = html; }",
        mark_text(text, marks, spoken=True),
    )


def there_and_back(page: Page, start: int, end: int) -> dict[str, object]:
    return page.evaluate(
        """async ([start, end]) => {
            const w = await import("/static/factcheck/js/workbench.js");
            const root = document.getElementById("article");
            return w.selectorFor(root, w.rangeFor(root, start, end));
        }""",
        [start, end],
    )


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_browser_reads_the_text_as_the_server_has_it(bench: Page, text: str) -> None:
    put(bench, text)
    read = bench.evaluate(
        """async () => {
            const w = await import("/static/factcheck/js/workbench.js");
            return w.articleText(document.getElementById("article"));
        }"""
    )
    assert read == text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_span_without_outer_space_comes_back_as_it_went(bench: Page, text: str) -> None:
    put(bench, text)
    for start in range(0, len(text) - 1, 3):
        for end in (start + 1, start + 4, len(text)):
            quote = text[start:end]
            if end > len(text) or quote != quote.strip() or not quote:
                continue
            assert there_and_back(bench, start, end) == {
                "start": start,
                "end": end,
                "quote": quote,
                "prefix": text[max(0, start - 32) : start],
                "suffix": text[end : end + 32],
            }


def test_white_space_at_the_ends_is_left_out(bench: Page) -> None:
    put(bench, "One  two  three")
    found = there_and_back(bench, 3, 10)
    assert (found["start"], found["end"], found["quote"]) == (5, 8, "two")


def test_a_selection_without_a_word_is_none(bench: Page) -> None:
    put(bench, "One  two")
    assert there_and_back(bench, 3, 5) is None


def test_a_selection_outside_the_article_is_none(bench: Page) -> None:
    found = bench.evaluate(
        """async () => {
            const w = await import("/static/factcheck/js/workbench.js");
            const range = document.createRange();
            range.selectNodeContents(document.querySelector("h1"));
            return w.selectorFor(document.getElementById("article"), range);
        }"""
    )
    assert found is None


@pytest.fixture
def fresh(browser: Browser, look_site: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{look_site}/styleguide")
    page.wait_for_load_state("networkidle")
    yield page
    page.close()


def field(page: Page, name: str) -> str:
    return page.locator(f"#add-claim [name={name}]").input_value()


def expect_quote(page: Page, quote: str) -> None:
    """Wait until the form holds the words; selectionchange comes a moment after the key."""
    expect(page.locator("#add-claim [name=quote]")).to_have_value(quote)


def test_words_chosen_with_the_mouse_fill_the_form_and_show_the_bar(fresh: Page) -> None:
    expect(fresh.locator("#selection-bar")).to_be_hidden()
    fresh.locator("mark", has_text="spent about four").dblclick(position={"x": 12, "y": 12})
    expect(fresh.locator("#selection-bar")).to_be_visible()
    start, end = int(field(fresh, "start")), int(field(fresh, "end"))
    assert ARTICLE[start:end] == field(fresh, "quote")
    fresh.get_by_role("heading", level=1).click()
    expect(fresh.locator("#selection-bar")).to_be_hidden()


def test_sentences_are_chosen_with_the_arrow_keys_past_an_emoji(fresh: Page) -> None:
    quotes = [ARTICLE[slice(*span)] for span in SENTENCES]
    fresh.locator("#article").focus()
    for quote in quotes[:3]:
        fresh.keyboard.press("ArrowDown")
        expect_quote(fresh, quote)
    assert (int(field(fresh, "start")), int(field(fresh, "end"))) == SENTENCES[2]
    assert fresh.locator("#live").text_content() == quotes[2]
    fresh.keyboard.press("ArrowUp")
    expect_quote(fresh, quotes[1])


def test_past_the_last_sentence_the_choice_stays(fresh: Page) -> None:
    fresh.locator("#article").focus()
    for _ in range(len(SENTENCES) + 2):
        fresh.keyboard.press("ArrowDown")
    expect_quote(fresh, "Related Articles")


def test_a_sends_the_chosen_words(fresh: Page) -> None:
    fresh.locator("#article").focus()
    fresh.keyboard.press("ArrowDown")
    expect(fresh.locator("#selection-bar")).to_be_visible()
    with fresh.expect_request("**/added") as request:
        fresh.keyboard.press("a")
    assert "quote=The+Senate+voted" in (request.value.post_data or "")


def test_a_pill_makes_its_claim_the_current_one_without_leaving_the_page(fresh: Page) -> None:
    fresh.get_by_role("link", name="Claim 3").click()
    assert fresh.locator('.card[aria-current="true"]').get_attribute("id") == "c3"
    assert fresh.url.endswith("/styleguide?claim=3")
    assert fresh.evaluate("document.activeElement.id") == "c3h"
    assert "".join(fresh.locator("mark.is-current").all_text_contents()) == "spent about four hours together"


def test_next_and_previous_walk_through_the_cards_and_stay_at_the_ends(fresh: Page) -> None:
    fresh.evaluate("document.activeElement.blur()")
    for key, number in [("j", 3), ("j", 4), ("k", 3), ("k", 2), ("k", 1), ("k", 1)]:
        fresh.keyboard.press(key)
        assert fresh.locator('.card[aria-current="true"]').get_attribute("id") == f"c{number}"
        assert fresh.locator("[data-place]").text_content() == str(number)


def test_long_work_is_spoken_a_few_times_only(fresh: Page) -> None:
    spoken = fresh.evaluate(
        """async () => {
            const { follow } = await import("/static/factcheck/js/progress.js");
            const box = document.querySelector("[data-progress]");
            const said = [];
            for (let done = 0; done <= 20; done += 1) {
                Object.assign(box.dataset, { progress: "9", done, total: 20, failed: done > 2 ? 1 : 0 });
                box.querySelector("h2").textContent = `${done} of 20`;
                document.querySelector("[data-said]").textContent = "";
                follow();
                said.push(document.querySelector("[data-said]").textContent);
            }
            return said.filter(Boolean);
        }"""
    )
    assert spoken == ["3 of 20", "5 of 20", "10 of 20", "15 of 20", "20 of 20"]
    assert fresh.title() == "(20/20) Error: Style guide · Factcheck"
