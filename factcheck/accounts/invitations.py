"""Invitations: a signed link that says who may join which desk, in which role, and who invited them."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.policies import is_reviewer_at

SALT = "invitation"
LASTS_SECONDS = 7 * 24 * 3600
# Back ends that send nothing: what is mailed stays in a log, or nowhere.
SENDS_NOTHING = ("console", "dummy", "filebased")


@dataclass(frozen=True)
class Invited:
    """What the link says. by_id: who invited; None when it was made at the command line."""

    email: str
    desk_id: int
    role: str
    by_id: int | None = None
    is_administrator: bool = False


def make_token(invited: Invited) -> str:
    return signing.dumps(asdict(invited), salt=SALT, compress=True)


def read_token(token: str) -> Invited | None:
    """None when it was changed, or is older than a week."""
    try:
        return Invited(**signing.loads(token, salt=SALT, max_age=LASTS_SECONDS))
    except signing.BadSignature:
        return None


def still_stands(invited: Invited) -> bool:
    """Whether who invited may still do so: else whoever leaves could have invited themselves before."""
    if invited.by_id is None:
        return True
    by = User.objects.filter(pk=invited.by_id, is_active=True).first()
    return by is not None and is_reviewer_at(by, invited.desk_id)


def mail_is_sent() -> bool:
    """Whether this instance has a mail server at all."""
    return settings.EMAIL_BACKEND.split(".")[-2] not in SENDS_NOTHING


def who_invited_whom(one: User, other: User) -> str:
    """The sentence that tells of it; "" when neither invited the other.

    Who signs off somebody they invited themselves may be one person under two names: it has to be seen.
    """
    for host, guest in ((one, other), (other, one)):
        if guest.invited_by_id == host.pk:
            return _("{host} invited {guest} to this newsroom.").format(host=host.name, guest=guest.name)
    return ""
