from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from sources.fetching.readable import read
from sources.fetching.types import CaptureQuality, FetchStopped, Link, Outcome, ReadPage

PAGES = Path(__file__).parents[2] / "data" / "pages"
EXPECTED = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))
ADDRESS = "https://courier.example/news/2025/page"
LONG = "The board voted on Tuesday to deepen the northern channel by two metres. " * 5


def read_file(name: str) -> ReadPage:
    return read((PAGES / f"{name}.html").read_bytes(), content_type="text/html", address=ADDRESS)


@pytest.mark.parametrize("name", EXPECTED)
def test_finds_what_the_page_states_and_what_it_is(name: str) -> None:
    page = read_file(name)

    assert {field: str(getattr(page, field)) for field in EXPECTED[name]} == EXPECTED[name]
    assert bool(page.cause) is (page.quality is not CaptureQuality.OK)


def test_every_page_has_its_expectation_and_every_quality_its_pages() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED)
    assert set(Counter(expected["quality"] for expected in EXPECTED.values())) == set(CaptureQuality)


def test_keeps_paragraphs_apart_and_leaves_out_the_furniture() -> None:
    lines = read_file("article").text.split("\n")

    assert lines[0] == "Board votes to deepen the channel"
    assert lines[1].startswith("The harbour board of Westmere voted on Tuesday")
    assert not any("Cookie settings" in line or "Front page" in line for line in lines)


def test_keeps_tables_in_rows() -> None:
    assert "Year | Passengers\n2023 | 214,000\n2024 | 188,300" in read_file("article").text


def test_works_out_links_from_the_page_they_are_on() -> None:
    links = read_file("article").links

    assert Link("https://courier.example/news/reports/eelgrass.pdf", "ministry’s study") in links
    assert Link("https://board.example/minutes?no=7", "the minutes") in links


def test_keeps_structured_data_as_it_was_found() -> None:
    structured = read_file("article").structured

    assert [found["@type"] for found in structured["json_ld"]] == ["WebPage", "NewsArticle"]  # type: ignore[index]
    assert structured["meta"]["og:site_name"] == "Westmere Courier"  # type: ignore[index]


def test_a_base_element_moves_the_links_and_a_bad_link_is_left_out() -> None:
    body = (
        b"<base href='/deep/'><p><a href=x>x</a>"
        b"<a href='mailto:a@b'>m</a><a href='http://['>b</a><a href=#y>y</a>"
    )

    assert read(body, content_type="text/html", address=ADDRESS).links == (
        Link("https://courier.example/deep/x", "x"),
    )


@pytest.mark.parametrize("content_type", ["text/plain", "text/plain; charset=utf-8", ""])
def test_reads_plain_text_as_it_stands(content_type: str) -> None:
    page = read(f"  Heading  \r\n\r\n{LONG}".encode(), content_type=content_type, address="")

    assert page.text == f"Heading\n\n{LONG.strip()}"
    assert page.quality is CaptureQuality.OK


def test_says_when_a_text_says_next_to_nothing() -> None:
    page = read(b"Nothing here.", content_type="text/plain", address="")

    assert page.quality is CaptureQuality.NEAR_EMPTY
    assert "next to no text" in page.cause


@pytest.mark.parametrize(
    ("body", "content_type"), [(b"\x89PNG\r\n\x1a\n\x00", ""), (b"\x89PNG", "image/png"), (b"PK\x03\x04", "")]
)
def test_refuses_what_is_no_text(body: bytes, content_type: str) -> None:
    with pytest.raises(FetchStopped, match="give an HTML page") as stopped:
        read(body, content_type=content_type, address="")

    assert stopped.value.outcome is Outcome.NOT_TEXT


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"<",
        b"<!-- never closed",
        b"<div>" * 20_000,
        b"<a href='x'>" * 5_000,
        b"<table><tr><td>" * 3_000,
        b"<p>\x00\x01\xff</p>",
        b"<script type='application/ld+json'>" + b"[" * 50_000,
        b"<?xml version='1.0' encoding='utf-16'?><html><p>x</p></html>",
        b"<html lang='" + b"x" * 100_000 + b"'>",
        ("<p>" + "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")).encode("latin-1"),
    ],
    ids=lambda body: repr(body[:24]),
)
def test_survives_broken_markup(body: bytes) -> None:
    page = read(body, content_type="text/html", address=ADDRESS)

    assert page.quality is not CaptureQuality.OK


@pytest.mark.parametrize("tag", [b"<p>x ", b"<a href=x>", b"<span>x</span>", b"<input"])
def test_a_page_made_of_tags_is_refused_before_it_is_parsed(tag: bytes) -> None:
    with pytest.raises(FetchStopped, match="more than 500,000 tags") as stopped:
        read(tag * 500_001, content_type="text/html", address=ADDRESS)

    assert stopped.value.outcome is Outcome.PARSE_FAILED


def test_a_page_too_large_to_search_keeps_all_its_words() -> None:
    paragraphs = b"<nav>Front page</nav>" + b"<p>Some words.</p>" * 50_001

    text = read(paragraphs, content_type="text/html", address=ADDRESS).text

    assert text.count("Some words.") == 50_001
    assert "Front page" not in text


def test_reads_by_the_charset_of_the_header() -> None:
    body = f"<p>{'Die Größe der Änderung überraschte. ' * 10}</p>".encode("cp1252")

    assert "Größe der Änderung" in read(body, content_type="text/html; charset=windows-1252", address="").text
