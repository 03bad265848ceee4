"""An HTML page: its main text by trafilatura, its facts by `metadata`, its quality by `quality`."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any
from urllib.parse import urljoin

import lxml.html
from lxml.etree import ParserError

from sources.fetching.address import canonical as canonical_address
from sources.fetching.quality import NEAR_EMPTY_CHARACTERS, PageFacts, judge
from sources.fetching.reading.blocks import all_words, words_of_main_part, words_without_furniture
from sources.fetching.reading.metadata import Facts, facts_of, structured_data
from sources.fetching.types import FetchStopped, Link, Outcome, ReadPage

# trafilatura's time grows with the square of the elements: 500,000 paragraphs took minutes. Above this all
# words are kept. The largest of 130 real pages had 9,893.
MAX_ELEMENTS = 50_000
# Each takes memory and time even to pass over; a page of ten megabytes can hold millions.
MAX_TAGS = 500_000
# The machinery of a wall stands early; a search through megabytes of hostile markup would take minutes.
MAX_JUDGED_CHARACTERS = 300_000
# More than any page that somebody reads has; the rest is a generated list.
MAX_LINKS = 2000
MAX_ANCHORS = 10 * MAX_LINKS
MAX_LINK_TEXT = 300
BLANKS = re.compile(r"[ \t\u00a0]+")


def read(text: str, *, address: str) -> ReadPage:
    """Read the text of an HTML page (already decoded) that was found at `address`.

    Raises FetchStopped(parse_failed) for a page with more tags than anything that people read.
    """
    _check_size(text)
    tree = _parsed(text)
    structured = structured_data(tree)
    facts = facts_of(tree, structured)
    visible = all_words(tree)
    searchable = sum(1 for _ in tree.iter()) <= MAX_ELEMENTS
    main = _main_text(tree, address) if searchable else words_without_furniture(tree)
    judged = judge(
        PageFacts(
            address=address,
            title=facts.title or "",
            heading=facts.heading or "",
            text=main,
            visible=visible,
            markup=text[:MAX_JUDGED_CHARACTERS],
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
        published=facts.published or (_published_elsewhere(text, address) if searchable else None),
        modified=facts.modified,
        language=facts.language,
        canonical=_canonical(facts, address),
        site=facts.site,
        links=_links(tree, address),
        structured=structured,
    )


def all_words_of(text: str) -> str:
    """Everything that a reader of the page may see. Raises FetchStopped(parse_failed) as `read` does."""
    _check_size(text)
    return all_words(_parsed(text))


def _check_size(text: str) -> None:
    if text.count("<") > MAX_TAGS:
        raise FetchStopped(
            Outcome.PARSE_FAILED,
            f"This page has more than {MAX_TAGS:,} tags, more than a text for people has: "
            "upload its text instead.",
        )


def _parsed(text: str) -> Any:
    try:
        return lxml.html.document_fromstring(_without_declaration(text))
    except (ParserError, ValueError):
        return lxml.html.document_fromstring("<html><body></body></html>")


def _without_declaration(text: str) -> str:
    """lxml refuses a text that names an encoding, since a text has none any more."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).replace("\x00", "�")


def _main_text(tree: Any, address: str) -> str:
    """The main text; all words but the furniture when no main part can be told, as on a bare list."""
    # Imported here: trafilatura takes 0.4 s and 27 MB to load, which only a reader of pages should pay.
    from trafilatura import bare_extraction  # noqa: PLC0415

    found: Any = bare_extraction(
        tree,
        url=address or None,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
        with_metadata=False,
    )
    main = words_of_main_part(found.body) if found is not None and found.body is not None else ""
    if len(main) >= NEAR_EMPTY_CHARACTERS:
        return main
    return max(main, words_without_furniture(tree), key=len)


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
    for anchor in islice(tree.iter("a"), MAX_ANCHORS):
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
