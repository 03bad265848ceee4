"""From the bytes of a feed or sitemap to what it lists."""

from __future__ import annotations

import re
import zlib
from typing import Any
from urllib.parse import urljoin

import lxml.html
from lxml.etree import ParserError

from sources.fetching.charset import decode
from sources.fetching.listing import feeds, sitemaps
from sources.fetching.listing.types import Listing
from sources.fetching.listing.xml import broken, local_name, parse_xml
from sources.fetching.types import MEBIBYTE

GZIP_MARK = b"\x1f\x8b"
# The sitemap protocol's limit of one file, unpacked.
MAX_UNPACKED_BYTES = 50 * MEBIBYTE
# Where a root element stands at the latest: after a declaration, a licence in a comment, a style sheet.
ROOT_WITHIN = 8192
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z]+)[\s>/]")
NOT_THE_ROOT = re.compile(
    r"<!--.*?(-->|$)|<\?.*?(\?>|$)|<!DOCTYPE[^>\[]*(\[.*?\]\s*)?(>|$)", re.DOTALL | re.IGNORECASE
)
PAGE_ROOTS = frozenset({"html", "head", "body"})
BLANK = "\ufeff \t\r\n"
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
# A page that names its feed does so in its head.
MAX_HEAD = 200_000


def read_listing(body: bytes, *, content_type: str, address: str) -> Listing:
    """What a feed (RSS, Atom, JSON Feed) or sitemap (XML, text, gzip) at this address lists.

    content_type: as the server declares it; "" when unknown. Raises FetchStopped(parse_failed), whose
    sentence names the page's own feeds when the address is a web page's.
    """
    body = _unpacked(body)
    start = decode(body[:ROOT_WITHIN], content_type=content_type)
    root = root_name(start)
    if root in sitemaps.ROOTS:
        return sitemaps.from_xml(body, address=address)
    text = decode(body, content_type=content_type)
    if root in feeds.ROOTS:
        return feeds.from_xml(parse_xml(text, address=address), address=address)
    if root in PAGE_ROOTS:
        raise broken(_no_feed(text[:MAX_HEAD], address))
    if _is_object(start):
        return feeds.from_json(text, address=address)
    return sitemaps.from_text(text, address=address)


def is_feed(text: str) -> bool:
    """Whether a decoded text is an RSS or Atom feed, or a JSON Feed."""
    start = text[:ROOT_WITHIN]
    says_so = feeds.JSON_FEED in start.replace("\\/", "/")
    return root_name(start) in feeds.ROOTS or (_is_object(start) and says_so)


def root_name(start: str) -> str:
    """The name of the first element in the start of a text; "" when it starts with something else."""
    found = ROOT.match(NOT_THE_ROOT.sub("", start).lstrip(BLANK))
    return found.group(1).lower() if found else ""


def _is_object(start: str) -> bool:
    return start.lstrip(BLANK).startswith("{")


def _unpacked(body: bytes) -> bytes:
    """Sitemaps come as gzip files, whatever the transfer's own compression was."""
    if not body.startswith(GZIP_MARK):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(body, MAX_UNPACKED_BYTES)
    except zlib.error as error:
        raise broken("its gzip file is damaged") from error
    if unpacker.unconsumed_tail:
        raise broken(f"it is larger than {MAX_UNPACKED_BYTES // MEBIBYTE} MB when unpacked")
    if not unpacker.eof:
        raise broken("its gzip file breaks off")
    return unpacked


def _no_feed(page: str, address: str) -> str:
    named = feeds_of_page(page, address)
    return f"it is a web page. The page names this feed: {named[0]}" if named else "it is a web page"


def feeds_of_page(page: str, address: str) -> list[str]:
    """The addresses of the feeds that a web page names in its head."""
    try:
        tree: Any = lxml.html.document_fromstring(page.encode("utf-8", "replace"))
    except (ParserError, ValueError):
        return []
    links = (link for link in tree.iter("link") if local_name(link) == "link")
    return [
        urljoin(address, link.get("href"))
        for link in links
        if (link.get("type") or "").lower() in FEED_TYPES and link.get("href")
    ]
