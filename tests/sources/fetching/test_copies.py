"""A file that somebody hands in is opened for the page in it, or refused with a sentence."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources.fetching.address import canonical
from sources.fetching.copies import WARC, ArchivedCopy, archived_copy, open_copy, same_page
from sources.fetching.types import FetchStopped

PAGE = b"<!doctype html><title>A page</title><p>The council approved the budget."
ADDRESS = "https://city.example/budget"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
MEGABYTE = 1_000_000


def a_warc(
    *pages: tuple[str, bytes], status: str = "200 OK", packed: bool = True, encoding: str = ""
) -> bytes:
    """As a browser's extension saves it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, body in pages:
        headers = [("Content-Type", "text/html; charset=utf-8")]
        headers += [("Content-Encoding", encoding)] if encoding else []
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), length=len(body), http_headers=http
            )
        )
    return out.getvalue()


def opened(file: bytes, *, address: str = ADDRESS, max_bytes: int = MEGABYTE):
    return open_copy(file, address=address, max_bytes=max_bytes)


@pytest.mark.parametrize(
    ("file", "content_type"),
    [
        (PAGE, "text/html; charset=utf-8"),
        (b"%PDF-1.7\n%stub", "application/pdf"),
        (b"The council approved the budget.", "text/plain; charset=utf-8"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
    ],
)
def test_a_file_is_its_own_page(file, content_type):
    copy = opened(file)
    assert (copy.body, copy.content_type) == (file, content_type)
    assert copy.is_picture == content_type.startswith("image/")


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_is_searched_for_the_page(packed):
    file = a_warc(("https://city.example/", b"<html>Home"), (ADDRESS, PAGE), packed=packed)
    copy = opened(file)
    assert (copy.file, copy.file_type) == (file, WARC)
    assert (copy.body, copy.content_type) == (PAGE, "text/html; charset=utf-8")


def test_a_page_in_a_warc_comes_without_its_encoding():
    assert opened(a_warc((ADDRESS, gzip.compress(PAGE)), encoding="gzip")).body == PAGE


def test_a_warc_without_an_address_to_look_for_gives_its_first_page():
    assert opened(a_warc(("https://a.example/", PAGE)), address="").body == PAGE


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"", "can't be read here"),
        (b"PK\x03\x04" + bytes(50), "can't be read here"),
        (b"GIF89a" + bytes(50), "can't be read here"),
        (gzip.compress(b"not a WARC"), "can't be read here"),
        (a_warc(("https://elsewhere.example/", PAGE)), "no capture of https://city.example/budget"),
        (a_warc((ADDRESS, PAGE), status="404 Not Found"), "no capture of"),
        (a_warc((ADDRESS, PAGE), packed=False)[:-30], "damaged"),
        (a_warc((ADDRESS, gzip.compress(bytes(3 * MEGABYTE))), encoding="gzip"), "larger than 1 MB"),
    ],
    ids=["empty", "zip", "gif", "gzip", "another page", "not found", "cut", "bomb"],
)
def test_refuses_what_holds_no_page_and_says_why(file, sentence):
    with pytest.raises(FetchStopped, match=sentence):
        opened(file)


def test_says_how_to_save_what_another_program_made():
    with pytest.raises(FetchStopped, match=r"This is an Excel workbook \(XLSX\), .*as CSV.*hand that in"):
        opened(b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml")


@pytest.mark.parametrize(
    ("address", "copy"),
    [
        (
            "https://web.archive.org/web/20240112093000/https://city.example/budget",
            ArchivedCopy(of="https://city.example/budget", saved_at=datetime(2024, 1, 12, 9, 30, tzinfo=UTC)),
        ),
        (
            "https://web.archive.org/web/20240112093000id_/http:/city.example/",
            ArchivedCopy(of="http://city.example/", saved_at=datetime(2024, 1, 12, 9, 30, tzinfo=UTC)),
        ),
        (
            "https://arquivo.example/wayback/20240199000000/https://city.example/",
            ArchivedCopy(of="https://city.example/", saved_at=None),
        ),
        ("https://archive.example/Ab3dE", ArchivedCopy()),
    ],
)
def test_an_archives_address_says_what_was_saved_and_when(address, copy):
    assert archived_copy(canonical(address)) == copy


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("http://city.example/budget", True),
        ("https://www.city.example/budget/", True),
        ("https://city.example/budget?page=2", False),
        ("https://town.example/budget", False),
        ("no address", False),
    ],
)
def test_knows_one_page_under_its_names(other, same):
    assert same_page(ADDRESS, other) is same
