"""Searching what is archived for passages that bear on claims: the job, and what it stores."""

from __future__ import annotations

from claims.models import Article, Claim
from factcheck.evidence import find
from factcheck.evidence import services as evidence
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from jobs import services as jobs
from jobs.leases import Lease
from jobs.models import Job, Priority
from sources.models import Reading

KIND = "find_evidence"


def request(
    article: Article,
    *,
    priority: int,
    by_id: int | None,
    reading: Reading | None = None,
    claim: Claim | None = None,
) -> Job:
    """For each claim in work of an article, or for one. reading: the page to search instead of everything."""
    # A search that is under way for other words of a claim finds nothing for these.
    whose = f"claim:{claim.pk}:{claim.edited_at}" if claim else f"article:{article.pk}"
    payload = {"article_id": article.pk, "reading_id": reading.pk if reading else None}
    return jobs.add(
        kind=KIND,
        key=f"{whose}:reading:{reading.pk}" if reading else f"{whose}:archive",
        payload=payload | ({"claim_id": claim.pk} if claim else {}),
        about=article.subject,
        # A search takes far longer than a fetch: the pages that a person waits for come first.
        priority=max(priority, Priority.PIPELINE),
        by_id=by_id,
    )


def record(_lease: Lease, found: dict[int, list[find.Found]]) -> None:
    # Whoever rewords a claim meanwhile waits: what was found of its old words would stay with the new ones.
    locked = list(FactCheck.objects.select_for_update(no_key=True).filter(claim__in=found).order_by("pk"))
    for claim in Claim.objects.filter(factcheck__in=locked).order_by("pk"):
        evidence.suggest(claim=claim, found=found[claim.pk])
        if claim.evidence.accepted().exists():
            workflow.suggest_by_rules(factcheck=claim.factcheck)
