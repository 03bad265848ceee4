"""How the API describes itself (OpenAPI 3.1): its tokens, and its problems on every route."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from factcheck.api.problems import CONTENT_TYPE
from factcheck.api.serializers.shapes import ProblemSerializer

EVERYWHERE = ("400", "401", "403", "404")
WRITES = {"POST": ("409", "413", "415")}


class TokenScheme(OpenApiAuthenticationExtension):
    """drf-spectacular finds it by its base class."""

    target_class = "factcheck.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "fct_…"}


class ProblemSchema(AutoSchema):
    """Adds the problems that any request can end in."""

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Any:
        responses = super()._get_response_bodies(direction)
        for status in (*EVERYWHERE, *WRITES.get(self.method, ())):
            if status not in responses:
                responses[status] = self._get_response_for_code(ProblemSerializer, status, [CONTENT_TYPE])
        return responses
