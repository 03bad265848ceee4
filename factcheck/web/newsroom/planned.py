"""What lists and cards say of who has a claim and by when, and who may be given it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.services import people_at
from factcheck.models import FactCheck
from factcheck.web.newsroom.acts import Refusal
from factcheck.web.newsroom.planning_forms import HandOver, PlanOfOne
from factcheck.workflow.priority import is_overdue
from factcheck.workflow.statuses import IN_WORK, UNFINISHED, State


@dataclass(frozen=True)
class Due:
    """A deadline that still matters; is_over: it has passed. zone: the desk's, by whose clocks it is told."""

    at: datetime
    is_over: bool
    zone: tzinfo


def due_of(factcheck: FactCheck, *, now: datetime) -> Due | None:
    """None without a deadline, and when nobody has anything to do any more."""
    if factcheck.due_at is None or factcheck.state not in UNFINISHED:
        return None
    return Due(
        factcheck.due_at,
        is_over=is_overdue(due_at=factcheck.due_at, state=factcheck.state, now=now),
        zone=factcheck.claim.article.desk.zone,
    )


def whose(factcheck: FactCheck) -> str:
    """Who has it, for those who might begin with it too; "" for nobody, or when it is done."""
    if factcheck.assignee is None or factcheck.state not in UNFINISHED:
        return ""
    is_checked = factcheck.state in IN_WORK - {State.SUGGESTED}
    words = _("{name} checks it") if is_checked else _("{name} has it")
    return words.format(name=factcheck.assignee.name)


@dataclass(frozen=True)
class Planning:
    """What an open card offers about whose the claim is and by when it is due.

    may_take: by one button; may_take_over: from somebody else, who is named before it happens.
    """

    holder: User | None
    may_take: bool
    may_take_over: bool
    hand_over: HandOver
    plan: PlanOfOne


def planning_of(factcheck: FactCheck, *, user: User, refusal: Refusal | None) -> Planning | None:
    """None when nobody has anything to do about it any more. refusal: of the act that was just refused."""
    if factcheck.state not in UNFINISHED:
        return None
    typed = refusal.values if refusal else {}
    holder = factcheck.assignee
    return Planning(
        holder=holder,
        # Who checks a suggested claim takes it by that.
        may_take=holder is None and factcheck.state != State.SUGGESTED,
        may_take_over=holder not in (None, user),
        hand_over=HandOver(
            typed if refusal and refusal.act == "hand_over" else None,
            people=people_at([factcheck.claim.article.desk_id]),
            me=user,
        ),
        plan=PlanOfOne(
            typed if refusal and refusal.act == "plan" else None,
            zone=factcheck.claim.article.desk.zone,
            initial={"due_at": factcheck.due_at, "importance": factcheck.importance},
        ),
    )
