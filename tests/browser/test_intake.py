"""Handing in an article by hand, by address, by file, by dropping and by pasting, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claims.models import Article
from factcheck.models import Lead
from factcheck.workflow import scales
from tests.browser.conftest import Visitor
from tests.factories import a_desk, a_journalist
from tests.inline import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = """\
Harbour reopens

The harbour reopened on Monday after three weeks.

The council approved $4 million for new cranes on 9 January 2024.

Captain Ines Duarte said 12 ships were waiting outside.
"""
COPIED = """<meta charset="utf-8"><style>p { color: red }</style><h1>Harbour   reopens</h1>
<p>The council <a href="https://council.example/minutes">approved</a> $4 million for new
 cranes on 9 January 2024.<br>Cranes are dear.</p>
<ul><li>12 ships</li><li>3 <a href="https://port.example/tugs">tugs</a></li></ul>
<table><tr><td>Ship</td><td>Days</td></tr><tr><td>Aurora</td><td>4</td></tr></table><script>alert(1)</script>"""
PASTE = """([html, plain]) => {
  const carried = new DataTransfer();
  carried.setData("text/html", html);
  carried.setData("text/plain", plain);
  document.querySelector("textarea[name=text]").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""
DROP = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "text/plain" }));
  document.querySelector("[data-drop]").dispatchEvent(
    new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def sams(live_server: Any, visitor: Callable[..., Visitor]) -> Visitor:
    a_journalist("sam", desk=a_desk())
    scales.load("five-point")
    return visitor().log_in("sam")


@pytest.fixture
def page(sams: Visitor) -> Page:
    sams.page.goto("/articles/new/")
    return sams.page


def test_j1_an_empty_form_says_so_in_title_focus_and_link(page: Page) -> None:
    page.get_by_role("button", name="Find claims").click()
    expect(page).to_have_title("Error: New article · Factcheck")
    summary = page.locator("section.errors")
    expect(summary).to_contain_text("There is a problem")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Paste the article's text.").click()
    expect(page.get_by_label("Text", exact=True)).to_be_focused()


def test_j2_the_text_stands_at_once_and_claims_wait_to_be_shown(page: Page) -> None:
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator("#article")).to_contain_text("12 ships were waiting")
    expect(page.get_by_role("heading", name="Finding claims")).to_be_visible()
    assert page.locator("#article mark").count() == 0
    run_jobs()
    news = page.get_by_role("link", name="new claim")
    expect(news).to_be_visible()
    assert page.locator("#article mark").count() == 0
    news.click()
    expect(page.locator(".cards .card").first).to_be_visible()
    numbers = page.locator("#article .hl-ref").count()
    assert numbers == page.locator(".cards .card").count() > 1


def test_j2b_a_dead_host_is_named_with_its_cause_and_a_way_on(page: Page) -> None:
    page.goto("/articles/new/?from=url")
    page.get_by_label("Address").fill("https://no-such-host.invalid/story")
    page.get_by_role("button", name="Fetch it and find claims").click()
    run_jobs()
    main = page.get_by_role("main")
    expect(main.locator(".job-cause")).to_contain_text("no-such-host.invalid")
    main.get_by_role("link", name="Paste the text instead").click()
    expect(page.get_by_label("Text", exact=True)).to_be_visible()


def test_j2c_a_program_is_no_article(page: Page, tmp_path: Path) -> None:
    program = tmp_path / "setup.exe"
    program.write_bytes(b"MZ\x90\x00" + bytes(200))
    page.goto("/articles/new/?from=file")
    page.get_by_label("File", exact=True).set_input_files(program)
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator(".field--wrong .wrong")).to_contain_text("must be a TXT, HTML, DOCX or PDF")
    assert not Article.objects.exists()


def test_copied_text_keeps_its_paragraphs_and_brings_its_links(page: Page) -> None:
    page.evaluate(PASTE, [COPIED, "not this"])
    expect(page.get_by_label("Text", exact=True)).to_have_value(
        "Harbour reopens\n\nThe council approved $4 million for new cranes on 9 January 2024.\n"
        "Cranes are dear.\n\n- 12 ships\n- 3 tugs\n\n"
        "Ship | Days\n\nAurora | 4"
    )
    expect(page.get_by_label("Addresses that it links to")).to_have_value(
        "https://council.example/minutes\nhttps://port.example/tugs"
    )
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator("#article")).to_contain_text("approved $4 million")
    run_jobs()
    led_to = set(Lead.objects.values_list("source__address", flat=True))
    assert led_to == {"https://council.example/minutes", "https://port.example/tugs"}


def test_an_address_that_is_none_is_refused_at_its_field_and_the_text_stays(page: Page) -> None:
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Addresses that it links to").fill("ftp://files.example/x")
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator(".field--wrong label")).to_have_text("Addresses that it links to")
    expect(page.get_by_label("Text", exact=True)).to_have_value(TEXT)
    assert not Article.objects.exists()


@pytest.mark.parametrize("way", ["text", "file"])
def test_a_dropped_file_becomes_the_article(page: Page, way: str) -> None:
    page.goto(f"/articles/new/?from={way}")
    page.get_by_label("Published on").fill("2024-01-12")
    page.evaluate(DROP, ["harbour.txt", TEXT])
    if way == "file":
        expect(page.locator("[data-drop]")).to_contain_text("harbour.txt")
        page.get_by_role("button", name="Find claims").click()
    expect(page.locator("#article")).to_contain_text("12 ships were waiting")
    assert str(Article.objects.get().published_on) == "2024-01-12"


def test_a_file_dropped_beside_a_typed_text_replaces_nothing(page: Page) -> None:
    page.get_by_label("Text", exact=True).fill("What I typed.")
    page.evaluate(DROP, ["harbour.txt", TEXT])
    expect(page.locator("[data-drop]")).to_contain_text("There is text above already")
    expect(page.get_by_label("Text", exact=True)).to_have_value("What I typed.")
