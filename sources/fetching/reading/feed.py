"""A feed that somebody hands in as a page: its items, each with its title and its own words."""

from __future__ import annotations

import lxml.html
from lxml.etree import ParserError

from sources.fetching.listing.reading import read_listing
from sources.fetching.listing.types import Item
from sources.fetching.reading.blocks import words_of_main_part
from sources.fetching.types import CaptureQuality, Link, ReadPage


def read(body: bytes, *, content_type: str, address: str) -> ReadPage:
    """The text of a feed's items, newest as the feed has them. Raises FetchStopped(parse_failed)."""
    listing = read_listing(body, content_type=content_type, address=address)
    return ReadPage(
        text="\n".join(filter(None, map(_words, listing.items))),
        quality=CaptureQuality.OK,
        title=listing.title or None,
        links=tuple(Link(address=item.address, text=item.title) for item in listing.items),
    )


def _words(item: Item) -> str:
    try:
        summary = words_of_main_part(lxml.html.fragment_fromstring(item.summary, create_parent="div"))
    except (ParserError, ValueError):
        summary = ""
    return "\n".join(filter(None, (item.title, "" if summary == item.title else summary)))
