"""Setting an article's claims beside others: the job, from what it reads to what it stores.

Beside one another and the desk's other articles, for what can't be true together; and beside all that is
known to be checked already.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from claims.models import Article, Claim
from factcheck.evidence import consistency
from factcheck.evidence.contradictions import Contradiction
from factcheck.matching import find as known
from factcheck.matching import services as matching
from factcheck.matching.find import Found, Read
from factcheck.matching.models import KnownFactCheck
from factcheck.publication.models import Publication
from factcheck.workflow.statuses import ENDED
from jobs import services as jobs
from jobs.endings import Postponed
from jobs.leases import Lease
from jobs.models import Job, Priority

KIND = "compare_claims"
# Of other articles, so many claims are looked at: reading one takes a hundredth of a second.
OTHERS_AT_MOST = 300


def request(article: Article, *, priority: int, by_id: int | None) -> Job:
    return jobs.add(
        kind=KIND,
        key=f"article:{article.pk}",
        payload={"article_id": article.pk},
        about=article.subject,
        priority=max(priority, Priority.PIPELINE),
        by_id=by_id,
    )


@dataclass(frozen=True)
class Compared:
    """What the job found for claims of these words, by number, still to be stored."""

    texts: dict[int, str]
    contradictions: list[Contradiction]
    matches: list[Found]
    read: Read


def find(lease: Lease) -> Compared:
    article = Article.objects.get(pk=lease.payload["article_id"])
    claims = _standing(article)
    read = known.read_unread()
    texts = {claim.pk: claim.text for claim in claims}
    return Compared(
        texts=texts,
        contradictions=consistency.find(claims, _elsewhere(article, claims)),
        matches=known.find(texts, _public(), read=read),
        read=read,
    )


def record(lease: Lease, compared: Compared) -> Postponed | None:
    """Where claims came or changed meanwhile the same job goes on: while it ran no other could be queued."""
    article = Article.objects.get(pk=lease.payload["article_id"])
    claims = _standing(article)
    consistency.record(claims=claims, others=_elsewhere(article, claims), found=compared.contradictions)
    matching.store_vectors(read=compared.read)
    here = {claim.pk for claim in claims}
    matching.suggest(claims=list(here), found=[one for one in compared.matches if one.claim in here])
    if any(compared.texts.get(claim.pk) != claim.text for claim in claims):
        return Postponed(0, _("Claims changed while they were compared."))
    return None


def _standing(article: Article) -> list[Claim]:
    """The claims that the article still makes and nobody set aside."""
    return list(_made(article.claims.all()).order_by("pk"))


def _made(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    made = claims.filter(merged_into=None).exclude(factcheck__state__in=ENDED)
    return made.select_related("speaker", "article")


def _elsewhere(article: Article, claims: list[Claim]) -> list[Claim]:
    """The desk's newest claims of other articles that share a name with these."""
    names = {entity["text"] for claim in claims for entity in claim.entities}
    if not names:
        return []
    shared = reduce(or_, (Q(entities__contains=[{"text": name}]) for name in sorted(names)))
    others = Claim.objects.filter(shared, article__desk=article.desk_id).exclude(article=article)
    return list(_made(others).order_by("-pk")[:OTHERS_AT_MOST])


def _public() -> QuerySet[KnownFactCheck]:
    """Of ours only what readers may see: another desk's work does not exist before."""
    ours = Publication.objects.public().filter(factcheck=OuterRef("factcheck"))
    return KnownFactCheck.objects.standing().filter(Q(factcheck=None) | Exists(ours))
