import re
from html import unescape

import pytest

from demo.manifest import MADE_UP, PAGES, SOURCES, Behaviour, Page, source_addresses

HTML_FILES = sorted(PAGES.rglob("*.html"))
WITHOUT_FILE = {Behaviour.GONE, Behaviour.MISSING, Behaviour.MOVED}


@pytest.mark.parametrize("file", HTML_FILES, ids=lambda file: file.name)
def test_a_page_says_that_it_is_made_up_in_title_description_and_text(file) -> None:
    page = unescape(file.read_text(encoding="utf-8"))
    assert re.search(rf"<title>[^<]*{MADE_UP}[^<]*</title>", page)
    assert f'<meta name="description" content="{MADE_UP}.">' in page
    assert f'<p class="made-up" role="note">{MADE_UP}.</p>' in page


@pytest.mark.parametrize("page", SOURCES, ids=lambda page: page.path)
def test_a_page_has_a_file_exactly_when_it_answers_with_one(page: Page) -> None:
    assert page.file.is_file() == (page.behaviour not in WITHOUT_FILE)
    assert page.file_after.is_file() == (page.behaviour is Behaviour.CHANGES)


def test_every_file_is_served_by_some_address() -> None:
    served = {page.file for page in SOURCES} | {page.file_after for page in SOURCES}
    others = {"article.html", "robots.txt", "site.css"}
    assert {file.name for file in PAGES.rglob("*") if file.is_file() and file not in served} == others


def test_there_are_twenty_pages_with_something_to_read() -> None:
    readable = {Behaviour.PLAIN, Behaviour.SLOW, Behaviour.CHANGES}
    assert sum(page.behaviour in readable for page in SOURCES) >= 20


def test_addresses_stand_under_the_site() -> None:
    addresses = list(source_addresses("http://127.0.0.1:8765"))
    assert addresses[0] == "http://127.0.0.1:8765/senate/roll-call-2024-007.html"
    assert len(set(addresses)) == len(SOURCES)
