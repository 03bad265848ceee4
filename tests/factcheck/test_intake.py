"""A file of any accepted kind becomes an article's text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from claims.exceptions import BadArticle
from claims.models import Article
from claims.services import add_article
from factcheck.intake import read_file, waiting_page
from tests.factories import a_journalist, a_snapshot

PDF = Path(__file__).resolve().parents[2] / "demo/pages/harbor/strait-paper.pdf"
HTML = PDF.parents[1] / "article.html"


def test_reads_text_with_and_without_a_byte_order_mark() -> None:
    assert read_file(name="a.txt", data="Größe 🌉".encode("utf-8-sig")).text == "Größe 🌉"
    assert read_file(name="a.txt", data="Größe 🌉".encode()).text == "Größe 🌉"


def test_reads_a_page_with_its_title_and_date() -> None:
    found = read_file(name="article.html", data=HTML.read_bytes())
    assert found.title == "Blinken receives Chinese envoy as Taiwan chooses a president"
    assert found.published_on == date(2024, 1, 12)
    assert "19.5 million people" in found.text


def test_reads_a_pdf() -> None:
    assert "$300 million" in read_file(name="paper.pdf", data=PDF.read_bytes()).text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"\xff\xfe\x00\x01"),
        ("a.txt", "Größe".encode("latin-1")),
        ("a.pdf", b"this is no PDF"),
        ("a.docx", b"PK\x03\x04 and no more"),
        ("a.html", b"<html><body></body></html>"),
        ("a.exe", b"MZ"),
        ("a.txt", b""),
        ("a.txt", b"x" * 5_000_001),
    ],
    ids=["binary", "latin-1", "no PDF", "cut DOCX", "no words", "wrong suffix", "empty", "too large"],
)
def test_refuses_with_a_sentence(name: str, data: bytes) -> None:
    with pytest.raises(BadArticle, match=r"^[A-Z].+[.]$"):
        read_file(name=name, data=data)


PAGE = "https://news.example/roads"
SAID = "The council approved a budget of four million on Tuesday after a long debate in its old town hall."
STRANGER = "A ferry with three hundred people sank off the coast of Norway on Sunday, officials there said."


def an_article_at(address: str, *, captured_at: datetime | None = None) -> Article:
    sam = a_journalist()
    return add_article(
        text=SAID, desk_id=sam.desks.get().pk, by=sam, address=address, captured_at=captured_at
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "captured_on", "page", "waits"),
    [
        (PAGE, 11, STRANGER, True),
        ("HTTPS://News.example/roads#top", 11, STRANGER, True),
        (PAGE, None, STRANGER, True),
        (PAGE, 12, STRANGER, False),
        (PAGE, 11, SAID + " It took five hours.", False),
        ("https://news.example/other", 11, STRANGER, False),
        ("", 11, STRANGER, False),
        ("https://[broken", 11, STRANGER, False),
    ],
    ids=["newer", "spelt otherwise", "handed in", "older", "edited", "elsewhere", "no address", "no page's"],
)
def test_a_page_waits_whose_newest_text_is_not_the_articles(address, captured_on, page, waits):
    """The page was captured on 12 January."""
    captured_at = datetime(2024, 1, captured_on, 9, tzinfo=UTC) if captured_on else None
    article = an_article_at(address, captured_at=captured_at)
    reading = a_snapshot(text=page, address=PAGE).readings.get()
    assert waiting_page(article) == (reading if waits else None)
