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
from factcheck.notices.mail import people_due
from factcheck.notices.models import InboxEntry, Mail, Notice, NoticePreference
from jobs import services as jobs

# A notice queues its own job as it is written; one that is unannounced for longer lost it.
LOST_AFTER_SECONDS = 60
DUE_AT_ONCE = 500
# What happens within this goes into one letter.
GATHER_SECONDS = 60

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
    told = told.exclude(notice_preference__muted__contains=[event])
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


def mark_read(*, person: User, entry: InboxEntry | None = None) -> int:
    """One entry of a person's inbox, or all of them. Returns how many were unread."""
    unread = InboxEntry.objects.filter(person=person).unread()
    return (unread.filter(pk=entry.pk) if entry else unread).update(read_at=Now())


def wait_no_longer(*, factcheck: FactCheck, events: Collection[Event]) -> int:
    """Somebody acted on what these ask for, so nobody else need read them. Returns how many were unread."""
    asking = InboxEntry.objects.filter(notice__factcheck=factcheck, notice__event__in=events)
    return asking.unread().update(read_at=Now())


def set_preference(*, person: User, mail: str, muted: Collection[Event]) -> NoticePreference:
    """How a person wants to hear of things, and of which events not at all."""
    values = {"mail": mail, "muted": sorted(muted)}
    return NoticePreference.objects.update_or_create(person=person, defaults=values)[0]


def queue_mail_at_once(notice: Notice) -> None:
    """For those whom it concerns and who want to know within minutes."""
    people = User.objects.filter(inbox__in=notice.entries.to_mail(), notice_preference__mail=Mail.AT_ONCE)
    for person in people:
        _queue_mail(person, after_seconds=GATHER_SECONDS)


def queue_due_digests(*, now: datetime) -> int:
    """Queue the daily letters that are due. Returns how many."""
    due = people_due(now=now)
    for person in due:
        _queue_mail(person)
    return len(due)


@transaction.atomic
def record_mailed(*, person: User, entry_ids: Collection[int]) -> bool:
    """Say that a letter told of these entries. Whether another is due: what came while it left is in none."""
    InboxEntry.objects.filter(person=person, pk__in=entry_ids).update(mailed_at=Now())
    NoticePreference.objects.update_or_create(person=person, defaults={"mailed_at": Now()})
    at_once = InboxEntry.objects.to_mail().filter(person__notice_preference__mail=Mail.AT_ONCE)
    return at_once.filter(person=person).exists()


def mark_announced(notice: Notice) -> bool:
    """Say that it left the newsroom. False when it had before: a job may run twice."""
    return bool(Notice.objects.leaving().filter(pk=notice.pk).update(announced_at=Now()))


def _queue(notice: Notice) -> None:
    """Nobody asked for this job: it is in no person's list."""
    jobs.add(kind="announce", key=f"notice:{notice.pk}", payload={"notice_id": notice.pk})


def _queue_mail(person: User, *, after_seconds: float = 0) -> None:
    jobs.add(
        kind="mail_notices",
        key=f"person:{person.pk}",
        payload={"person_id": person.pk},
        after_seconds=after_seconds,
    )
