"""Unread notices as one letter: who gets it when, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from factcheck.accounts.models import User
from factcheck.notices.addresses import address_of
from factcheck.notices.models import InboxEntry, Mail, NoticePreference

# When the daily letter leaves, by the person's own clock: before the morning's conference.
DIGEST_HOUR = 7
# A letter stays readable; what is beyond is counted.
ENTRIES_IN_A_LETTER = 50


@dataclass(frozen=True)
class Letter:
    """One mail to one person, and the entries that it tells of."""

    to: str
    subject: str
    text: str
    entry_ids: tuple[int, ...]


def digest_is_due(*, time_zone: str, last_at: datetime | None, now: datetime) -> bool:
    """Once a day from DIGEST_HOUR on, by the person's clock."""
    here = now.astimezone(ZoneInfo(time_zone))
    sent_today = last_at is not None and last_at.astimezone(ZoneInfo(time_zone)).date() == here.date()
    return here.hour >= DIGEST_HOUR and not sent_today


def people_due(*, now: datetime) -> list[User]:
    """Those with unread notices that no letter told of yet, whose daily letter is due."""
    waiting = InboxEntry.objects.to_mail().values("person")
    people = User.objects.filter(pk__in=waiting, is_active=True).exclude(email="")
    return [person for person in people.select_related("notice_preference") if _is_due(person, now)]


def _is_due(person: User, now: datetime) -> bool:
    preference = preference_of(person)
    return preference.mail == Mail.DAILY and digest_is_due(
        time_zone=person.time_zone, last_at=preference.mailed_at, now=now
    )


def preference_of(person: User) -> NoticePreference:
    """What the person chose; unsaved defaults for who chose nothing."""
    return getattr(person, "notice_preference", None) or NoticePreference(person=person)


def compose(person: User) -> Letter | None:
    """The letter that is due; None when there is nothing to tell any more."""
    waiting = InboxEntry.objects.filter(person=person).to_mail()
    entries = list(waiting.select_related("notice__factcheck__claim__article", "notice__by").order_by("pk"))
    if not entries or not person.email:
        return None
    subject = ngettext("One notice from {newsroom}", "{n} notices from {newsroom}", len(entries))
    return Letter(
        to=person.email,
        subject=subject.format(n=len(entries), newsroom=settings.NEWSROOM["NAME"]),
        text=render_to_string("factcheck/notices/letter.txt", _context(person, entries)),
        entry_ids=tuple(entry.pk for entry in entries),
    )


def send(letter: Letter) -> None:
    """By the configured back end. Raises OSError (SMTPException is one) when the server refuses it."""
    EmailMessage(subject=letter.subject, body=letter.text, to=[letter.to]).send()


def _context(person: User, entries: Sequence[InboxEntry]) -> dict[str, object]:
    address = settings.NEWSROOM["ADDRESS"]
    shown = entries[:ENTRIES_IN_A_LETTER]
    return {
        "person": person,
        "zone": person.time_zone,
        "entries": [(entry.notice, urljoin(address, address_of(entry.notice))) for entry in shown],
        "more": len(entries) - len(shown),
        "inbox": urljoin(address, reverse("inbox")),
        "settings": urljoin(address, reverse("notice-settings")),
        "newsroom": settings.NEWSROOM["NAME"],
    }
