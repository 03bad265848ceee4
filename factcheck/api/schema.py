"""How the API describes itself (OpenAPI 3.1): its tokens, and its problems on every route."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from factcheck.api import idempotency, included, preconditions
from factcheck.api.problems import CONTENT_TYPE
from factcheck.api.serializers.shapes import ProblemSerializer

EVERYWHERE = ("400", "401", "403", "404", "429")
WRITES = {"POST": ("409", "413", "415", "422"), "PATCH": ("409", "412", "413", "415", "428")}
CHANGES = {"PATCH": [preconditions.PARAMETER]}


class TokenScheme(OpenApiAuthenticationExtension):
    """drf-spectacular finds it by its base class."""

    target_class = "factcheck.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "fct_…"}


class ProblemSchema(AutoSchema):
    """Adds what every route of a kind takes, and the problems that any request can end in."""

    def get_override_parameters(self) -> list[Any]:
        related = getattr(self.view, "related", None)
        reads = getattr(self.view, "action", "") in ("list", "retrieve")
        narrowing = included.parameters(related) if reads and related is not None else []
        return [*super().get_override_parameters(), *self._headers(), *narrowing]

    def _headers(self) -> list[Any]:
        """A handler that can be repeated says so by its wrapper; every change names what it has seen."""
        handler = getattr(self.view, getattr(self.view, "action", None) or "", None)
        repeatable = getattr(handler, "is_idempotent", False)
        return [idempotency.PARAMETER] if repeatable else CHANGES.get(self.method, [])

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Any:
        responses = super()._get_response_bodies(direction)
        for status in (*EVERYWHERE, *WRITES.get(self.method, ()), *self._own_problems()):
            if status not in responses:
                responses[status] = self._get_response_for_code(ProblemSerializer, status, [CONTENT_TYPE])
        return responses

    def _own_problems(self) -> tuple[str, ...]:
        statuses: tuple[str, ...] = getattr(self.view, "problems", {}).get(
            getattr(self.view, "action", ""), ()
        )
        return statuses
