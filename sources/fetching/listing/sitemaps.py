"""Sitemaps and their indexes (https://www.sitemaps.org/protocol.html), read as a stream."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from lxml import etree

from sources.fetching.listing.feeds import page_address
from sources.fetching.listing.moments import moment
from sources.fetching.listing.types import Item, Listing
from sources.fetching.listing.xml import broken, check_entities, local_name

ROOTS = frozenset({"urlset", "sitemapindex"})
# The protocol's own limit of one file.
MAX_ITEMS = 50_000


def from_xml(body: bytes, *, address: str) -> Listing:
    """A sitemap's pages, or the sitemaps of an index. Raises FetchStopped(parse_failed)."""
    check_entities(b"<!ENTITY" in body)
    pages: list[Item] = []
    sitemaps: list[Item] = []
    try:
        for _event, element in etree.iterparse(
            BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            kind = local_name(element)
            if kind not in ("url", "sitemap"):
                continue
            if item := _item(element, address):
                (pages if kind == "url" else sitemaps).append(item)
            _forget(element)
            if len(pages) + len(sitemaps) >= MAX_ITEMS:
                break
    except (etree.XMLSyntaxError, ValueError) as error:
        # What came before the fault is as good as it was.
        if not pages and not sitemaps:
            raise broken(f"it is no XML ({str(error)[:120]})") from error
    return Listing(title="", items=tuple(pages), sitemaps=tuple(sitemaps))


def from_text(text: str, *, address: str) -> Listing:
    """A text file with one address a line. Raises FetchStopped(parse_failed) when it has none."""
    found = (page_address(line, "") for line in text.split("\n")[:MAX_ITEMS] if "://" in line)
    items = tuple(Item(address=page) for page in found if page is not None)
    if not items:
        raise broken("it lists no address")
    return Listing(title="", items=items)


def _item(element: Any, address: str) -> Item | None:
    said = {local_name(child): (child.text or "").strip() for child in element}
    page = page_address(said.get("loc"), address)
    return Item(address=page, published=moment(said.get("lastmod"))) if page else None


def _forget(element: Any) -> None:
    """What was read is let go, with what stands before it: 50,000 entries take no more than one."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
