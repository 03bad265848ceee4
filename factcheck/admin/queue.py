"""The reviewers' list: its tabs, order and counts, with as many queries for ten rows as for many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.admin.access import person_of
from factcheck.admin.flags import flag_annotations
from factcheck.evidence.models import Decision, Evidence, Stance
from factcheck.publication.models import ErrorReport
from factcheck.workflow.models import FactCheck, FactCheckQuerySet, Verdict
from factcheck.workflow.statuses import ENDED, State

TAB = "tab"
NEEDS_SIGN_OFF = "needs_sign_off"
# Digits of the largest number that the database takes as a key.
LONGEST_NUMBER = 18


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
        "mine": Q(assignee=user) & ~Q(state__in=[State.PUBLISHED, *ENDED]),
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


def with_columns(factchecks: FactCheckQuerySet, *, now: datetime) -> FactCheckQuerySet:
    """All that a row shows: joined, prefetched or counted, never asked for row by row."""
    current = Verdict.objects.filter(is_current=True).select_related("rating", "proposed_by")
    return (
        factchecks.select_related("claim__article__desk", "claim__speaker", "assignee")
        .prefetch_related(Prefetch("verdicts", queryset=current, to_attr="current_verdicts"))
        .annotate(
            supporting=_count(stance_accepted=Stance.SUPPORTS),
            contradicting=_count(stance_accepted=Stance.CONTRADICTS),
            unjudged=_count(decision=Decision.SUGGESTED),
            **flag_annotations(now),
        )
        .with_priority(at=now)
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


def row_number(value: str | None) -> int | None:
    """The row's number that an address names; None for anything else."""
    return int(value) if value and value.isdecimal() and len(value) <= LONGEST_NUMBER else None
