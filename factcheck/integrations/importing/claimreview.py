"""One ClaimReview (schema.org) of another publisher, as a fact-check to match claims to.

What publishers write varies: a type with or without its prefix, one object or a list of them, numbers as
text, HTML in names. What can't be missing is claim, address and rating; the rest is taken where it is there.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urldefrag

from factcheck.integrations.importing.families import family_of
from factcheck.integrations.importing.structured import is_claimreview
from factcheck.integrations.sites import site_of
from factcheck.matching.services import Review
from sources.fetching.address import canonical
from sources.fetching.types import FetchStopped

MAX_CLAIM_CHARACTERS = 5000
MAX_ADDRESS_CHARACTERS = 2000
# The columns' own widths; what is longer is cut, since nothing is decided by it.
NAME_CHARACTERS, TITLE_CHARACTERS, RATING_CHARACTERS = 300, 500, 300
TAG = re.compile(r"<[^<>]{1,500}>")
# NUL is no character of PostgreSQL's, half a surrogate pair none of anybody's.
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,1}")


class BadItem(ValueError):
    """An item that can't be imported; the message says why."""


def read_claimreview(item: Any, *, page: str = "") -> Review:
    """The fact-check that an item tells of. page: its address, for one that names none. Raises BadItem."""
    if not is_claimreview(item):
        raise BadItem("It is not a ClaimReview (@type).")
    address = read_address(_text(item.get("url")) or page)
    words, family = _rating(_one(item.get("reviewRating")))
    claim = _one(item.get("itemReviewed"))
    return Review(
        claim_reviewed=_claim(item.get("claimReviewed")),
        url=address,
        publisher=_publisher(item, address),
        rating_text=words,
        family=family,
        title=(_text(item.get("headline")) or _text(item.get("name")))[:TITLE_CHARACTERS],
        claimed_by=_name(claim.get("author"))[:NAME_CHARACTERS],
        claimed_on=read_day(claim.get("datePublished")),
        published_on=read_day(item.get("datePublished")),
        language=_language(item.get("inLanguage")),
        raw=storable(item),
    )


def read_address(text: str) -> str:
    """In its canonical form, so that one page is one page; its anchor is kept. Raises BadItem."""
    if not text:
        raise BadItem("It has no address (url).")
    whole, anchor = urldefrag(text)
    try:
        address = str(canonical(whole))
    except FetchStopped:
        raise BadItem(f"“{text[:200]}” is not a web address (url).") from None
    named = f"{address}#{anchor}" if anchor else address
    if len(named) > MAX_ADDRESS_CHARACTERS:
        raise BadItem(f"Its address has more than {MAX_ADDRESS_CHARACTERS} characters (url).")
    return named


def read_day(value: Any) -> date | None:
    """The day of a date or moment as ISO 8601 has it; None for anything else."""
    found = DAY.match(_text(value))
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def storable(value: Any) -> Any:
    """The same value without what PostgreSQL's JSON refuses."""
    if isinstance(value, str):
        return UNSTORABLE.sub("", value)
    if isinstance(value, Mapping):
        return {storable(str(name)): storable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [storable(each) for each in value]
    return value if not isinstance(value, float) or math.isfinite(value) else None


def _claim(value: Any) -> str:
    text = _text(value)
    if not text:
        raise BadItem("It names no claim (claimReviewed).")
    if len(text) > MAX_CLAIM_CHARACTERS:
        raise BadItem(f"Its claim has more than {MAX_CLAIM_CHARACTERS} characters (claimReviewed).")
    return text


def _publisher(item: Mapping[str, Any], address: str) -> str:
    named = _name(item.get("author")) or _name(item.get("publisher"))
    return (named or site_of(address))[:NAME_CHARACTERS]


def _rating(rating: Mapping[str, Any]) -> tuple[str, str]:
    """Its words and its family; a rating that is only a number is worded by it."""
    value, worst, best = (_number(rating.get(name)) for name in ("ratingValue", "worstRating", "bestRating"))
    words = _text(rating.get("alternateName")) or _text(rating.get("name"))
    if not words and value is None:
        raise BadItem("It has no rating (reviewRating.alternateName).")
    named = words or (f"{value:g} of {best:g}" if best is not None else f"{value:g}")
    return named[:RATING_CHARACTERS], family_of(words, value=value, worst=worst, best=best)


def _number(value: Any) -> float | None:
    try:
        number = float(value if isinstance(value, int | float) else _text(value))
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _language(value: Any) -> str:
    found = LANGUAGE.fullmatch(_text(value) or _text(_one(value).get("alternateName")))
    return found[0] if found else ""


def _name(value: Any) -> str:
    """Of a person or an organisation, given as an object, a list of them, or a bare text."""
    return _text(_one(value).get("name")) or (_text(value) if not isinstance(value, Mapping) else "")


def _one(value: Any) -> Mapping[str, Any]:
    """The object, or the first of a list of objects; {} for anything else."""
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, Mapping)), {})
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    """In one line, without HTML; the first of a list; a number as its digits; "" for what is no text."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, Mapping):
        value = value.get("@value", "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    plain = html.unescape(TAG.sub(" ", html.unescape(str(value))))
    return " ".join(UNSTORABLE.sub("", plain).split())
