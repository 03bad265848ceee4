"""What there is under /api/v1/, for anyone."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from factcheck.api.views.resource import Resource

# The lists, by the names of their routes, and where the rest is written.
LISTS = {
    "articles": "api:article-list",
    "claims": "api:claim-list",
    "sources": "api:source-list",
    "library": "api:subscription-list",
    "evidence": "api:evidence-list",
    "fact-checks": "api:factcheck-list",
    "publications": "api:publication-list",
    "ratings": "api:rating-list",
    "webhooks": "api:webhook-list",
    "imports": "api:import-list",
    "jobs": "api:job-list",
    "whoami": "api:whoami",
    "docs": "api-docs",
    "schema": "api-schema",
}
ADDRESSES = {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}


class IndexViews(Resource):
    """Where everything is."""

    permission_classes = [AllowAny]
    filter_backends: list[Any] = []

    @extend_schema(responses={200: ADDRESSES})
    def retrieve(self, request: Request) -> Response:
        """Where each list is, who you are, and where all routes are written down; needs no token."""
        return Response({name: reverse(route, request=request) for name, route in LISTS.items()})
