"""The one door to tokens: create, revoke, find."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete, NotAllowed
from factcheck.integrations.models import ApiToken, Scope

# Tells a leaked secret for what it is, to people and to scanners.
SECRET_PREFIX = "fct_"  # noqa: S105
# 256 bits: nobody guesses it, so an unsalted hash is enough.
SECRET_BYTES = 32
# What a list shows, so that a person knows which is which.
SHOWN_CHARACTERS = 12
# How exact “last used” is; a write at every request would cost more than the request.
USE_NOTED_EVERY = timedelta(minutes=1)


def create_token(
    *, owner: User, name: str, scopes: Sequence[str], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """The token and its secret, which is kept nowhere and can't be shown again. Raises Incomplete."""
    if not name.strip():
        raise Incomplete(_("Name the token: where will it be used?"), field="name")
    if expires_at is not None and expires_at <= timezone.now():
        raise Incomplete(
            _("The token must expire in the future. Choose a later day, or none."), field="expires_at"
        )
    secret = SECRET_PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    token = ApiToken.objects.create(
        owner=owner,
        name=name.strip()[:100],
        prefix=secret[:SHOWN_CHARACTERS],
        sha256=_sha256(secret),
        scopes=_known(scopes),
        expires_at=expires_at,
    )
    return token, secret


def revoke_token(*, token: ApiToken, by: User) -> ApiToken:
    """From now on it opens nothing. Raises NotAllowed; revoking twice keeps the first moment."""
    if not (by.is_superuser or token.owner_id == by.pk):
        raise NotAllowed(_("Only its owner or an administrator can revoke a token."))
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    return token


def find_token(secret: str) -> ApiToken | None:
    """The live token of a secret, with its owner; None when unknown, revoked, expired or its owner left."""
    now = timezone.now()
    unexpired = Q(expires_at=None) | Q(expires_at__gt=now)
    live = ApiToken.objects.filter(unexpired, revoked_at=None, owner__is_active=True)
    token = live.select_related("owner").filter(sha256=_sha256(secret)).first()
    if token is not None:
        _note_use(token, now)
    return token


def _note_use(token: ApiToken, now: datetime) -> None:
    if token.last_used_at is None or token.last_used_at <= now - USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def _known(scopes: Sequence[str]) -> list[str]:
    unknown = [scope for scope in scopes if scope not in Scope.values]
    if unknown or not scopes:
        raise Incomplete(
            _("Choose at least one scope out of {scopes}.").format(scopes=", ".join(Scope.values)),
            field="scopes",
        )
    return [scope for scope in Scope.values if scope in scopes]


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
