"""Whose it is, by when, how much it matters: and what is done when somebody is away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.accounts.policies import is_member_of
from factcheck.exceptions import FactcheckError, Incomplete, NotAllowed, Stale
from factcheck.notices.events import Event
from factcheck.notices.models import Notice
from factcheck.notices.services import record
from factcheck.workflow import policies
from factcheck.workflow.models import Assignment, FactCheck
from factcheck.workflow.priority import Importance
from factcheck.workflow.statuses import OWNERS, UNFINISHED, Owner, State

# Who has a day left can still do something about it.
REMIND_BEFORE = timedelta(hours=24)


@dataclass(frozen=True)
class Plan:
    """By when a claim should be decided, None: no deadline; and how much it matters to readers."""

    due_at: datetime | None
    importance: int


@transaction.atomic
def assign(*, factcheck: FactCheck, to: User | None, by: User, reason: str = "") -> FactCheck:
    """Whose it is; None: nobody's. Who gets it is told, and who had it; nobody, when nothing changes.

    Raises NotAllowed when that person is not of the desk, Incomplete("assignee") when they are away.
    """
    policies.check_can_work(factcheck, by)
    before = _locked(factcheck).assignee
    if before == to:
        return factcheck
    if to is not None:
        _check_can_take(factcheck, to)
    Assignment.objects.create(factcheck=factcheck, to=to, by=by, reason=reason.strip())
    factcheck.assignee = to
    factcheck.save(update_fields=["assignee", "updated_at"])
    for event, person in ((Event.UNASSIGNED, before), (Event.ASSIGNED, to)):
        if person is not None:
            record(event=event, factcheck=factcheck, by=by, words=reason.strip(), people=[person])
    return factcheck


@transaction.atomic
def hand_over(
    *, had: Mapping[FactCheck, int | None], to: User | None, by: User, reason: str = ""
) -> list[FactCheck]:
    """Give several claims, or one, to a person, or to nobody: all of them or none. Returns them.

    had: the id of who had each when that was decided. Raises Stale when somebody else has one since, and
    what assign() raises.
    """
    for factcheck, holder_id in sorted(had.items(), key=lambda one: one[0].pk):
        _check_still_with(_locked(factcheck), holder_id)
        assign(factcheck=factcheck, to=to, by=by, reason=reason)
    return list(had)


@transaction.atomic
def hand_back(*, to: Mapping[FactCheck, User | None], of: User | None, by: User) -> None:
    """Take a handing over to `of` back: each claim to whom it was before. Raises as hand_over() does."""
    for factcheck, person in to.items():
        hand_over(had={factcheck: of.pk if of else None}, to=person, by=by)


@transaction.atomic
def take(*, factcheck: FactCheck, by: User) -> FactCheck:
    """Whoever begins with what is nobody's has it, for the others to see. Raises NotAllowed."""
    policies.check_can_work(factcheck, by)
    if FactCheck.objects.filter(pk=factcheck.pk, assignee=None).update(
        assignee=by, updated_at=timezone.now()
    ):
        Assignment.objects.create(factcheck=factcheck, to=by, by=by)
        factcheck.assignee = by
    return factcheck


@transaction.atomic
def reassign_all(*, of: User, to: User, by: User, reason: str = "") -> tuple[int, list[str]]:
    """Hand over what one person has unfinished, where `by` is a reviewer: for an absence.

    Returns how many were handed over, and why the others were not.
    """
    done, refused = 0, []
    for factcheck in FactCheck.objects.filter(assignee=of, state__in=UNFINISHED).order_by("pk"):
        try:
            policies.check_can_reassign(factcheck, by)
            assign(factcheck=factcheck, to=to, by=by, reason=reason)
        except FactcheckError as refusal:
            refused.append(str(refusal))
        else:
            done += 1
    return done, refused


def set_due(*, factcheck: FactCheck, due_at: datetime | None, by: User) -> FactCheck:
    """By when it should be decided. Raises NotAllowed."""
    policies.check_can_work(factcheck, by)
    factcheck.due_at = due_at
    factcheck.save(update_fields=["due_at", "updated_at"])
    return factcheck


def set_importance(*, factcheck: FactCheck, importance: int, by: User) -> FactCheck:
    """How much it matters to readers. Raises NotAllowed, Incomplete("importance")."""
    policies.check_can_work(factcheck, by)
    if importance not in Importance.values:
        raise Incomplete(_("Choose how important it is."), field="importance")
    factcheck.importance = importance
    factcheck.save(update_fields=["importance", "updated_at"])
    return factcheck


@transaction.atomic
def plan(*, plans: Mapping[FactCheck, Plan], by: User) -> None:
    """Deadline and importance of several claims, or one: all of them or none. Raises as the two above do."""
    for factcheck, wanted in sorted(plans.items(), key=lambda one: one[0].pk):
        now = _locked(factcheck)
        if now.due_at != wanted.due_at:
            set_due(factcheck=factcheck, due_at=wanted.due_at, by=by)
        if now.importance != wanted.importance:
            set_importance(factcheck=factcheck, importance=wanted.importance, by=by)


@transaction.atomic
def remind_of_deadlines(*, now: datetime) -> int:
    """Tell whose turn it is, once a deadline, that it is near or has passed. Returns how many."""
    told = Notice.objects.filter(
        factcheck=OuterRef("pk"), event=Event.DEADLINE_NEAR, at__gte=OuterRef("remind_from")
    )
    near = (
        FactCheck.objects.at_hand()
        .filter(state__in=UNFINISHED, due_at__lte=now + REMIND_BEFORE, claim__merged_into=None)
        .annotate(remind_from=F("due_at") - REMIND_BEFORE)
        .exclude(Exists(told))
        .select_related("claim__article__created_by", "assignee")
    )
    for factcheck in near:
        record(event=Event.DEADLINE_NEAR, factcheck=factcheck, by=None, people=whose_turn(factcheck))
    return len(near)


def whose_turn(factcheck: FactCheck) -> Collection[User]:
    """The assignee; else the desk's reviewers when it is theirs, else who handed the article in."""
    article = factcheck.claim.article
    if factcheck.assignee is not None:
        return [factcheck.assignee]
    if OWNERS[State(factcheck.state)] == Owner.REVIEWER:
        return list(User.objects.filter(memberships__desk=article.desk_id, memberships__role=Role.REVIEWER))
    return [article.created_by] if article.created_by else []


def _locked(factcheck: FactCheck) -> FactCheck:
    """The row as it is now, until the transaction ends nobody else's to change."""
    return FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)


def _check_still_with(factcheck: FactCheck, holder_id: int | None) -> None:
    if factcheck.assignee_id == holder_id:
        return
    if factcheck.assignee is None:
        raise Stale(_("“{claim}” is nobody’s now. Look again.").format(claim=factcheck.claim.text))
    raise Stale(
        _("{name} has “{claim}” now. Look again, and decide anew.").format(
            name=factcheck.assignee.name, claim=factcheck.claim.text
        )
    )


def _check_can_take(factcheck: FactCheck, to: User) -> None:
    if not is_member_of(to, factcheck.claim.article.desk_id):
        raise NotAllowed(_("{name} is not a member of this desk.").format(name=to.name))
    if to.is_absent(on=timezone.localdate()):
        raise Incomplete(
            _("{name} is away until {day}. Choose somebody else.").format(name=to.name, day=to.absent_until),
            field="assignee",
        )
