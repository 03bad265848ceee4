"""Published fact-checks by words, publisher, language and age, as the Fact Check Tools API asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import DateTimeField, F, FloatField, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Greatest, NullIf
from django.utils.dateparse import parse_date, parse_datetime

from factcheck.publication.models import Publication

SEARCH_LANGUAGE = "english"
# Claims are short; what is longer is read as its first words.
MAX_WORDS = 60


@dataclass(frozen=True)
class Wanted:
    """query: words that should be there. site: a host. language: BCP-47, its region not considered."""

    query: str = ""
    site: str = ""
    language: str = ""
    max_age_days: int | None = None


@dataclass(frozen=True)
class Checked:
    """A fact-check as others list it: whose, of what, where, and what was found."""

    claim: str
    claimant: str
    claimed_at: datetime | None
    publisher: str
    url: str
    title: str
    rating: str
    reviewed_at: datetime | None
    language: str

    @property
    def site(self) -> str:
        return site_of(self.url)


def site_of(address: str) -> str:
    """The host of an address, without “www.”; a bare host is taken as it is."""
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    return host.removeprefix("www.")


def search(wanted: Wanted, *, start: int, size: int, now: datetime) -> list[Checked]:
    """Best match first, then newest first; at most `size` from `start` on.

    All words of the query have to be there; where they are nowhere together, any of them.
    """
    for query in _queries(wanted.query):
        found = _found(wanted, query, now)
        if found.exists():
            return _read(found.order_by("-match", "-newest", "-pk")[start : start + size])
    return []


def _queries(words: str) -> list[SearchQuery | None]:
    """What to try one after the other; None: everything."""
    if not words.strip():
        return [None]
    any_of = " | ".join(re.findall(r"\w+", words)[:MAX_WORDS])
    all_of = SearchQuery(words, config=SEARCH_LANGUAGE, search_type="websearch")
    return [all_of, SearchQuery(any_of, config=SEARCH_LANGUAGE, search_type="raw")] if any_of else [all_of]


def _found(wanted: Wanted, query: SearchQuery | None, now: datetime) -> QuerySet[Any, Any]:
    """Our public fact-checks: nothing under an embargo, withdrawn or taken down."""
    reviewed = _moment(KT("document__first_published_at"))
    rows = Publication.objects.public().annotate(
        match=SearchRank(F("words"), query) if query else Value(0.0, FloatField()),
        newest=Greatest(reviewed, _moment(KT("document__article__published_on"))),
    )
    rows = rows.filter(words=query) if query else rows
    if wanted.site:
        rows = rows.filter(document__url__iregex=_at_site(wanted.site))
    if wanted.language:
        rows = rows.filter(document__language__iregex=_in_language(wanted.language))
    if wanted.max_age_days is not None:
        rows = rows.filter(newest__gte=now - timedelta(days=wanted.max_age_days))
    return rows.values("pk", "match", "newest")


def _moment(text: Any) -> Cast:
    """A moment or a day of a document; what isn't known is empty there and null here."""
    return Cast(NullIf(Cast(text, TextField()), Value("")), DateTimeField())


def _at_site(site: str) -> str:
    """Addresses on this host and the hosts below it."""
    return rf"^https?://([^/]+\.)?{re.escape(site_of(site))}([:/]|$)"


def _in_language(tag: str) -> str:
    """en-US asks for every English."""
    return rf"^{re.escape(tag.partition('-')[0])}(-|$)"


def _read(found: Any) -> list[Checked]:
    numbers = [row["pk"] for row in found]
    rows = Publication.objects.in_bulk(numbers)
    return [_of_document(rows[number].document) for number in numbers]


def _of_document(document: dict[str, Any]) -> Checked:
    speaker = document["speaker"]
    return Checked(
        claim=document["claim"],
        claimant=speaker["name"] if speaker else "",
        claimed_at=_day(document["article"]["published_on"]),
        publisher=document["newsroom"]["name"],
        url=document["url"],
        title=document["claim"],
        rating=_rating(document),
        reviewed_at=parse_datetime(document["first_published_at"]),
        language=document["language"],
    )


def _rating(document: dict[str, Any]) -> str:
    """A scale that shows the conclusion and no label has the conclusion for its word."""
    rating = document["rating"]
    return str(document["conclusion"] if rating.get("conclusion_only") else rating["label"])


def _day(text: str) -> datetime | None:
    day = parse_date(text) if text else None
    return datetime.combine(day, time(), UTC) if day else None
