"""What a notice sets off outside the inbox: whoever listens hears of it, once."""

from __future__ import annotations

from factcheck.accounts.models import User
from factcheck.integrations import deliveries
from factcheck.notices import services as notices
from factcheck.notices.mail import Letter
from factcheck.notices.models import Notice
from jobs.leases import Lease


def announce(_lease: Lease, notice: Notice) -> None:
    """In the transaction that ends the job, so that each listener is told exactly once."""
    if notices.mark_announced(notice):
        notices.queue_mail_at_once(notice)
        deliveries.announce(notice)


def record_mailed(lease: Lease, letter: Letter | None) -> None:
    if letter is not None:
        person = User.objects.get(pk=lease.payload["person_id"])
        notices.record_mailed(person=person, entry_ids=letter.entry_ids)
