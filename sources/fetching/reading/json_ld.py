"""A page's JSON-LD: the objects in it, and the one that describes the page itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

# A page's own data is held to this; generated shops carry megabytes.
MAX_JSON_LD_BYTES = 512 * 1024
MAX_OBJECTS = 200
ARTICLE_TYPES = re.compile(
    r"(Article|Posting|Report|Webpage|WebPage|Review|Statement|Dataset|LegislationObject)$"
)
# Left round the data by publishing systems that once wrote XHTML.
CDATA = re.compile(r"^\W*<!\[CDATA\[\W*?(?=[{\[])|(//)?\s*\]\]>\s*$")


def objects_of(tree: Any) -> Iterator[dict[str, Any]]:
    """All objects of the page, lists and `@graph` laid flat; what cannot be parsed is left out."""
    left = MAX_OBJECTS
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = (script.text or "").strip()
        if len(text) > MAX_JSON_LD_BYTES:
            continue
        for found in _objects(_loaded(text)):
            if left == 0:
                return
            left -= 1
            yield found


def _loaded(text: str) -> object:
    try:
        return json.loads(CDATA.sub("", text).strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        graph = value.get("@graph")
        if isinstance(graph, list):
            yield from _objects(graph)
        else:
            yield value


def article_of(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that describes the page itself: an article before a web page; an empty one when there is
    none.
    """
    described = [found for found in objects if ARTICLE_TYPES.search(_type(found))]
    described.sort(key=lambda found: _type(found).lower().endswith("webpage"))
    return described[0] if described else {}


def _type(found: dict[str, Any]) -> str:
    kind = found.get("@type")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    return kind if isinstance(kind, str) else ""
