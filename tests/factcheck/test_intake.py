"""A file of any accepted kind becomes an article's text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.exceptions import BadArticle
from factcheck.intake import read_file

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
