"""What a person may see. Another desk's work does not exist for its neighbours, on any route."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from claims.models import Article, Claim, ClaimQuerySet
from factcheck.accounts.models import Desk, User
from factcheck.accounts.policies import desk_ids_of
from factcheck.evidence.models import Evidence, Lead
from factcheck.workflow.models import FactCheck, FactCheckQuerySet
from jobs.models import Job
from sources.models import Snapshot, Source, Subscription, SubscriptionItem


def desks(user: User) -> QuerySet[Desk]:
    return Desk.objects.filter(pk__in=desk_ids_of(user))


def articles(user: User) -> QuerySet[Article]:
    return Article.objects.filter(desk_id__in=desk_ids_of(user))


def claims(user: User) -> ClaimQuerySet:
    return Claim.objects.filter(article__desk_id__in=desk_ids_of(user))


def evidence(user: User) -> QuerySet[Evidence]:
    return Evidence.objects.filter(claim__article__desk_id__in=desk_ids_of(user))


def factchecks(user: User) -> FactCheckQuerySet:
    return FactCheck.objects.at_desks(desk_ids_of(user))


def sources(user: User) -> QuerySet[Source]:
    """Sources belong to no desk, but what a desk reads tells what it works on: so one sees the sources
    that are read for one's desks' claims, those one added, and those of the library, which is everybody's."""
    return (
        Source.objects.all() if user.is_superuser else Source.objects.filter(_read_by(user, "pk", "added_by"))
    )


def snapshots(user: User) -> QuerySet[Snapshot]:
    """Snapshots of the sources that this person sees."""
    if user.is_superuser:
        return Snapshot.objects.all()
    return Snapshot.objects.filter(_read_by(user, "source_id", "source__added_by"))


def jobs(user: User) -> QuerySet[Job]:
    """One's own, and those that serve an article of one's desks."""
    subject = Concat(Value("article:"), Cast("pk", CharField()))
    subjects = articles(user).order_by().annotate(served_as=subject).values("served_as")
    return Job.objects.filter(Q(by=user) | Q(about__in=subjects))


def _read_by(user: User, source: str, added_by: str) -> Q:
    leads = Lead.objects.filter(source=OuterRef(source), claim__article__desk_id__in=desk_ids_of(user))
    followed = Subscription.objects.filter(source=OuterRef(source))
    listed = SubscriptionItem.objects.filter(source=OuterRef(source))
    return Q(Exists(leads)) | Q(**{added_by: user}) | Q(Exists(followed)) | Q(Exists(listed))
