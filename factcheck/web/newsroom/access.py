"""What a person may see: another desk's work does not exist for them (404), pages are everybody's."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from claims.models import Article, Claim
from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.evidence.policies import read_by
from factcheck.models import Contradiction, Evidence, KnownMatch
from jobs.models import Job
from sources.models import Source

ARTICLE_SUBJECT = "article:"


def articles_of(user: User) -> QuerySet[Article]:
    return Article.objects.filter(desk_id__in=desk_ids_of(user))


def claims_of(user: User) -> QuerySet[Claim]:
    return Claim.objects.filter(article__desk_id__in=desk_ids_of(user))


def article_for(user: User, pk: int) -> Article:
    """Raises Http404 when it is not there for this person."""
    return get_object_or_404(articles_of(user).select_related("desk", "created_by", "put_away_by"), pk=pk)


def claim_for(user: User, pk: int) -> Claim:
    """The claim with its article and case. Raises Http404."""
    related = ("article__desk", "factcheck", "speaker")
    claim = get_object_or_404(claims_of(user).select_related(*related), pk=pk)
    if not hasattr(claim, "factcheck"):
        raise Http404
    return claim


def evidence_for(user: User, pk: int) -> Evidence:
    """Raises Http404."""
    seen = Evidence.objects.filter(claim__article__desk_id__in=desk_ids_of(user))
    return get_object_or_404(
        seen.select_related("claim__article", "claim__factcheck", "snapshot__source"), pk=pk
    )


def sources_of(user: User) -> QuerySet[Source]:
    return Source.objects.filter(read_by(user))


def source_for(user: User, pk: int) -> Source:
    """Raises Http404."""
    return get_object_or_404(sources_of(user).select_related("publisher", "added_by"), pk=pk)


def contradiction_for(user: User, pk: int) -> Contradiction:
    """Raises Http404."""
    seen = Contradiction.objects.filter(claim__article__desk_id__in=desk_ids_of(user))
    return get_object_or_404(seen.select_related("claim__article", "other__article"), pk=pk)


def match_for(user: User, pk: int) -> KnownMatch:
    """Raises Http404."""
    seen = KnownMatch.objects.filter(claim__article__desk_id__in=desk_ids_of(user))
    return get_object_or_404(seen.select_related("claim__article", "known"), pk=pk)


def job_for(user: User, pk: int) -> Job:
    """A job that the person asked for, or that serves an article of their desks. Raises Http404."""
    job = get_object_or_404(Job, pk=pk)
    if user.is_superuser or job.by_id == user.pk or _serves(job, user):
        return job
    raise Http404


def articles_by_subject(user: User, jobs: list[Job]) -> dict[str, Any]:
    """The articles that these jobs serve, by `about`, as far as the person may see them."""
    ids = [number for job in jobs if (number := _article_id(job)) is not None]
    return {article.subject: article for article in articles_of(user).filter(pk__in=ids)}


def _serves(job: Job, user: User) -> bool:
    article_id = _article_id(job)
    return article_id is not None and articles_of(user).filter(pk=article_id).exists()


def _article_id(job: Job) -> int | None:
    number = job.about.removeprefix(ARTICLE_SUBJECT)
    return int(number) if job.about.startswith(ARTICLE_SUBJECT) and number.isdigit() else None
