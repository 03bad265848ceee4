"""Another e-mail address for a person: a signed link that only the new address gets."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core import signing

from factcheck.accounts.models import User

SALT = "email-change"
LASTS_SECONDS = 24 * 3600


@dataclass(frozen=True)
class EmailChange:
    """What the link says: whose address, what it was when they asked, and what it shall be."""

    person_id: int
    before: str
    email: str


def make_token(person: User, email: str) -> str:
    return signing.dumps(asdict(EmailChange(person.pk, person.email, email)), salt=SALT, compress=True)


def read_token(token: str, *, person: User) -> EmailChange | None:
    """None when it was changed, is older than a day, is somebody else's, or was used or overtaken since."""
    try:
        change = EmailChange(**signing.loads(token, salt=SALT, max_age=LASTS_SECONDS))
    except signing.BadSignature:
        return None
    still_so = (change.person_id, change.before) == (person.pk, person.email)
    return change if still_so and not is_taken(change.email) else None


def is_taken(email: str) -> bool:
    """By whomever: capitals make no other address."""
    return User.objects.filter(email__iexact=email).exists()
