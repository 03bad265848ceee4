"""Whom an event concerns when nobody is named: those whose work it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from factcheck.accounts.models import Membership, Role, User
from factcheck.notices.events import Event

if TYPE_CHECKING:
    from factcheck.workflow.models import FactCheck

# Who acts knows, and nobody else waits for it: a row each would bury the others.
NOBODY = {Event.CLAIM_OPENED, Event.CLAIM_DISMISSED, Event.SNAPSHOT_CLEARED}
# The one who is mentioned, assigned (or no longer) or reminded is named by the act.
NAMED = {Event.MENTIONED, Event.ASSIGNED, Event.UNASSIGNED, Event.DEADLINE_NEAR}
# What waits for a sign-off, or for an answer to a reader: any reviewer of the desk may act.
WAITS_FOR_SIGN_OFF = {Event.PROPOSED, Event.UNDONE}
WAITS_FOR_AN_ANSWER = {Event.REPORTED}


def people_concerned(event: Event, factcheck: FactCheck) -> set[int]:
    """Ids of those whose work it is, and of the desk's reviewers where it waits for one; nobody for NOBODY's
    and NAMED.
    """
    if event in NOBODY | NAMED:
        return set()
    if event in WAITS_FOR_AN_ANSWER:
        return _reviewers(factcheck)
    if event in WAITS_FOR_SIGN_OFF:
        return _reviewers(factcheck) | _whose_work(factcheck)
    return _whose_work(factcheck)


def _whose_work(factcheck: FactCheck) -> set[int]:
    """The assignee, and who proposed what stands now."""
    proposers = factcheck.verdicts.filter(Q(is_current=True) | Q(signed_off=True))
    people = set(proposers.values_list("proposed_by_id", flat=True))
    return people | ({factcheck.assignee_id} if factcheck.assignee_id else set())


def _reviewers(factcheck: FactCheck) -> set[int]:
    """Of the desk; an administrator who is of it may review there, too."""
    of_desk = Membership.objects.filter(desk_id=factcheck.claim.article.desk_id)
    reviewing = of_desk.filter(Q(role=Role.REVIEWER) | Q(user__is_superuser=True))
    return set(reviewing.values_list("user_id", flat=True))


def who_may_know(ids: set[int], *, desk_id: int) -> QuerySet[User]:
    """Of these people, those who still work at the desk: nobody else hears of its drafts."""
    members = Q(memberships__desk_id=desk_id) | Q(is_superuser=True)
    return User.objects.filter(members, pk__in=ids, is_active=True).distinct()
