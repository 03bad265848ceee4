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
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.accounts.models import User
from factcheck.api.factchecktools.authentication import KeyAuthentication
from factcheck.api.factchecktools.errors import NotSupported, as_google
from factcheck.api.factchecktools.markup import MarkupPageInput
from factcheck.api.factchecktools.parameters import (
    ImageParameters,
    NoParameters,
    PageParameters,
    SearchParameters,
    next_token,
    read_page_parameters,
    read_parameters,
)
from factcheck.api.factchecktools.shapes import found, listed, page_shape
from factcheck.api.pagination import LONGEST_NUMBER
from factcheck.api.parsing import BoundedJSONParser
from factcheck.api.scopes import NeedsScope
from factcheck.api.throttles import CallerRate
from factcheck.api.views.resource import CACHING
from factcheck.integrations.models import MarkupPage, Scope
from factcheck.integrations.pages import create_page, delete_page, pages_of, update_page
from factcheck.integrations.search import Wanted, search

DISCOVERY = Path(__file__).parent / "discovery.json"


class FactCheckTools(APIView):
    """What the routes have in common: keys, rates, Google's errors. Its schema is the discovery document."""

    authentication_classes = [KeyAuthentication]
    permission_classes = [AllowAny]
    throttle_classes = [CallerRate]
    parser_classes = [BoundedJSONParser]
    schema = None

    @property
    def person(self) -> User:
        """The owner of the token; routes that write let nobody else through."""
        return self.request.user  # type: ignore[return-value]

    def handle_exception(self, exc: Exception) -> Response:
        return as_google(super().handle_exception(exc))

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        for name, value in CACHING.items():
            response.headers.setdefault(name, value)
        return super().finalize_response(request, response, *args, **kwargs)


class ClaimSearch(FactCheckTools):
    """claims:search"""

    def get(self, request: Request) -> Response:
        asked = read_page_parameters(request, SearchParameters)
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


class Pages(FactCheckTools):
    """pages: list and create"""

    permission_classes = [NeedsScope]
    write_scope = Scope.IMPORTS_WRITE

    def get(self, request: Request) -> Response:
        asked = read_page_parameters(request, PageParameters)
        start, size = asked["start"], asked["pageSize"]
        rows = list(pages_of(url=asked["url"], site=asked["organization"])[start : start + size + 1])
        following = next_token(asked, start=start + size) if len(rows) > size else ""
        return Response(listed(rows[:size], following))

    def post(self, request: Request) -> Response:
        read_parameters(request, NoParameters)
        markup = _markup(request)
        return Response(page_shape(create_page(markup=markup, by=self.person)))


class Page(FactCheckTools):
    """pages: get, update and delete"""

    permission_classes = [NeedsScope]
    write_scope = Scope.IMPORTS_WRITE

    def get(self, request: Request, pk: int) -> Response:
        read_parameters(request, NoParameters)
        return Response(page_shape(_page(pk)))

    def put(self, request: Request, pk: int) -> Response:
        read_parameters(request, NoParameters)
        page, version = _page(pk), request.data.get("versionId") if isinstance(request.data, dict) else None
        if not str(version).isdecimal() or len(str(version)) > LONGEST_NUMBER:
            raise ValidationError({"versionId": [_("Read the page first, and send the versionId it has.")]})
        markup = _markup(request, name=f"pages/{pk}")
        written = update_page(page=page, markup=markup, version=int(str(version)), by=self.person)
        return Response(page_shape(written))

    def delete(self, request: Request, pk: int) -> Response:
        read_parameters(request, NoParameters)
        delete_page(page=_page(pk), by=self.person)
        return Response({})


def _page(pk: int) -> MarkupPage:
    page = MarkupPage.objects.filter(pk=pk).first()
    if page is None:
        raise NotFound(_("There is no page of this name."))
    return page


def _markup(request: Request, *, name: str = "") -> dict[str, Any]:
    """The body in its shape, without what the server adds. Raises ValidationError."""
    shape = MarkupPageInput(data=request.data)
    shape.is_valid(raise_exception=True)
    markup: dict[str, Any] = shape.validated_data
    named = markup.pop("name", "")
    markup.pop("versionId", None)
    if named and name and named != name:
        raise ValidationError({"name": [_("The address names another page.")]})
    return markup


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
