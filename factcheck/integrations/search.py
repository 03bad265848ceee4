"""Published fact-checks by words, publisher, language and age, as the Fact Check Tools API asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, DateTimeField, F, FloatField, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Greatest, NullIf
from django.utils.dateparse import parse_date, parse_datetime

from factcheck.integrations.sites import site_of
from factcheck.matching.models import KnownFactCheck
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


def search(wanted: Wanted, *, start: int, size: int, now: datetime) -> list[Checked]:
    """Best match first, then newest first; at most `size` from `start` on.

    All words of the query have to be there; where they are nowhere together, any of them.
    """
    for query in _queries(wanted.query):
        found = _found(wanted, query, now)
        if found.exists():
            return _read(
                found.order_by("-match", F("newest").desc(nulls_last=True), "-ours", "-pk")[
                    start : start + size
                ]
            )
    return []


def _queries(words: str) -> list[SearchQuery | None]:
    """What to try one after the other; None: everything."""
    if not words.strip():
        return [None]
    any_of = " | ".join(re.findall(r"\w+", words)[:MAX_WORDS])
    all_of = SearchQuery(words, config=SEARCH_LANGUAGE, search_type="websearch")
    return [all_of, SearchQuery(any_of, config=SEARCH_LANGUAGE, search_type="raw")] if any_of else [all_of]


def _found(wanted: Wanted, query: SearchQuery | None, now: datetime) -> QuerySet[Any, Any]:
    """Ours and others': which, how well they match, and how new they are."""
    reviewed = _moment(KT("document__first_published_at"))
    ours = Publication.objects.public().annotate(
        address=KT("document__url"),
        tongue=KT("document__language"),
        newest=Greatest(reviewed, _moment(KT("document__article__published_on"))),
    )
    others = KnownFactCheck.objects.of_others().annotate(
        address=F("url"),
        tongue=F("language"),
        newest=Cast(Greatest("published_on", "claimed_on"), DateTimeField()),
    )
    return _narrowed(ours, wanted, query, now, ours=True).union(
        _narrowed(others, wanted, query, now, ours=False), all=True
    )


def _narrowed(
    rows: QuerySet[Any, Any], wanted: Wanted, query: SearchQuery | None, now: datetime, *, ours: bool
) -> QuerySet[Any, Any]:
    """Rows with address, tongue, newest and words."""
    rows = rows.annotate(
        match=SearchRank(F("words"), query) if query else Value(0.0, FloatField()),
        ours=Value(ours, BooleanField()),
    )
    rows = rows.filter(words=query) if query else rows
    if wanted.site:
        rows = rows.filter(address__iregex=_at_site(wanted.site))
    if wanted.language:
        rows = rows.filter(tongue__iregex=_in_language(wanted.language))
    if wanted.max_age_days is not None:
        rows = rows.filter(newest__gte=now - timedelta(days=wanted.max_age_days))
    return rows.order_by().values("pk", "match", "newest", "ours")


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
    listed = list(found)
    ours = Publication.objects.in_bulk([row["pk"] for row in listed if row["ours"]])
    others = KnownFactCheck.objects.in_bulk([row["pk"] for row in listed if not row["ours"]])
    return [
        _of_document(ours[row["pk"]].document) if row["ours"] else _of_known(others[row["pk"]])
        for row in listed
    ]


def _of_known(known: KnownFactCheck) -> Checked:
    return Checked(
        claim=known.claim_reviewed,
        claimant=known.claimed_by,
        claimed_at=_start_of(known.claimed_on),
        publisher=known.publisher,
        url=known.url,
        title=known.title,
        rating=known.rating_text,
        reviewed_at=_start_of(known.published_on),
        language=known.language,
    )


def _of_document(document: dict[str, Any]) -> Checked:
    speaker = document["speaker"]
    return Checked(
        claim=document["claim"],
        claimant=speaker["name"] if speaker else "",
        claimed_at=_start_of(parse_date(document["article"]["published_on"])),
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


def _start_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None
