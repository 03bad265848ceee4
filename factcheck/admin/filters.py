"""The filters of the reviewers' list. A value that makes no sense filters nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Article
from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.admin.access import person_of
from factcheck.admin.flags import CONDITIONS, Flag
from factcheck.admin.queue import NEEDS_SIGN_OFF, TAB, row_number, tab_conditions
from factcheck.workflow.models import FactCheck, Rating
from factcheck.workflow.priority import Band, in_band
from factcheck.workflow.statuses import State

# What a filter offers; the address may name any other.
ARTICLES_OFFERED = 15
WAITING_HOURS = {"4": gettext_lazy("4 hours"), "24": gettext_lazy("1 day"), "72": gettext_lazy("3 days")}


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
        number = row_number(self.value())
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
        number = row_number(self.value())
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
        number = row_number(self.value())
        return (
            queryset.filter(verdicts__is_current=True, verdicts__proposed_by=number) if number else queryset
        )


class ArticleFilter(admin.SimpleListFilter):
    """The newest articles with something in review, and the one that the address names."""

    title = gettext_lazy("article")
    parameter_name = "article"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        wanted = Q(claims__factcheck__state=State.IN_REVIEW)
        named = row_number(self.value())
        if named:
            wanted |= Q(pk=named)
        articles = Article.objects.filter(wanted, desk__in=desk_ids_of(person_of(request))).distinct()
        return [(str(article.pk), article.title) for article in articles[:ARTICLES_OFFERED]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
        number = row_number(self.value())
        return queryset.filter(claim__article_id=number) if number else queryset


class FlagFilter(admin.SimpleListFilter):
    title = gettext_lazy("flag")
    parameter_name = "flag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(flag.value, str(flag.label)) for flag in Flag]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
        value = self.value() or ""
        return queryset.filter(CONDITIONS[Flag(value)](timezone.now())) if value in Flag.values else queryset


class PriorityFilter(admin.SimpleListFilter):
    title = gettext_lazy("priority")
    parameter_name = "priority"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(band.value, str(band.label)) for band in Band]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(in_band(Band(value), at=timezone.now())) if value in Band.values else queryset


class LanguageFilter(admin.SimpleListFilter):
    title = gettext_lazy("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        articles = Article.objects.filter(desk__in=desk_ids_of(person_of(request))).exclude(language="")
        return [(code, code) for code in sorted(set(articles.values_list("language", flat=True)))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
        return queryset.filter(claim__article__language=self.value()) if self.value() else queryset
