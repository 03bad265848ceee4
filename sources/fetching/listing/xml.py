"""XML from strangers: parsed without entities, network, or more of anything than a list of pages has."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from sources.fetching.types import FetchStopped, Outcome

# As of a page: each takes memory, and ten megabytes of empty elements are millions.
MAX_TAGS = 500_000
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse_xml(text: str, *, address: str) -> Any:
    """The root element, relative addresses in it based on `address`. Raises FetchStopped(parse_failed)."""
    check_entities("<!ENTITY" in text)
    if text.count("<") > MAX_TAGS:
        raise broken(f"it has more than {MAX_TAGS:,} tags")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(
            DECLARATION.sub("", text.lstrip("\ufeff"), count=1).strip().encode("utf-8", "replace"),
            parser,
            base_url=address or None,
        )
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(f"it is no XML ({str(error)[:120]})") from error
    if root is None:
        raise broken("it is empty, or no XML")
    return root


def check_entities(declared: bool) -> None:
    """Lists of pages declare none; those that do are bombs. Raises FetchStopped(parse_failed)."""
    if declared:
        raise broken("it declares XML entities of its own, which can be made to grow without end")


def broken(why: str) -> FetchStopped:
    return FetchStopped(
        Outcome.PARSE_FAILED,
        f"This feed or sitemap can't be read, because {why}: check its address in a browser.",
    )


def local_name(element: Any) -> str:
    """The tag without its namespace, in small letters; "" for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def namespace(element: Any) -> str:
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""
