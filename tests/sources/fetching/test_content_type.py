from __future__ import annotations

import pytest

from sources.fetching.content_type import DOCX, PDF, is_document, is_never_text, sniff

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@pytest.mark.parametrize(
    ("body", "declared", "found"),
    [
        (b"<!doctype html><p>x", "text/html", "text/html; charset=utf-8"),
        (b"<!-- x -->\n<HTML>", "", "text/html; charset=utf-8"),
        (b"<html>", "text/plain", "text/html; charset=utf-8"),
        (b"<html>", "application/octet-stream", "text/html; charset=utf-8"),
        (b"just words", "", "text/plain; charset=utf-8"),
        (b"just words", "application/x-unknown", "text/plain; charset=utf-8"),
        (b"<?xml version='1.0'?><rss/>", "", "application/xml; charset=utf-8"),
        (b"<rss/>", "application/rss+xml", "application/rss+xml; charset=utf-8"),
        (b"{}", "application/ld+json", "application/ld+json; charset=utf-8"),
        ("<html>".encode("utf-16"), "text/html", "text/html; charset=utf-16"),
        (b"%PDF-1.7 ...", "text/html", PDF),
        (b"\n\n%PDF-1.4", "", PDF),
        (b"junk before %PDF-1.4", PDF, PDF),
        (b"PK\x03\x04....word/document.xml", "application/zip", DOCX),
        (b"PK\x03\x04....", DOCX, DOCX),
        (b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", "application/zip", None),
        (b"PK\x03\x04....[Content_Types].xml....ppt/presentation.xml", DOCX, None),
        (b"PK\x03\x04....", "text/html", None),
        (PNG, "text/html", None),
        (PNG, "", None),
        (b"MZ\x90\x00\x03", "text/plain", None),
        (b"", "text/html", "text/html; charset=utf-8"),
    ],
)
def test_goes_by_what_the_bytes_are(body: bytes, declared: str, found: str | None) -> None:
    assert sniff(body, declared=declared) == found


@pytest.mark.parametrize(
    ("declared", "never"),
    [
        ("image/png", True),
        ("Video/MP4; x=y", True),
        ("application/zip", True),
        ("image/svg+xml", False),
        ("application/octet-stream", False),
        ("text/html", False),
        ("", False),
    ],
)
def test_knows_what_is_not_worth_its_bytes(declared: str, never: bool) -> None:
    assert is_never_text(declared) is never


def test_documents_may_be_larger_than_pages() -> None:
    assert is_document("application/pdf; version=1.7")
    assert not is_document("text/html")
