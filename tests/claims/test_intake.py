"""What is handed in becomes text, or is refused with a sentence that says what to do."""

from __future__ import annotations

import pytest

from claims.exceptions import BadArticle
from claims.intake import accept_file, clean_text, title_of

REFUSED = [
    ("", "The article is empty"),
    (" \n\t ", "The article is empty"),
    ("\ufeff", "The article is empty"),
    ("\x89PNG\0\0", "This is binary data"),
    ("half a pair: \ud83c", "Save it as UTF-8"),
    ("a" * 1_000_001, "1,000,001 characters, and 1,000,000 are accepted"),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=[sentence for _text, sentence in REFUSED])
def test_refuses_a_text(text: str, sentence: str) -> None:
    with pytest.raises(BadArticle, match=sentence):
        clean_text(text)


@pytest.mark.parametrize("text", ["\r\nWindows\r\n", "a\u2028b", "🌉", "  indented", "a" * 1_000_000])
def test_keeps_a_text_as_it_is_so_that_offsets_stay(text: str) -> None:
    assert clean_text(text) == text


def test_drops_a_leading_byte_order_mark() -> None:
    assert clean_text("\ufeffWords.") == "Words."


@pytest.mark.parametrize("name", ["a.exe", "a", "a.docx.zip", ".txt", "a.TXTT"])
def test_refuses_other_kinds_of_files(name: str) -> None:
    with pytest.raises(BadArticle, match="must be a TXT, HTML, DOCX or PDF"):
        accept_file(name=name, data=b"Words.")


def test_refuses_an_empty_file() -> None:
    with pytest.raises(BadArticle, match="The file is empty"):
        accept_file(name="a.txt", data=b"")


def test_refuses_a_file_that_is_too_large_with_both_sizes() -> None:
    with pytest.raises(BadArticle, match=r"5\.1 MB, and 5\.0 MB are accepted"):
        accept_file(name="a.pdf", data=b"x" * 5_100_000)


@pytest.mark.parametrize(
    ("name", "kind"), [("A.TXT", "text/plain"), ("b.htm", "text/html"), ("c.v2.pdf", "application/pdf")]
)
def test_accepts_what_it_can_read(name: str, kind: str) -> None:
    assert accept_file(name=name, data=b"x").content_type == kind


def test_a_title_is_the_first_line_cut_where_it_is_too_long() -> None:
    assert title_of("\n  Short \nrest") == "Short"
    assert len(title_of("word " * 100)) <= 200
    assert title_of("word " * 100).endswith("…")
