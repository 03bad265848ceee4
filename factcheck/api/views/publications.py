"""Published fact-checks, for anyone."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.filters import PublicationFilters
from factcheck.api.serializers.publications import (
    PublicationDetailSerializer,
    PublicationSerializer,
    TombstoneSerializer,
)
from factcheck.api.views.resource import ReadableResource
from factcheck.publication.models import Publication
from factcheck.publication.tombstones import tombstone_of


class Withdrawn(APIException):
    """It was public once; the newsroom withdrew it and says why."""

    status_code = status.HTTP_410_GONE
    default_code = "withdrawn"


class TakenDown(APIException):
    """The law forbids to show it; the newsroom says as much as it may."""

    status_code = status.HTTP_451_UNAVAILABLE_FOR_LEGAL_REASONS
    default_code = "taken_down"


class PublicationViews(ReadableResource):
    """What readers find, newest first; needs no token."""

    permission_classes = [AllowAny]
    queryset = Publication.objects.none()
    serializer_class = PublicationSerializer
    detail_serializer_class = PublicationDetailSerializer
    filterset_class = PublicationFilters
    lookup_field = "slug"
    lookup_value_converter = "slug"
    problems = {"retrieve": ("410", "451")}

    def rows(self) -> QuerySet[Publication]:
        shown = Publication.objects.newest_visible() if self.detail else Publication.objects.public()
        return shown.select_related("rating__scale", "factcheck").prefetch_related("factcheck__takedowns")

    @extend_schema(responses=TombstoneSerializer(many=True), filters=False)
    @action(detail=False, filterset_class=None)
    def gone(self, request: Request) -> Response:
        """What readers found once and was withdrawn or taken down, newest publication first."""
        gone = Publication.objects.gone().select_related("factcheck")
        return self.listed(gone.prefetch_related("factcheck__takedowns"), TombstoneSerializer)

    def get_object(self) -> Publication:
        """The newest version. Raises Withdrawn or TakenDown with the reason."""
        publication: Publication = super().get_object()
        stone = tombstone_of(publication)
        if stone and stone.by_law:
            raise TakenDown(_("Taken down for legal reasons: {reason}").format(reason=stone.reason))
        if stone:
            raise Withdrawn(_("Withdrawn: {reason}").format(reason=stone.reason))
        return publication
