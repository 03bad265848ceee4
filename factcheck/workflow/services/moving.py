"""Whose turn it is: the only place that changes a state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim
from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete
from factcheck.notices.audience import WAITS_FOR_SIGN_OFF
from factcheck.notices.events import Event
from factcheck.notices.services import record, wait_no_longer
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
def move(
    *,
    factcheck: FactCheck,
    to: State,
    event: Event,
    by: User,
    reason: str = "",
    held_until: datetime | None = None,
) -> FactCheck:
    """Change the state of a fact-check, under a lock on its row, and record it. Raises TransitionDenied.

    Who may do it is the caller's question; what may follow what is answered here. event: what those who
    are told of it read; held_until: the embargo before which nobody outside is.
    """
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    check_transition(locked, to)
    if locked.state == State.IN_REVIEW:
        wait_no_longer(factcheck=locked, events=WAITS_FOR_SIGN_OFF)
    locked.state, locked.state_reason, locked.waiting_since = to, reason, timezone.now()
    locked.row_version += 1
    locked.save(update_fields=["state", "state_reason", "waiting_since", "row_version", "updated_at"])
    factcheck.refresh_from_db(fields=["state", "state_reason", "waiting_since", "row_version", "updated_at"])
    record(event=event, factcheck=locked, by=by, words=reason, held_until=held_until)
    return factcheck


@transaction.atomic
def open_factchecks(
    *, claims: Sequence[Claim], state: State = State.SUGGESTED, by: User | None = None
) -> None:
    """A case for every claim that has none: suggested for the machine's, open for a person's own.

    by: whose own they are; that somebody took them on is then recorded.
    """
    known = set(FactCheck.objects.filter(claim__in=claims).values_list("claim_id", flat=True))
    added = [FactCheck(claim_id=claim.pk, state=state) for claim in claims if claim.pk not in known]
    FactCheck.objects.bulk_create(added, ignore_conflicts=True)
    if by is not None:
        for factcheck in FactCheck.objects.filter(claim__in=[one.claim_id for one in added]):
            record(event=Event.CLAIM_OPENED, factcheck=factcheck, by=by)


@transaction.atomic
def open_factcheck(*, factcheck: FactCheck, by: User) -> FactCheck:
    """Take a suggested claim on. Raises NotAllowed, TransitionDenied."""
    check_can_open(FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk), by)
    return move(factcheck=factcheck, to=State.OPEN, event=Event.CLAIM_OPENED, by=by)


@transaction.atomic
def reopen(*, factcheck: FactCheck, by: User) -> FactCheck:
    """Take a dismissed or dropped claim on after all. Raises NotAllowed, TransitionDenied."""
    check_can_reopen(FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk), by)
    return move(factcheck=factcheck, to=State.OPEN, event=Event.CLAIM_OPENED, by=by)


def dismiss(*, factcheck: FactCheck, reason: str, by: User) -> FactCheck:
    """Say that a suggested claim is not worth checking. Raises NotAllowed, TransitionDenied, Incomplete."""
    check_can_work(factcheck, by)
    return move(
        factcheck=factcheck,
        to=State.DISMISSED,
        event=Event.CLAIM_DISMISSED,
        by=by,
        reason=_needed(reason),
    )


def drop(*, factcheck: FactCheck, reason: str, by: User) -> FactCheck:
    """Stop checking an open claim. Raises NotAllowed, TransitionDenied, Incomplete."""
    check_can_drop(factcheck, by)
    return move(
        factcheck=factcheck,
        to=State.DROPPED,
        event=Event.CLAIM_DROPPED,
        by=by,
        reason=_needed(reason),
    )


def _needed(reason: str) -> str:
    if not reason.strip():
        raise Incomplete(_("Write why, so that others can follow it."), field="reason")
    return reason.strip()
