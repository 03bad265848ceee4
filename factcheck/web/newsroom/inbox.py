"""What waits for a person, one next action a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.models import Article, Claim
from factcheck.accounts.models import Role, User
from factcheck.accounts.policies import desk_ids_of
from factcheck.models import FactCheck
from factcheck.publication.models import ErrorReport
from factcheck.web.newsroom import loading
from factcheck.web.newsroom.access import articles_of
from factcheck.web.newsroom.cards import Standing, counts_of, standing_of
from factcheck.web.newsroom.next_action import next_action
from factcheck.web.newsroom.notices import entries_of
from factcheck.web.newsroom.planned import Due, due_of, whose
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.workflow.statuses import State

ROWS_A_PAGE = 25
QUEUE = "/admin/factcheck/factcheck/"


@dataclass(frozen=True)
class Row:
    """A claim that waits: where it stands and what is next.

    withdrawn_because: why the check that it is joined with was withdrawn, if it was.
    """

    factcheck: FactCheck
    standing: Standing
    action: str
    whose: str
    due: Due | None
    withdrawn_because: str = ""


@dataclass(frozen=True)
class Waiting:
    """What waits for reviewers: in words, and where, with what that place is called."""

    words: str
    label: str
    address: str


@require_safe
@login_required
def inbox(request: PersonsRequest) -> HttpResponse:
    tabs = _tabs(request.user)
    tab = _chosen(tabs, request.GET.get("tab", ""))
    page = Paginator(tab["rows"], ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs,
        "tab": tab,
        "page": page,
        "rows": list(page) if tab["slug"] in ("suggested", "notices") else rows_of(page, now=timezone.now()),
        "reviewing": _reviewing(request.user),
        "is_new": not any(one["count"] for one in tabs) and not articles_of(request.user).exists(),
    }
    return render(request, "factcheck/newsroom/inbox.html", context)


def _chosen(tabs: list[dict[str, Any]], slug: str) -> dict[str, Any]:
    """The tab of the address, else the first that holds something."""
    asked = (one for one in tabs if one["slug"] == slug)
    return next(asked, None) or next((one for one in tabs if one["count"]), tabs[0])


def waiting_for(user: User) -> int:
    """The count beside the inbox: what is this person's turn, and what they have not read."""
    return yours(user).count() + returned_to(user).count() + entries_of(user).unread().count()


def yours(user: User) -> QuerySet[FactCheck]:
    """Claims to check that are assigned to the person, or nobody's in an article they added."""
    open_ones = Q(state__in=[State.OPEN, State.CORRECTING])
    given = Q(assignee=user) & (open_ones | Q(state=State.SUGGESTED))
    return _at_desks(user).filter(given | (Q(assignee=None, claim__article__created_by=user) & open_ones))


def returned_to(user: User) -> QuerySet[FactCheck]:
    mine = Q(assignee=user) | Q(verdicts__is_current=True, verdicts__proposed_by=user)
    return _at_desks(user).filter(mine, state=State.RETURNED).distinct()


def with_changed_sources(user: User) -> QuerySet[FactCheck]:
    """Of the whole desk: whoever sees it first can look."""
    return _at_desks(user).filter(pk__in=FactCheck.objects.with_changed_sources())


def joined_with_withdrawn(user: User) -> QuerySet[FactCheck]:
    """Claims that have no verdict, since the other article's check that is theirs was withdrawn."""
    cases = FactCheck.objects.at_desks(desk_ids_of(user)).at_hand()
    elsewhere = cases.exclude(claim__merged_into__article=F("claim__article"))
    return elsewhere.filter(claim__merged_into__factcheck__state=State.WITHDRAWN)


def with_suggestions(user: User) -> QuerySet[Article]:
    """Articles with claims that nobody decided to check, the most check-worthy first."""
    suggested = Q(claims__factcheck__state=State.SUGGESTED, claims__merged_into=None)
    return (
        articles_of(user)
        .filter(put_away_at=None)
        .annotate(
            suggested=Count("claims", filter=suggested, distinct=True),
            worthiest=Max("claims__checkworthiness", filter=suggested),
        )
        .filter(suggested__gt=0)
        .order_by("-worthiest", "-pk")
    )


def _tabs(user: User) -> list[dict[str, Any]]:
    lists: list[tuple[str, Any, QuerySet[Any]]] = [
        ("yours", _("Yours"), yours(user).order_by(F("due_at").asc(nulls_last=True), "waiting_since")),
        ("returned", _("Returned to you"), returned_to(user).order_by("waiting_since")),
        ("suggested", _("Suggested"), with_suggestions(user)),
        ("changed", _("Sources changed"), with_changed_sources(user).order_by("source_changed_at")),
    ]
    if (left := joined_with_withdrawn(user)).exists():
        lists.append(("withdrawn", _("Check withdrawn"), left.order_by("-claim__merged_into", "pk")))
    told = entries_of(user)
    tabs = [
        {"slug": slug, "label": label, "rows": rows, "count": rows.count()} for slug, label, rows in lists
    ]
    return [*tabs, {"slug": "notices", "label": _("Notices"), "rows": told, "count": told.unread().count()}]


def rows_of(page: Any, *, now: datetime) -> list[Row]:
    """A page of fact-checks as the rows of a list, in as many queries for many as for one."""
    ids = [factcheck.pk for factcheck in page]
    found = loading.factchecks_with_verdicts(FactCheck.objects.filter(pk__in=ids)).in_bulk()
    claims = {
        claim.factcheck.pk: claim
        for claim in loading.counted(_claims(ids)).select_related("factcheck", "merged_into__factcheck")
    }
    return [_row(found[pk], claims[pk], now) for pk in ids]


def _row(factcheck: FactCheck, claim: Claim, now: datetime) -> Row:
    return Row(
        factcheck=factcheck,
        standing=standing_of(factcheck),
        action=_action(factcheck, claim),
        whose=whose(factcheck),
        due=due_of(factcheck, now=now),
        withdrawn_because=check.state_reason if (check := _withdrawn_check(claim)) else "",
    )


def _withdrawn_check(claim: Claim) -> FactCheck | None:
    check = claim.merged_into.factcheck if claim.merged_into else None
    return check if check and check.state == State.WITHDRAWN else None


def _action(factcheck: FactCheck, claim: Claim) -> str:
    if _withdrawn_check(claim):
        return gettext("Separate, or check anew")
    if factcheck.source_changed_at is not None:
        return gettext("See what changed")
    return next_action(factcheck.state, counts_of(claim))


def _claims(factcheck_ids: list[int]) -> QuerySet[Claim]:
    return Claim.objects.filter(factcheck__in=factcheck_ids)


def _reviewing(user: User) -> list[Waiting]:
    """For reviewers: what waits for a sign-off, for publication, or because readers report an error."""
    if not (user.is_superuser or user.memberships.filter(role=Role.REVIEWER).exists()):
        return []
    reports = ErrorReport.objects.unsettled().filter(publication__factcheck=OuterRef("pk"))
    counts = _at_desks(user).aggregate(
        in_review=Count("pk", filter=Q(state=State.IN_REVIEW)),
        signed_off=Count("pk", filter=Q(state=State.SIGNED_OFF)),
        reported=Count("pk", filter=Q(Exists(reports))),
    )
    words = {
        "in_review": (
            ngettext(
                "One claim waits for a sign-off.", "{n} claims wait for a sign-off.", counts["in_review"]
            ),
            gettext("Open the queue"),
            QUEUE,
        ),
        "signed_off": (
            ngettext(
                "One signed-off claim waits to be published.",
                "{n} signed-off claims wait to be published.",
                counts["signed_off"],
            ),
            gettext("Ready to publish"),
            f"{QUEUE}?tab=to_publish",
        ),
        "reported": (
            ngettext(
                "Readers report an error in one check.",
                "Readers report errors in {n} checks.",
                counts["reported"],
            ),
            gettext("Reported errors"),
            f"{QUEUE}?tab=reported",
        ),
    }
    return [
        Waiting(sentence.format(n=counts[name]), label, address)
        for name, (sentence, label, address) in words.items()
        if counts[name]
    ]


def _at_desks(user: User) -> QuerySet[FactCheck]:
    return FactCheck.objects.at_desks(desk_ids_of(user)).at_hand().filter(claim__merged_into=None)
