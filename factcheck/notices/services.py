"""The one door to notices: record what happened, tell the people, announce it to the outside."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.notices.audience import people_concerned, who_may_know
from factcheck.notices.events import Event
from factcheck.notices.models import InboxEntry, Notice
from jobs import services as jobs

# A notice queues its own job as it is written; one that is unannounced for longer lost it.
LOST_AFTER_SECONDS = 60
DUE_AT_ONCE = 500

if TYPE_CHECKING:
    from factcheck.workflow.models import FactCheck


@transaction.atomic
def record(
    *,
    event: Event,
    factcheck: FactCheck,
    by: User | None,
    words: str = "",
    people: Collection[User] | None = None,
    held_until: datetime | None = None,
) -> Notice:
    """Write down what happened, in the transaction of the act, with an inbox entry for whom it concerns.

    by: who did it, and is not told of it; None when nobody did. people: who is told; None: whom the event
    concerns by itself. held_until: the end of an embargo; the newsroom knows at once, nobody outside does.
    """
    notice = Notice.objects.create(
        event=event, factcheck=factcheck, by=by, words=words, held_until=held_until
    )
    ids = people_concerned(event, factcheck) if people is None else {person.pk for person in people}
    told = who_may_know(ids - {by.pk if by else None}, desk_id=factcheck.claim.article.desk_id)
    InboxEntry.objects.bulk_create([InboxEntry(notice=notice, person=person) for person in told])
    if held_until is None or held_until <= timezone.now():
        _queue(notice)
    return notice


@transaction.atomic
def announce_due() -> int:
    """Queue what an embargo held back and now may leave, or what a lost job left. Returns how many."""
    lost = Q(at__lt=timezone.now() - timedelta(seconds=LOST_AFTER_SECONDS))
    due = list(
        Notice.objects.leaving().filter(Q(held_until__isnull=False) | lost).order_by("pk")[:DUE_AT_ONCE]
    )
    for notice in due:
        _queue(notice)
    return len(due)


def hold(*, factcheck: FactCheck, until: datetime | None) -> None:
    """Move the embargo of what is still held back; None lifts it."""
    held = Notice.objects.filter(factcheck=factcheck, announced_at=None, held_until__isnull=False)
    held.update(held_until=until)


def mark_announced(notice: Notice) -> bool:
    """Say that it left the newsroom. False when it had before: a job may run twice."""
    return bool(Notice.objects.leaving().filter(pk=notice.pk).update(announced_at=Now()))


def _queue(notice: Notice) -> None:
    """Nobody asked for this job: it is in no person's list."""
    jobs.add(kind="announce", key=f"notice:{notice.pk}", payload={"notice_id": notice.pk})
