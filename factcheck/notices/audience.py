"""Whom an event concerns when nobody is named: those whose work it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from factcheck.accounts.models import User
from factcheck.notices.events import Event

if TYPE_CHECKING:
    from factcheck.workflow.models import FactCheck

# Who acts knows, and nobody else waits for it: a row each would bury the others.
NOBODY = {Event.CLAIM_OPENED, Event.CLAIM_DISMISSED}
# The one who is mentioned, assigned or reminded is named by the act.
NAMED = {Event.MENTIONED, Event.ASSIGNED, Event.DEADLINE_NEAR}


def people_concerned(event: Event, factcheck: FactCheck) -> set[int]:
    """Ids of the assignee and of who proposed what stands now; empty for NOBODY's and NAMED."""
    if event in NOBODY | NAMED:
        return set()
    proposers = factcheck.verdicts.filter(Q(is_current=True) | Q(signed_off=True))
    people = set(proposers.values_list("proposed_by_id", flat=True))
    return people | ({factcheck.assignee_id} if factcheck.assignee_id else set())


def who_may_know(ids: set[int], *, desk_id: int) -> QuerySet[User]:
    """Of these people, those who still work at the desk: nobody else hears of its drafts."""
    members = Q(memberships__desk_id=desk_id) | Q(is_superuser=True)
    return User.objects.filter(members, pk__in=ids, is_active=True).distinct()
