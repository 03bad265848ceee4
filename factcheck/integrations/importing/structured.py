"""ClaimReview in a web page: as JSON-LD and as microdata (html.spec.whatwg.org/multipage/microdata.html)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

TYPE = "ClaimReview"
# Deeper than any honest page nests its objects.
MAX_DEPTH = 30
# Of one page: every element as often as one comes by it, its text by the thousand characters. Items may
# refer to one another in more ways than anyone could wait for.
MAX_STEPS = 200_000
CHARACTERS_A_STEP = 1000
WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
# Which attribute holds an element's value; any other element's value is its text.
VALUES = {
    "meta": "content",
    "a": "href",
    "area": "href",
    "link": "href",
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "img": "src",
    "source": "src",
    "track": "src",
    "video": "src",
    "object": "data",
    "data": "value",
    "meter": "value",
    "time": "datetime",
}
ADDRESSES = {"href", "src", "data"}


def is_claimreview(item: Any) -> bool:
    """Whether an item says that it is a ClaimReview, whatever its vocabulary's prefix."""
    types = item.get("@type") if isinstance(item, dict) else None
    named = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and re.split(r"[/#:]", name)[-1] == TYPE for name in named)


def claimreviews_of_page(text: str, *, address: str) -> list[dict[str, Any]]:
    """Every ClaimReview that a page holds, JSON-LD first. text: the page's HTML; address: its own."""
    try:
        page = html.document_fromstring(text.replace("\0", ""), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return []
    return [*_json_ld(page), *_microdata(page, address)]


def claimreviews_in(value: Any, depth: int = 0) -> list[dict[str, Any]]:
    """Every ClaimReview anywhere in a JSON value: a list, a graph, a part of an article."""
    if depth > MAX_DEPTH:
        return []
    if is_claimreview(value):
        return [value]
    parts = value if isinstance(value, list) else value.values() if isinstance(value, dict) else []
    return [found for part in parts for found in claimreviews_in(part, depth + 1)]


def _json_ld(page: Any) -> Iterator[dict[str, Any]]:
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                # Line breaks inside strings are no JSON, and common.
                value = json.loads(WRAPPING.sub("", script.text or ""), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from claimreviews_in(value)


def _microdata(page: Any, address: str) -> Iterator[dict[str, Any]]:
    reader = _Reader(page, address)
    for element in page.iter():
        if isinstance(element.tag, str) and element.get("itemscope") is not None:
            item = {"@type": _types(element)}
            if is_claimreview(item):
                yield item | reader.properties(element, 0)


def _types(element: Any) -> list[str]:
    return (element.get("itemtype") or "").split()


class _Reader:
    """Reads the items of one page, at an address, until it took MAX_STEPS."""

    def __init__(self, page: Any, address: str) -> None:
        self._address = address
        self._left = MAX_STEPS
        # Where two have one name the first counts, as in a browser.
        self._named = {
            one.get("id"): one for one in reversed(list(page.iter(etree.Element))) if one.get("id")
        }

    def properties(self, scope: Any, depth: int) -> dict[str, Any]:
        """An item's properties; one that is named several times is a list."""
        found: dict[str, list[Any]] = {}
        if depth <= MAX_DEPTH:
            for element in self._with_property(scope):
                for name in element.get("itemprop").split():
                    found.setdefault(name, []).append(self._value(element, depth))
        return {name: values[0] if len(values) == 1 else values for name, values in found.items()}

    def _with_property(self, scope: Any) -> Iterator[Any]:
        """The elements that name properties of this item: not those of items inside it."""
        referred = (scope.get("itemref") or "").split() if self._left > 0 else []
        self._left -= len(referred)
        waiting = [*reversed(scope), *(self._named[name] for name in referred if name in self._named)]
        seen = set()
        while waiting and self._left > 0:
            self._left -= 1
            element = waiting.pop()
            if not isinstance(element.tag, str) or element in seen or element is scope:
                continue
            seen.add(element)
            if element.get("itemprop"):
                yield element
            if element.get("itemscope") is None:
                waiting.extend(reversed(element))

    def _value(self, element: Any, depth: int) -> Any:
        if element.get("itemscope") is not None:
            return {"@type": _types(element), **self.properties(element, depth + 1)}
        attribute = VALUES.get(element.tag)
        given = element.get(attribute) if attribute else None
        if given is None:
            text = element.text_content()
            self._left -= len(text) // CHARACTERS_A_STEP
            return " ".join(text.split())
        return urljoin(self._address, given.strip()) if attribute in ADDRESSES else given
