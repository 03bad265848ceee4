"""What a notice sets off outside the inbox: whoever listens hears of it, once."""

from __future__ import annotations

from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.integrations import deliveries
from factcheck.notices import services as notices
from factcheck.notices.mail import Letter
from factcheck.notices.models import Notice
from jobs.endings import Postponed
from jobs.leases import Lease


def announce(_lease: Lease, notice: Notice) -> None:
    """In the transaction that ends the job, so that each listener is told exactly once."""
    if notices.mark_announced(notice):
        notices.queue_mail_at_once(notice)
        deliveries.announce(notice)


def record_mailed(lease: Lease, letter: Letter | None) -> Postponed | None:
    """Where more came in the meantime the same job goes on: while it ran no other could be queued."""
    if letter is None:
        return None
    person = User.objects.get(pk=lease.payload["person_id"])
    if notices.record_mailed(person=person, entry_ids=letter.entry_ids):
        return Postponed(notices.GATHER_SECONDS, _("More came in while the letter left."))
    return None
