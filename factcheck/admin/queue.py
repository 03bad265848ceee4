"""The reviewers' list: its tabs, filters, order and counts, with as many queries for ten rows as for many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Article
from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.admin.access import person_of
from factcheck.evidence.models import Decision, Evidence, Stance
from factcheck.publication.models import ErrorReport
from factcheck.workflow.models import FactCheck, Rating, Verdict
from factcheck.workflow.statuses import State

TAB = "tab"
NEEDS_SIGN_OFF = "needs_sign_off"
# What a filter offers; the address may name any other.
ARTICLES_OFFERED = 15
# Digits of the largest number that the database takes as a key.
LONGEST_NUMBER = 18
WAITING_HOURS = {"4": gettext_lazy("4 hours"), "24": gettext_lazy("1 day"), "72": gettext_lazy("3 days")}


@dataclass(frozen=True)
class Tab:
    label: str
    count: int
    address: str
    current: bool


def tab_conditions(user: User) -> dict[str, Q]:
    """What each tab holds, for this person."""
    return {
        NEEDS_SIGN_OFF: Q(state=State.IN_REVIEW),
        "mine": Q(assignee=user) & ~Q(state__in=[State.PUBLISHED, State.DISMISSED, State.DROPPED]),
        "to_publish": Q(state=State.SIGNED_OFF),
        "returned": Q(state=State.RETURNED),
        "source_changed": Q(source_changed_at__isnull=False),
        "reported": Q(Exists(ErrorReport.objects.unsettled().filter(publication__factcheck=OuterRef("pk")))),
        "published": Q(state__in=[State.PUBLISHED, State.CORRECTING, State.WITHDRAWN]),
        "all": Q(),
    }


def tabs(request: HttpRequest, factchecks: QuerySet[FactCheck]) -> list[Tab]:
    """The tabs with their counts, in one query."""
    labels = {
        NEEDS_SIGN_OFF: _("Needs sign-off"),
        "mine": _("Mine"),
        "to_publish": _("Ready to publish"),
        "returned": _("Returned"),
        "source_changed": _("Source changed"),
        "reported": _("Reported errors"),
        "published": _("Published"),
        "all": _("All"),
    }
    conditions = tab_conditions(person_of(request))
    counts = factchecks.order_by().aggregate(
        **{name: Count("pk", filter=condition) for name, condition in conditions.items()}
    )
    current = request.GET.get(TAB) or ("" if "state__exact" in request.GET else NEEDS_SIGN_OFF)
    return [
        Tab(label=label, count=counts[name], address=f"?{TAB}={name}", current=name == current)
        for name, label in labels.items()
    ]


def with_columns(factchecks: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
    """All that a row shows: joined, prefetched or counted, never asked for row by row."""
    current = Verdict.objects.filter(is_current=True).select_related("rating", "proposed_by")
    return (
        factchecks.select_related("claim__article", "claim__speaker", "assignee")
        .prefetch_related(Prefetch("verdicts", queryset=current, to_attr="current_verdicts"))
        .annotate(
            supporting=_count(stance_accepted=Stance.SUPPORTS),
            contradicting=_count(stance_accepted=Stance.CONTRADICTS),
            unjudged=_count(decision=Decision.SUGGESTED),
        )
    )


def _count(**wanted: str) -> Coalesce:
    rows = Evidence.objects.filter(claim=OuterRef("claim_id"), **wanted).order_by().values("claim")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), Value(0))


def waited(since: datetime, now: datetime) -> str:
    """2 d 4 h, 3 h 20 min, 12 min: as exact as a queue needs."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    days, hours = divmod(minutes // 60, 24)
    if days:
        return _("{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes % 60)
    return _("{minutes} min").format(minutes=minutes)


def _number(value: str | None) -> int | None:
    """The row's number that an address names; None for anything else."""
    return int(value) if value and value.isdecimal() and len(value) <= LONGEST_NUMBER else None


class TabFilter(admin.SimpleListFilter):
    """Drawn above the list; the first tab is the one a reviewer comes for."""

    title = gettext_lazy("tab")
    parameter_name = TAB
    template = "admin/factcheck/factcheck/tab_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in tab_conditions(person_of(request))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
        conditions = tab_conditions(person_of(request))
        default = "all" if "state__exact" in request.GET else NEEDS_SIGN_OFF
        return queryset.filter(conditions.get(self.value() or default, Q()))


class ProposedRatingFilter(admin.SimpleListFilter):
    title = gettext_lazy("proposed verdict")
    parameter_name = "rating"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        ratings = Rating.objects.filter(Q(scale__is_default=True) | Q(verdicts__is_current=True)).distinct()
        return [(str(rating.pk), rating.label) for rating in ratings]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
        number = _number(self.value())
        return queryset.filter(verdicts__is_current=True, verdicts__rating_id=number) if number else queryset


class WaitingFilter(admin.SimpleListFilter):
    title = gettext_lazy("waiting over")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(hours, str(label)) for hours, label in WAITING_HOURS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
        if self.value() not in WAITING_HOURS:
            return queryset
        return queryset.filter(waiting_since__lte=timezone.now() - timedelta(hours=int(self.value() or 0)))


class PersonFilter(admin.SimpleListFilter):
    """People of the reviewer's own desks; NOBODY finds what has nobody."""

    NOBODY = "none"
    condition: str  # the lookup from a fact-check to the person

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        people = (
            User.objects.filter(desks__in=desk_ids_of(person_of(request))).distinct().order_by("first_name")
        )
        return [(str(person.pk), person.name) for person in people]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
        number = _number(self.value())
        return queryset.filter(**{self.condition: number}) if number else queryset


class AssigneeFilter(PersonFilter):
    title = gettext_lazy("assignee")
    parameter_name = "assignee"
    condition = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(self.NOBODY, _("Nobody")), *super().lookups(request, model_admin)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
        if self.value() == self.NOBODY:
            return queryset.filter(assignee=None)
        return super().queryset(request, queryset)


class ProposerFilter(PersonFilter):
    title = gettext_lazy("proposer")
    parameter_name = "proposer"

    def queryset(self, request: HttpRequest, queryset: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
        number = _number(self.value())
        return (
            queryset.filter(verdicts__is_current=True, verdicts__proposed_by=number) if number else queryset
        )


class ArticleFilter(admin.SimpleListFilter):
    """The newest articles with something in review, and the one that the address names."""

    title = gettext_lazy("article")
    parameter_name = "article"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        wanted = Q(claims__factcheck__state=State.IN_REVIEW)
        named = _number(self.value())
        if named:
            wanted |= Q(pk=named)
        articles = Article.objects.filter(wanted, desk__in=desk_ids_of(person_of(request))).distinct()
        return [(str(article.pk), article.title) for article in articles[:ARTICLES_OFFERED]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
        number = _number(self.value())
        return queryset.filter(claim__article_id=number) if number else queryset
