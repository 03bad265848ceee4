"""What every route has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from rest_framework import status
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer, Serializer
from rest_framework.viewsets import GenericViewSet

from factcheck.accounts.models import User
from factcheck.api.included import FIELDS, INCLUDE, Related, chosen
from factcheck.api.parsing import BoundedJSONParser
from factcheck.api.problems import in_shape
from factcheck.api.schema import ProblemSchema
from factcheck.api.scopes import NeedsScope
from factcheck.api.throttles import CallerRate
from factcheck.integrations.models import ApiToken

# Answers differ by who asks, so no shared cache may keep them; a client's own asks again with its ETag.
CACHING = {"Cache-Control": "private, no-cache"}
READS = {"list", "retrieve"}


@method_decorator(conditional_page, name="dispatch")
class Resource(GenericViewSet[Any]):
    """Scopes, rates, bounded JSON, problems in the schema, and ETags."""

    permission_classes = [NeedsScope]
    throttle_classes = [CallerRate]
    parser_classes = [BoundedJSONParser]
    schema = ProblemSchema()
    lookup_value_converter = "int"
    # The statuses that an action can end in besides those of every route, by action; for the schema.
    problems: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    @property
    def person(self) -> User:
        """Whoever asks: the signed-in person, or the owner of the token."""
        return self.request.user  # type: ignore[return-value]

    @property
    def token(self) -> ApiToken | None:
        """None with a session."""
        return self.request.auth if isinstance(self.request.auth, ApiToken) else None

    def rows(self) -> QuerySet[Any]:
        """What this person may see here."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        """The rows; for the schema, which knows no person, the model alone."""
        return super().get_queryset() if getattr(self, "swagger_fake_view", False) else self.rows()

    def body(self, shape: type[Serializer[Any]]) -> dict[str, Any]:
        """The request's body in this shape. Raises InvalidBody."""
        return in_shape(shape, self.request.data)

    def listed(self, rows: QuerySet[Any], shape: type[BaseSerializer[Any]]) -> Response:
        """A page of rows that hang on the resource."""
        page = self.paginate_queryset(rows)
        serializer = shape(page, many=True, context=self.get_serializer_context())
        return self.get_paginated_response(serializer.data)

    def created(self, serializer: BaseSerializer[Any]) -> Response:
        # DRF's link is a str with more to it; WSGI takes plain ones only.
        headers = {"Location": str(serializer.data["url"])}
        return Response(serializer.data, status.HTTP_201_CREATED, headers=headers)

    def accepted(self, data: Any, *, job: int | None) -> Response:
        """Work goes on in the background: where to see how far it is."""
        headers = {"Location": reverse("api:job-detail", args=[job], request=self.request)} if job else {}
        return Response(data, status.HTTP_202_ACCEPTED, headers=headers)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        for name, value in CACHING.items():
            response.headers.setdefault(name, value)
        return super().finalize_response(request, response, *args, **kwargs)


class ReadableResource(ListModelMixin, RetrieveModelMixin, Resource):
    """A list and its items; a list may show less than an item. Both can be narrowed and widened."""

    detail_serializer_class: type[BaseSerializer[Any]] | None = None
    related: ClassVar[dict[str, Related]] = {}

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        if self.action == "retrieve" and self.detail_serializer_class is not None:
            return self.detail_serializer_class
        return super().get_serializer_class()

    def get_serializer_context(self) -> dict[str, Any]:
        context = dict(super().get_serializer_context())
        if self.action not in READS:
            return context
        return {**context, FIELDS: self._fields(), INCLUDE: self._included()}

    def get_queryset(self) -> QuerySet[Any]:
        rows = super().get_queryset()
        if self.action not in READS or getattr(self, "swagger_fake_view", False):
            return rows
        return rows.prefetch_related(*[related.fetch() for related in self._included().values()])

    def _fields(self) -> list[str]:
        known = self.get_serializer_class().Meta.fields  # type: ignore[attr-defined]
        return chosen(self.request.query_params, FIELDS, known)

    def _included(self) -> dict[str, Related]:
        return {name: self.related[name] for name in chosen(self.request.query_params, INCLUDE, self.related)}
