"""The desk's unfinished claims: who has them and by when, to be narrowed, sorted and picked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.models import FactCheck
from factcheck.web.newsroom.acts import Refusal
from factcheck.web.newsroom.inbox import rows_of
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.workflow.priority import most_urgent_first, overdue
from factcheck.workflow.statuses import UNFINISHED, State

ROWS_A_PAGE = 25
SOON = timedelta(hours=24)
WHOSE = {"": _("Everyone’s"), "mine": _("Mine"), "nobodys": _("Nobody’s"), "others": _("Others’")}
WHEN = {
    "": _("Any"),
    "overdue": _("Overdue"),
    "soon": _("Overdue or due within a day"),
    "with": _("With a deadline"),
    "without": _("Without a deadline"),
}
STATES = {
    "": _("Being checked"),
    State.SUGGESTED.value: _("Suggested"),
    State.RETURNED.value: _("Returned"),
    State.IN_REVIEW.value: _("In review"),
    "any": _("Any that is unfinished"),
}
SORTS = {"": _("Most urgent first"), "due": _("By deadline"), "waiting": _("Longest waiting first")}


@require_safe
@login_required
def claim_list(request: PersonsRequest) -> HttpResponse:
    return draw_list(request)


def draw_list(request: PersonsRequest, *, refusal: Refusal | None = None) -> HttpResponse:
    """refusal: of an act on several that was just refused; the list is then shown without filters."""
    asked = request.GET if refusal is None else QueryDict()
    now = timezone.now()
    page = Paginator(_found(request.user, asked, now), ROWS_A_PAGE).get_page(asked.get("page"))
    context = {
        "page": page,
        "rows": rows_of(page, now=now),
        "selects": [
            ("whose", _("Whose"), WHOSE.items(), asked.get("whose", "")),
            ("when", _("Deadline"), WHEN.items(), asked.get("when", "")),
            ("state", _("State"), STATES.items(), asked.get("state", "")),
            ("sort", _("Order"), SORTS.items(), asked.get("sort", "")),
        ],
        "is_filtered": any(asked.get(name) for name in ("whose", "when", "state")),
        "here": request.get_full_path() if refusal is None else reverse("claims"),
        "refusal": refusal,
    }
    status = refusal.status if refusal else None
    return render(request, "factcheck/newsroom/claims.html", context, status=status)


def _found(user: User, asked: QueryDict, now: datetime) -> QuerySet[FactCheck]:
    found = (
        FactCheck.objects.at_desks(desk_ids_of(user))
        .at_hand()
        .filter(
            _of_whom(user, asked.get("whose")),
            _by_when(asked.get("when"), now),
            _in_state(asked.get("state")),
            claim__merged_into=None,
        )
    )
    return found.order_by(*_order(asked.get("sort"), now))


def _of_whom(user: User, whose: str | None) -> Q:
    conditions = {
        "mine": Q(assignee=user),
        "nobodys": Q(assignee=None),
        "others": Q(assignee__isnull=False) & ~Q(assignee=user),
    }
    return conditions.get(whose or "", Q())


def _by_when(when: str | None, now: datetime) -> Q:
    conditions = {
        "overdue": overdue(now),
        "soon": Q(due_at__lt=now + SOON),
        "with": Q(due_at__isnull=False),
        "without": Q(due_at=None),
    }
    return conditions.get(when or "", Q())


def _in_state(state: str | None) -> Q:
    if state in (State.SUGGESTED, State.RETURNED, State.IN_REVIEW):
        return Q(state=state)
    return Q(state__in=UNFINISHED if state == "any" else UNFINISHED - {State.SUGGESTED})


def _order(sort: str | None, now: datetime) -> tuple[Any, ...]:
    orders: dict[str, tuple[Any, ...]] = {
        "due": (F("due_at").asc(nulls_last=True), "pk"),
        "waiting": ("waiting_since", "pk"),
    }
    return orders.get(sort or "", most_urgent_first(now))
