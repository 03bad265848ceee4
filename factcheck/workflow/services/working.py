"""The work around a verdict: wording, assignment, deadline, talk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from claims import services as claims
from factcheck.accounts.models import User
from factcheck.accounts.policies import is_member_of
from factcheck.exceptions import Incomplete, NotAllowed, Stale
from factcheck.notices.events import Event
from factcheck.workflow import policies
from factcheck.workflow.models import Assignment, Comment, FactCheck
from factcheck.workflow.services.deciding import void_sign_off
from factcheck.workflow.services.moving import move
from factcheck.workflow.statuses import State


@transaction.atomic
def edit_wording(*, factcheck: FactCheck, text: str, by: User, row_version: int | None = None) -> FactCheck:
    """Change what is checked; a sign-off of the old wording is void.

    row_version: the version the person saw; Stale when it is no longer the newest. Raises NotAllowed,
    TransitionDenied, BadClaim.
    """
    locked = FactCheck.objects.select_for_update().get(pk=factcheck.pk)
    policies.check_can_edit(locked, by)
    if row_version is not None and row_version != locked.row_version:
        raise Stale(_("Someone else changed this claim in the meantime. Compare, then save again."))
    claims.edit_claim(claim=locked.claim, text=text, by=by)
    change_what_is_checked(locked, by=by)
    factcheck.refresh_from_db()
    return factcheck


def change_what_is_checked(locked: FactCheck, *, by: User) -> None:
    """After an edit, under a lock on the row: who saw it before is told, and a sign-off is void."""
    FactCheck.objects.filter(pk=locked.pk).update(row_version=F("row_version") + 1)
    if locked.state == State.SIGNED_OFF:
        void_sign_off(locked)
        move(factcheck=locked, to=State.OPEN, event=Event.VOIDED, by=by)


@transaction.atomic
def assign(*, factcheck: FactCheck, to: User | None, by: User) -> FactCheck:
    """Whose it is; None: nobody's. Raises NotAllowed when that person is not of the desk."""
    policies.check_can_work(factcheck, by)
    if to is not None and not is_member_of(to, factcheck.claim.article.desk_id):
        raise NotAllowed(_("{name} is not a member of this desk.").format(name=to.name))
    Assignment.objects.create(factcheck=factcheck, to=to, by=by)
    factcheck.assignee = to
    factcheck.save(update_fields=["assignee", "updated_at"])
    return factcheck


def set_due(*, factcheck: FactCheck, due_at: datetime | None, by: User) -> FactCheck:
    """By when it should be decided. Raises NotAllowed."""
    policies.check_can_work(factcheck, by)
    factcheck.due_at = due_at
    factcheck.save(update_fields=["due_at", "updated_at"])
    return factcheck


def comment(*, factcheck: FactCheck, text: str, by: User) -> Comment:
    """Say something about it to the desk. Raises NotAllowed, Incomplete."""
    policies.check_can_work(factcheck, by)
    if not text.strip():
        raise Incomplete(_("Write a comment first."), field="text")
    return Comment.objects.create(factcheck=factcheck, by=by, text=text.strip())
