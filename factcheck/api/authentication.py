"""Bearer tokens: who calls, and by which door the audit says it came."""

from __future__ import annotations

import pghistory
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from factcheck.accounts.models import User
from factcheck.integrations.models import ApiToken
from factcheck.integrations.services import find_token

KEYWORD = "bearer"


class TokenAuthentication(BaseAuthentication):
    """Authorization: Bearer fct_… acts as the token's owner, within the token's scopes."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        keyword, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if keyword.lower() != KEYWORD:
            return None
        return self.of_secret(secret)

    def of_secret(self, secret: str) -> tuple[User, ApiToken]:
        """The token and its owner. Raises AuthenticationFailed."""
        token = find_token(secret.strip())
        if token is None:
            raise AuthenticationFailed(
                _("This token is unknown, revoked or expired. Create a new one in Settings, Tokens.")
            )
        # The request's context was opened before the person was known; for a read there is none.
        pghistory.context(by=token.owner_id, door=f"api:{token.name}")
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'
