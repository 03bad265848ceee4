"""Searching for sources of a claim: our own archive, and a search engine if one is set up.

What is found becomes a lead, never evidence: a person has it fetched, and judges what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.models import Claim
from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_work_at
from factcheck.evidence import find
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Origin
from factcheck.evidence.policies import check_judgement_open
from jobs import services as jobs
from jobs.endings import GaveUp
from jobs.leases import Lease
from jobs.models import Job, Priority
from sources import services as sources
from sources.conf import sources_settings
from sources.fetching.searxng import Result, SearchFailed
from sources.fetching.searxng import search as search_by_searxng

KIND = "search_sources"
SNIPPET_CHARACTERS = 500


@dataclass(frozen=True)
class Searched:
    """What each provider found, by its name, and the sentences of those that failed."""

    results: dict[str, list[Result]]
    failures: tuple[str, ...] = ()


Provider = Callable[[Claim], list[Result]]


def in_archive(claim: Claim) -> list[Result]:
    """Archived pages with a passage that speaks of the same thing."""
    [found] = find.find([claim], published=claim.article.published_on).values()
    return [
        Result(one.source.address, one.source.title, one.text[:SNIPPET_CHARACTERS])
        for one in found
        if one.source.address
    ]


def by_searxng(claim: Claim) -> list[Result]:
    """Raises SearchFailed."""
    conf = sources_settings()
    instance = conf.search_instance()
    if instance is None:
        return []
    return search_by_searxng(claim.text, instance=instance, policy=conf.policy(), gate=conf.gate())


def providers() -> dict[str, Provider]:
    """Those that are set up, in the order in which they are asked."""
    outer: dict[str, Provider] = {"searxng": by_searxng} if sources_settings().search_instance() else {}
    return {"archive": in_archive, **outer}


def request_search(*, claim: Claim, by: User) -> Job:
    """Queue a search for sources of a claim. Raises NotAllowed, TransitionDenied."""
    check_can_work_at(by, claim.article.desk_id)
    check_judgement_open(claim)
    return jobs.add(
        kind=KIND,
        key=f"claim:{claim.pk}",
        payload={"claim_id": claim.pk},
        about=claim.article.subject,
        priority=Priority.PERSON,
        by_id=by.pk,
    )


def search(lease: Lease) -> Searched:
    """Ask every provider; one that fails does not keep the others from being heard."""
    claim = Claim.objects.select_related("article").get(pk=lease.payload["claim_id"])
    results, failures = {}, []
    for name, provider in providers().items():
        try:
            results[name] = provider(claim)
        except SearchFailed as failure:
            failures.append(str(failure))
    return Searched(results, tuple(failures))


def record(lease: Lease, searched: Searched) -> GaveUp | None:
    """Each result is a lead with its rank, title and snippet. Gives up with the sentences of who failed."""
    claim = Claim.objects.get(pk=lease.payload["claim_id"])
    by = User.objects.get(pk=lease.by_id) if lease.by_id else None
    for name, results in searched.results.items():
        for rank, one in enumerate(results, start=1):
            evidence.add_lead(
                claim=claim,
                source=sources.add_source(address=one.address, title=one.title, by=by),
                origin=Origin.ARCHIVE if name == "archive" else Origin.SEARCH,
                by=by,
                rank=rank,
                snippet=one.snippet,
            )
    return GaveUp(" ".join(searched.failures)) if searched.failures else None
