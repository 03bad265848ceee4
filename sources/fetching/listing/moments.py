"""Dates as feeds and sitemaps write them: RFC 822, ISO 8601, and their usual misspellings."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Before the web, and what clocks that were never set say.
MIN_YEAR = 1990
YEAR_OR_MONTH = re.compile(r"\d{4}(-\d\d)?")


def moment(text: str | None) -> datetime | None:
    """The moment in UTC that a feed or sitemap states; None when it states none that can be."""
    stated = (text or "").strip()
    for read in (_iso, parsedate_to_datetime):
        try:
            found = read(stated)
            found = found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        return found if found.year >= MIN_YEAR else None
    return None


def _iso(text: str) -> datetime:
    """W3C's profile of ISO 8601, which allows a year or a month alone."""
    whole = f"{text}-01-01"[:10] if YEAR_OR_MONTH.fullmatch(text) else text
    return datetime.fromisoformat(whole)
