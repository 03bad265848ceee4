"""Whose turn it is: the only place that changes a state."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim
from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete
from factcheck.workflow.models import FactCheck
from factcheck.workflow.policies import (
    check_can_drop,
    check_can_open,
    check_can_reopen,
    check_can_work,
    check_transition,
)
from factcheck.workflow.statuses import State


@transaction.atomic
def move(*, factcheck: FactCheck, to: State, reason: str = "") -> FactCheck:
    """Change the state of a fact-check, under a lock on its row. Raises TransitionDenied.

    Who may do it is the caller's question; what may follow what is answered here.
    """
    locked = FactCheck.objects.select_for_update().get(pk=factcheck.pk)
    check_transition(locked, to)
    locked.state, locked.state_reason, locked.waiting_since = to, reason, timezone.now()
    locked.row_version += 1
    locked.save(update_fields=["state", "state_reason", "waiting_since", "row_version", "updated_at"])
    factcheck.refresh_from_db(fields=["state", "state_reason", "waiting_since", "row_version", "updated_at"])
    return factcheck


def open_factchecks(*, claims: Sequence[Claim], state: State = State.SUGGESTED) -> None:
    """A case for every claim that has none: suggested for the machine's, open for a person's own."""
    FactCheck.objects.bulk_create(
        [FactCheck(claim_id=claim.pk, state=state) for claim in claims], ignore_conflicts=True
    )


@transaction.atomic
def open_factcheck(*, factcheck: FactCheck, by: User) -> FactCheck:
    """Take a suggested claim on. Raises NotAllowed, TransitionDenied."""
    check_can_open(FactCheck.objects.select_for_update().get(pk=factcheck.pk), by)
    return move(factcheck=factcheck, to=State.OPEN)


@transaction.atomic
def reopen(*, factcheck: FactCheck, by: User) -> FactCheck:
    """Take a dismissed or dropped claim on after all. Raises NotAllowed, TransitionDenied."""
    check_can_reopen(FactCheck.objects.select_for_update().get(pk=factcheck.pk), by)
    return move(factcheck=factcheck, to=State.OPEN)


def dismiss(*, factcheck: FactCheck, reason: str, by: User) -> FactCheck:
    """Say that a suggested claim is not worth checking. Raises NotAllowed, TransitionDenied, Incomplete."""
    check_can_work(factcheck, by)
    return move(factcheck=factcheck, to=State.DISMISSED, reason=_needed(reason))


def drop(*, factcheck: FactCheck, reason: str, by: User) -> FactCheck:
    """Stop checking an open claim. Raises NotAllowed, TransitionDenied, Incomplete."""
    check_can_drop(factcheck, by)
    return move(factcheck=factcheck, to=State.DROPPED, reason=_needed(reason))


def _needed(reason: str) -> str:
    if not reason.strip():
        raise Incomplete(_("Write why, so that others can follow it."), field="reason")
    return reason.strip()
