"""Who calls, as Google's clients tell it: by an API key, which is a token of ours, or as a bearer."""

from __future__ import annotations

from rest_framework.request import Request

from factcheck.accounts.models import User
from factcheck.api.authentication import TokenAuthentication
from factcheck.integrations.models import ApiToken

PARAMETER = "key"
HEADER = "X-Goog-Api-Key"


class KeyAuthentication(TokenAuthentication):
    """`key=fct_…` in the query, the header X-Goog-Api-Key, or Authorization: Bearer."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        secret = request.query_params.get(PARAMETER) or request.headers.get(HEADER)
        return self.of_secret(secret) if secret else super().authenticate(request)
