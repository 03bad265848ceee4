"""An HTML page: its main text by trafilatura, its facts by `metadata`, its quality by `quality`."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import lxml.html
from lxml.etree import ParserError

from sources.fetching.address import canonical as canonical_address
from sources.fetching.quality import PageFacts, judge
from sources.fetching.reading.metadata import Facts, facts_of, structured_data
from sources.fetching.types import FetchStopped, Link, ReadPage

# More than any page that somebody reads has; the rest is a generated list.
MAX_LINKS = 2000
MAX_LINK_TEXT = 300
# Elements that carry no words of the page.
SILENT = frozenset({"script", "style", "noscript", "template", "svg", "head"})
BLANKS = re.compile(r"[ \t\u00a0]+")
SEPARATED_LINES = re.compile(r"\n\s*\n+")
# trafilatura frames a table's rows as Markdown does; only the bars between cells say something.
TABLE_ROW = re.compile(r"^\|\s*(.*?)\s*\|$")
TABLE_RULE = re.compile(r"^\|?(\s*:?-{3,}:?\s*\|)+\s*(:?-{3,}:?\s*)?$")


def read(text: str, *, address: str) -> ReadPage:
    """Read the text of an HTML page (already decoded) that was found at `address`."""
    tree = _parsed(text)
    structured = structured_data(tree)
    facts = facts_of(tree, structured)
    visible = _visible(tree)
    main = _main_text(text, address)
    judged = judge(
        PageFacts(
            address=address,
            title=facts.title or "",
            heading=facts.heading or "",
            text=main,
            visible=visible,
            markup=text,
            script_characters=_script_characters(tree),
            free=facts.free,
        )
    )
    return ReadPage(
        text=main,
        quality=judged.quality,
        cause=judged.cause,
        title=facts.title,
        byline=facts.byline,
        published=facts.published or _published_elsewhere(text, address),
        modified=facts.modified,
        language=facts.language,
        canonical=_canonical(facts, address),
        site=facts.site,
        links=_links(tree, address),
        structured=structured,
    )


def _parsed(text: str) -> Any:
    try:
        return lxml.html.document_fromstring(_without_declaration(text))
    except (ParserError, ValueError):
        return lxml.html.document_fromstring("<html><body></body></html>")


def _without_declaration(text: str) -> str:
    """lxml refuses a text that names an encoding, since a text has none any more."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).replace("\x00", "�")


def _main_text(text: str, address: str) -> str:
    # Imported here: trafilatura takes 0.4 s and 27 MB to load, which only a reader of pages should pay.
    from trafilatura import extract  # noqa: PLC0415

    found = extract(
        _without_declaration(text),
        url=address or None,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        favor_recall=True,
        deduplicate=False,
        output_format="txt",
    )
    return _tidied(found or "")


def _tidied(text: str) -> str:
    lines = (BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    rows = (TABLE_ROW.sub(r"\1", line) for line in lines if line and not TABLE_RULE.match(line))
    return "\n".join(row for row in rows if row)


def _visible(tree: Any) -> str:
    """All words of the page in order, for judging it."""
    pieces: list[str] = []
    for element in tree.iter():
        silent = not isinstance(element.tag, str) or element.tag in SILENT
        if not silent and element.text and element.text.strip():
            pieces.append(element.text.strip())
        if element.tail and element.tail.strip():
            pieces.append(element.tail.strip())
    noscript = " ".join(" ".join(part.itertext()) for part in tree.iter("noscript"))
    return BLANKS.sub(" ", " ".join(pieces) + " " + noscript).strip()


def _script_characters(tree: Any) -> int:
    return sum(len(script.text or "") for script in tree.iter("script"))


def _published_elsewhere(text: str, address: str) -> str | None:
    """A date in the page's address or words, when its metadata has none."""
    # Imported here: comes with trafilatura, and is as slow to load.
    from htmldate import find_date  # noqa: PLC0415

    try:
        found = find_date(text, url=address or None, original_date=True, extensive_search=False)
    except (ValueError, TypeError):
        return None
    return str(found) if found else None


def _canonical(facts: Facts, address: str) -> str | None:
    if not facts.canonical:
        return None
    try:
        return str(canonical_address(urljoin(address, facts.canonical)))
    except (FetchStopped, ValueError):
        return None


def _links(tree: Any, address: str) -> tuple[Link, ...]:
    base = tree.find(".//base[@href]")
    start = urljoin(address, base.get("href")) if base is not None else address
    found: dict[str, str] = {}
    for anchor in tree.iter("a"):
        target = _link_target(anchor.get("href"), start)
        if target and target not in found:
            found[target] = BLANKS.sub(" ", " ".join(anchor.itertext())).strip()[:MAX_LINK_TEXT]
        if len(found) >= MAX_LINKS:
            break
    return tuple(Link(address=target, text=words) for target, words in found.items())


def _link_target(href: str | None, start: str) -> str | None:
    if not href or href.startswith("#"):
        return None
    try:
        return str(canonical_address(urljoin(start, href)))
    except (FetchStopped, ValueError):
        return None
