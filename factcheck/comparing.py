"""Setting an article's claims against one another: the job, from what it reads to what it stores."""

from __future__ import annotations

from claims.models import Article, Claim
from factcheck.evidence import consistency
from factcheck.evidence.contradictions import Contradiction
from factcheck.workflow.statuses import ENDED
from jobs import services as jobs
from jobs.leases import Lease
from jobs.models import Job, Priority

KIND = "compare_claims"


def request(article: Article, *, priority: int, by_id: int | None) -> Job:
    return jobs.add(
        kind=KIND,
        key=f"article:{article.pk}",
        payload={"article_id": article.pk},
        about=article.subject,
        priority=max(priority, Priority.PIPELINE),
        by_id=by_id,
    )


def find(lease: Lease) -> list[Contradiction]:
    article = Article.objects.get(pk=lease.payload["article_id"])
    return consistency.find(article, _standing(article))


def record(lease: Lease, found: list[Contradiction]) -> None:
    consistency.record(claims=_standing(Article.objects.get(pk=lease.payload["article_id"])), found=found)


def _standing(article: Article) -> list[Claim]:
    """The claims that the article still makes and nobody set aside."""
    claims = article.claims.filter(merged_into=None).exclude(factcheck__state__in=ENDED)
    return list(claims.select_related("speaker").order_by("pk"))
