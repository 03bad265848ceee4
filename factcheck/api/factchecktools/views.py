"""The routes of the Fact Check Tools API, v1alpha1."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.api.factchecktools.authentication import KeyAuthentication
from factcheck.api.factchecktools.errors import NotSupported, as_google
from factcheck.api.factchecktools.parameters import (
    ImageParameters,
    SearchParameters,
    next_token,
    read_parameters,
)
from factcheck.api.factchecktools.shapes import found
from factcheck.api.parsing import BoundedJSONParser
from factcheck.api.throttles import CallerRate
from factcheck.api.views.resource import CACHING
from factcheck.integrations.search import Wanted, search

DISCOVERY = Path(__file__).parent / "discovery.json"


class FactCheckTools(APIView):
    """What the routes have in common: keys, rates, Google's errors. Its schema is the discovery document."""

    authentication_classes = [KeyAuthentication]
    permission_classes = [AllowAny]
    throttle_classes = [CallerRate]
    parser_classes = [BoundedJSONParser]
    schema = None

    def handle_exception(self, exc: Exception) -> Response:
        return as_google(super().handle_exception(exc))

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        for name, value in CACHING.items():
            response.headers.setdefault(name, value)
        return super().finalize_response(request, response, *args, **kwargs)


class ClaimSearch(FactCheckTools):
    """claims:search"""

    def get(self, request: Request) -> Response:
        asked = read_parameters(request, SearchParameters)
        wanted = Wanted(
            query=asked["query"],
            site=asked["reviewPublisherSiteFilter"],
            language=asked["languageCode"],
            max_age_days=asked.get("maxAgeDays"),
        )
        start, size = asked["start"], asked["pageSize"]
        checks = search(wanted, start=start, size=size + 1, now=timezone.now())
        following = next_token(asked, start=start + size) if len(checks) > size else ""
        return Response(found(checks[:size], following))


class ImageSearch(FactCheckTools):
    """claims:imageSearch"""

    def get(self, request: Request) -> NoReturn:
        read_parameters(request, ImageParameters)
        raise NotSupported(_("Searching by image is not supported here. Search by words with claims:search."))


class NoSuchRoute(FactCheckTools):
    """An error in Google's shape instead of a page."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotFound(_("There is no such route. The discovery document lists them: /$discovery/rest."))


@require_safe
def discovery(request: HttpRequest) -> HttpResponse:
    """From which clients build themselves, at the address that they asked."""
    root = request.build_absolute_uri("/")
    return JsonResponse({**_described(), "rootUrl": root, "baseUrl": root, "batchPath": "batch"})


@cache
def _described() -> dict[str, Any]:
    described: dict[str, Any] = json.loads(DISCOVERY.read_text("utf-8"))
    return described
