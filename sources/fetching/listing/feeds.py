"""RSS 0.9 to 2.0, Atom and JSON Feed.

Ours and no library's: on 5.5 MB of hostile but valid RSS feedparser 6.0.14 took 30 s and on 0.6 MB of open
tags 17 s; fastfeedparser 0.6.5 took an Atom entry's enclosure for its page.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from sources.fetching.address import canonical
from sources.fetching.listing.moments import moment
from sources.fetching.listing.types import Item, Listing
from sources.fetching.listing.xml import broken, local_name, namespace
from sources.fetching.types import FetchStopped

ROOTS = frozenset({"rss", "rdf", "feed"})
JSON_FEED = "https://jsonfeed.org/version/"
# What the elements of a feed itself are in; others (media, itunes) have titles and links of their own.
OWN_NAMESPACES = frozenset(
    {
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
    }
)
DATES = ("published", "pubdate", "issued", "updated", "date", "modified")
DATE_NAMESPACES = OWN_NAMESPACES | {"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"}
SUMMARIES = ("encoded", "content", "description", "summary")
SUMMARY_NAMESPACES = OWN_NAMESPACES | {"http://purl.org/rss/1.0/modules/content/"}
# A feed shows its newest; thousands of items are an archive, which a sitemap is for.
MAX_ITEMS = 2000
MAX_TITLE = 500
MAX_SUMMARY = 100_000


def from_xml(root: Any, *, address: str) -> Listing:
    """A feed's items by its root element."""
    entries = (element for element in root.iter() if local_name(element) in ("item", "entry"))
    items = (_item(entry, address) for entry in islice(entries, MAX_ITEMS))
    channel = next((child for child in root if local_name(child) == "channel"), root)
    return Listing(
        title=_words(_child(channel, ("title",), OWN_NAMESPACES)),
        items=tuple(item for item in items if item is not None),
    )


def from_json(text: str, *, address: str) -> Listing:
    """A JSON Feed (https://www.jsonfeed.org/version/1.1/). Raises FetchStopped(parse_failed)."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise broken("it is no JSON") from error
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(JSON_FEED):
        raise broken("it is JSON, but no JSON Feed")
    listed = feed.get("items")
    rows = listed[:MAX_ITEMS] if isinstance(listed, list) else []
    items = (_json_item(row, address) for row in rows if isinstance(row, dict))
    return Listing(title=_line(feed.get("title")), items=tuple(item for item in items if item is not None))


def _json_item(row: dict[str, Any], address: str) -> Item | None:
    page = page_address(row.get("url") or row.get("external_url") or row.get("id"), address)
    if page is None:
        return None
    summary = row.get("content_html") or html.escape(str(row.get("content_text") or row.get("summary") or ""))
    stated = row.get("date_published") or row.get("date_modified")
    return Item(
        address=page,
        title=_line(row.get("title")),
        published=moment(stated if isinstance(stated, str) else None),
        summary=str(summary)[:MAX_SUMMARY],
    )


def _item(entry: Any, address: str) -> Item | None:
    page = _page_of(entry, address)
    if page is None:
        return None
    return Item(
        address=page,
        title=_words(_child(entry, ("title",), OWN_NAMESPACES)),
        published=moment(_text(_child(entry, DATES, DATE_NAMESPACES))),
        summary=_text(_child(entry, SUMMARIES, SUMMARY_NAMESPACES))[:MAX_SUMMARY],
    )


def _page_of(entry: Any, address: str) -> str | None:
    """RSS has the address as a link's text, Atom in `href`; a guid stands in for a missing link."""
    for stated, base in (*_links(entry), *_guids(entry)):
        if (found := page_address(stated, base or address)) is not None:
            return found
    return None


def _links(entry: Any) -> list[tuple[str, str]]:
    """Of the entry's page, those that say they are HTML first."""
    found = []
    for link in _children(entry, "link"):
        rel, kind = link.get("rel") or "alternate", link.get("type") or "text/html"
        stated = link.get("href") or _text(link)
        if rel == "alternate" and stated:
            found.append((kind != "text/html", stated, str(link.base or "")))
    return [(stated, base) for _other, stated, base in sorted(found, key=lambda one: one[0])]


def _guids(entry: Any) -> list[tuple[str, str]]:
    guids = [guid for guid in _children(entry, "guid") if guid.get("isPermaLink") != "false"]
    # Not relative to anything: an identifier that is an address is a whole one.
    return [(_text(guid), "") for guid in guids if "://" in _text(guid)]


def page_address(stated: object, base: str) -> str | None:
    """The canonical address of a page as a list states it; None for what is no web address."""
    if not isinstance(stated, str) or not stated.strip():
        return None
    try:
        return str(canonical(urljoin(base, stated.strip())))
    except (FetchStopped, ValueError):
        return None


def _children(parent: Any, name: str) -> Iterator[Any]:
    for child in parent:
        if local_name(child) == name and namespace(child) in OWN_NAMESPACES:
            yield child


def _child(parent: Any, names: tuple[str, ...], namespaces: frozenset[str]) -> Any:
    """The first child that has the first of these names."""
    found = {local_name(child): child for child in reversed(parent) if _is_in(child, namespaces)}
    return next((found[name] for name in names if name in found), None)


def _is_in(child: Any, namespaces: frozenset[str]) -> bool:
    return isinstance(child.tag, str) and namespace(child) in namespaces


def _text(element: Any) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _words(element: Any) -> str:
    return _line(html.unescape(_text(element)))


def _line(value: object) -> str:
    return " ".join(value.split())[:MAX_TITLE] if isinstance(value, str) else ""
