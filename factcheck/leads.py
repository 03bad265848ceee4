"""Leads of an article: addresses that people add or that stand in its text, each fetched; and what people
hand in that has no address.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from django.db import transaction

from claims.models import Article, ArticleVersion, Claim
from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_work_at
from factcheck.evidence import services as evidence
from factcheck.evidence.links import written_links
from factcheck.evidence.models import Lead, Origin
from sources import services as sources
from sources.exceptions import BadAddress
from sources.models import Snapshot, Source


@transaction.atomic
def add_sources(
    *, claims: Sequence[Claim], addresses: Sequence[str], by: User, origin: str = Origin.PERSON
) -> list[Source]:
    """Add leads for these claims (of one article) and queue a fetch for each. Raises BadAddress, NotAllowed.

    All addresses are checked before anything is written.
    """
    article = claims[0].article
    check_can_work_at(by, article.desk_id)
    added = [sources.add_source(address=address, by=by) for address in addresses]
    follow_leads(claims, added, article=article, by=by, origin=origin)
    return added


@transaction.atomic
def hand_in_source(
    *,
    claims: Sequence[Claim],
    described: sources.Description,
    file: IO[bytes] | None,
    by: User,
    file_name: str = "",
    transcript: str = "",
    origin: str = Origin.PERSON,
) -> Snapshot:
    """Add a source without an address for these claims (of one article), and archive what it says.

    As sources.keep_copy. Raises BadSource, BadCopy, NotAllowed.
    """
    article = claims[0].article
    check_can_work_at(by, article.desk_id)
    source = sources.add_source_without_address(described=described, by=by)
    for claim in claims:
        evidence.add_lead(claim=claim, source=source, origin=origin, by=by)
    return sources.keep_copy(
        source=source,
        file=file,
        file_name=file_name,
        note=described.note,
        transcript=transcript,
        by=by,
        about=article.subject,
    )


def follow_leads(
    claims_of_it: Sequence[Claim], leads: Sequence[Source], *, article: Article, by: User, origin: str
) -> None:
    """Make every source a lead of every claim, and queue a fetch of each."""
    for source in leads:
        for claim in claims_of_it:
            evidence.add_lead(claim=claim, source=source, origin=origin, by=by)
        sources.request_fetch(source=source, by_id=by.pk, about=article.subject)


def add_written_links(version: ArticleVersion) -> None:
    """Addresses written in the article are leads for the claims of their paragraph."""
    article = version.article
    for link in written_links(version.text):
        near = article.claims.filter(
            anchors__version=version, anchors__start__lt=link.end, anchors__end__gt=link.start
        )
        _add_lead_quietly(article, list(near.distinct()), link.address)


def _add_lead_quietly(article: Article, near: list[Claim], address: str) -> None:
    """A link that can't be followed is no reason to stop: it stays in the text."""
    try:
        if near:
            add_sources(claims=near, addresses=[address], by=article.created_by, origin=Origin.ARTICLE)
    except BadAddress:
        return


def articles_with_lead(source: Source) -> list[Article]:
    """Articles with a claim for which this source is worth reading."""
    with_lead = Lead.objects.filter(source=source).values("claim__article")
    return list(Article.objects.filter(pk__in=with_lead))
