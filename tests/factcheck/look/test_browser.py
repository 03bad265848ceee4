"""The style guide in Chromium: axe, sideways scrolling, the policy, the keys."""

from collections.abc import Iterator
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# What still may be read without doubt: text spacing of WCAG 1.4.12.
TEXT_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


SLOW = pytest.mark.slow
AXE_CASES = [
    pytest.param(name, scheme, width, marks=[] if (scheme, width) == ("light", 1280) else [SLOW])
    for name, scheme, width in product(("styleguide", "publication"), ("light", "dark"), (1280, 320))
]


@pytest.mark.parametrize(("name", "scheme", "width"), AXE_CASES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, look_site: str, name: str, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{look_site}/{name}")
    result = Axe().run(page).response
    assert len(result["passes"]) > 10
    assert [(rule["id"], rule["nodes"]) for rule in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


@pytest.mark.parametrize("width", [1100, 1280])
def test_the_header_of_a_reviewer_takes_one_row(page: Page, look_site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{look_site}/styleguide")
    middles = page.evaluate(
        "[...document.querySelectorAll('.top .wrap > *')]"
        ".map((one) => one.getBoundingClientRect()).map((box) => Math.round(box.top + box.height / 2))"
    )
    assert len(middles) == 4
    assert max(middles) - min(middles) <= 1


@pytest.mark.parametrize("name", ["styleguide", "publication"])
def test_the_strict_policy_is_never_broken(page: Page, look_site: str, name: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{look_site}/{name}")
    page.wait_for_load_state("networkidle")
    assert said == []


@pytest.mark.parametrize("width", [1280, 320])
def test_wider_text_spacing_does_not_scroll_sideways(page: Page, look_site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{look_site}/styleguide")
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }",
        TEXT_SPACING,
    )
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_every_mark_has_a_pill_that_is_large_enough_and_named(page: Page, look_site: str) -> None:
    page.goto(f"{look_site}/styleguide")
    for pill in page.locator(".hl-ref").all():
        box = pill.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        assert (pill.get_attribute("aria-label") or "").startswith("Claim ")


def test_the_six_families_have_lines_of_their_own(page: Page, look_site: str) -> None:
    page.goto(f"{look_site}/styleguide")
    lines = page.eval_on_selector_all(
        ".hl",
        """all => all.map(mark => {
            const style = getComputedStyle(mark);
            return [style.textDecorationStyle, style.textDecorationThickness];
        })""",
    )
    assert len({tuple(line) for line in lines}) == 6


def test_the_focus_is_on_the_error_summary(page: Page, look_site: str) -> None:
    page.goto(f"{look_site}/styleguide")
    assert page.evaluate("document.activeElement.className") == "errors"


def test_a_chosen_scheme_is_kept(page: Page, look_site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{look_site}/styleguide")
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def pressed(page: Page) -> list[str]:
    return page.evaluate("globalThis.pressed")


@pytest.fixture
def keyed(page: Page, look_site: str) -> Page:
    page.goto(f"{look_site}/styleguide")
    page.evaluate(
        """() => {
            globalThis.pressed = [];
            document.activeElement.blur();
            const note = (event) => globalThis.pressed.push(event.target.closest("[id]").id);
            document.addEventListener("click", note, true);
        }"""
    )
    return page


def test_a_key_presses_the_button_in_the_current_claim(keyed: Page) -> None:
    keyed.keyboard.press("y")
    assert pressed(keyed) == ["accept-2"]


def test_keys_are_left_alone_in_fields_with_modifiers_and_when_switched_off(keyed: Page) -> None:
    keyed.locator("#search").focus()
    keyed.keyboard.press("y")
    keyed.locator("#search").blur()
    keyed.keyboard.press("Control+y")
    keyed.evaluate("document.body.dataset.shortcuts = 'off'")
    keyed.keyboard.press("y")
    assert pressed(keyed) == []


def test_slash_goes_to_the_search(keyed: Page) -> None:
    keyed.keyboard.press("/")
    assert keyed.evaluate("document.activeElement.id") == "search"
    assert keyed.locator("#search").input_value() == ""


def test_two_keys_in_a_row_go_somewhere(keyed: Page) -> None:
    keyed.keyboard.press("g")
    keyed.keyboard.press("s")
    assert keyed.url.endswith("#sources")


def test_the_list_of_keys_opens_closes_and_returns_the_focus(keyed: Page) -> None:
    keyed.keyboard.press("?")
    dialog = keyed.get_by_role("dialog", name="Keys")
    assert dialog.get_by_text("Propose a verdict").is_visible()
    keyed.keyboard.press("y")
    keyed.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert "accept-2" not in pressed(keyed)
