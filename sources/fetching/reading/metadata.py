"""What a page says about itself: JSON-LD first, then OpenGraph and meta, then the markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sources.fetching.reading.json_ld import article_of, objects_of

BLANKS = re.compile(r"\s+")
BY = re.compile(r"^\s*(by|von|par|por|di|door)\s+", re.IGNORECASE)
ADDRESS_LIKE = re.compile(r"^(https?://|www\.|@|\S+@\S+$)")
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*")
# Oldest and newest year that a page's date may have; others are templates' and clocks' errors.
MIN_YEAR = 1900


@dataclass(frozen=True)
class Facts:
    """Each None when the page does not say. Dates are ISO dates, `free` is JSON-LD's isAccessibleForFree."""

    title: str | None
    heading: str | None
    byline: str | None
    published: str | None
    modified: str | None
    language: str | None
    canonical: str | None
    site: str | None
    free: bool | None


def structured_data(tree: Any) -> dict[str, object]:
    """`json_ld`: its objects, `@graph` laid flat; `meta`: name or property → content, first one wins."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        names = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _line(element.get("content"))
        # RDFa allows several names in one attribute; Dublin Core's come with a colon or a dot.
        for name in names.lower().replace("dc:", "dc.").replace("dcterms:", "dcterms.").split():
            if content:
                meta.setdefault(name, content)
    return {"json_ld": list(objects_of(tree)), "meta": meta}


def facts_of(tree: Any, structured: dict[str, Any]) -> Facts:
    """The facts, from the most deliberate statement of each."""
    meta, article = structured["meta"], article_of(structured["json_ld"])
    published = article.get("datePublished"), *(meta.get(name) for name in PUBLISHED), _time(tree)
    return Facts(
        title=_title(tree, meta, article),
        heading=_words(tree.find(".//h1")),
        byline=_first(
            _people(article.get("author")), *(_person(meta.get(n)) for n in AUTHORS), _byline(tree)
        ),
        published=_first(*(_iso_date(value) for value in published)),
        modified=_first(_iso_date(article.get("dateModified")), *(_iso_date(meta.get(n)) for n in MODIFIED)),
        language=_language(tree, meta, article),
        canonical=_first(_attribute(tree, ".//link[@rel='canonical']", "href"), meta.get("og:url")),
        site=_first(meta.get("og:site_name"), _people(article.get("publisher"))),
        free=_free(article),
    )


PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
)
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
)
TITLES = ("dc.title", "dcterms.title", "citation_title", "twitter:title", "parsely-title")
BYLINE_PATHS = (
    ".//*[@rel='author']",
    ".//*[@itemprop='author']",
    ".//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]",
    ".//*[contains(@class, 'byline') or contains(@class, 'Byline')]",
    ".//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]",
)
MAX_BYLINE = 120


def _title(tree: Any, meta: dict[str, str], article: dict[str, Any]) -> str | None:
    headline = _first(
        meta.get("og:title"), _line(article.get("headline")), *(meta.get(name) for name in TITLES)
    )
    return headline or _words(tree.find(".//title")) or _words(tree.find(".//h1"))


def _people(value: object) -> str | None:
    """Names of a JSON-LD person, organisation, or list of them, commas between."""
    if isinstance(value, list):
        names = [name for name in map(_people, value) if name]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return _people(value.get("name"))
    return _person(value)


def _person(value: object) -> str | None:
    line = _line(value)
    if line is None or ADDRESS_LIKE.match(line) or len(line) > MAX_BYLINE:
        return None
    return BY.sub("", line) or None


def _byline(tree: Any) -> str | None:
    for path in BYLINE_PATHS:
        for element in tree.iterfind(path) if "contains" not in path else tree.xpath(path):
            if words := _person(_words(element)):
                return words
    return None


def _time(tree: Any) -> str | None:
    """A `<time>` that is marked as the publication's; any `<time>` could be a comment's."""
    for element in tree.iter("time"):
        marked = (
            f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('pubdate') or ''}"
        )
        if re.search(r"publi|posted|entry-date|pubdate|datePublished", marked) and element.get("datetime"):
            return str(element.get("datetime"))
    return None


def _iso_date(value: object) -> str | None:
    """The ISO date in a value as pages write it; None when there is none or its year cannot be."""
    if not isinstance(value, str):
        return None
    matched = re.match(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", value) or re.match(
        r"\s*(\d{4})(\d\d)(\d\d)(?!\d)", value
    )
    try:
        found = date(*map(int, matched.groups())) if matched else _spelled_date(value)
    except ValueError:
        return None
    return found.isoformat() if found and found.year >= MIN_YEAR else None


def _spelled_date(value: str) -> date | None:
    for form in ("%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%d %b %Y", "%a, %d %b %Y %H:%M:%S %z"):
        try:
            return datetime.strptime(value.strip(), form).date()
        except ValueError:
            continue
    return None


def _language(tree: Any, meta: dict[str, str], article: dict[str, Any]) -> str | None:
    stated = (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        article.get("inLanguage"),
    )
    for value in (*stated, meta.get("og:locale"), meta.get("dc.language"), meta.get("language")):
        if isinstance(value, str) and LANGUAGE.fullmatch(value.strip()):
            return value.strip().replace("_", "-")
    return None


def _free(article: dict[str, Any]) -> bool | None:
    value = article.get("isAccessibleForFree")
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None


def _attribute(tree: Any, path: str, name: str) -> str | None:
    element = tree.find(path)
    return None if element is None else _line(element.get(name))


def _words(element: Any) -> str | None:
    return None if element is None else _line(" ".join(element.itertext()))


def _line(value: object) -> str | None:
    """A string as one line, or None for anything else or nothing."""
    return (BLANKS.sub(" ", value).strip() or None) if isinstance(value, str) else None


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)
