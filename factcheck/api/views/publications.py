"""Published fact-checks, for anyone."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.permissions import AllowAny

from factcheck.api.filters import PublicationFilters
from factcheck.api.serializers.publications import PublicationDetailSerializer, PublicationSerializer
from factcheck.api.views.resource import ReadableResource
from factcheck.publication.models import Publication


class Withdrawn(APIException):
    """It was public once; the newsroom withdrew it and says why."""

    status_code = status.HTTP_410_GONE
    default_code = "withdrawn"


class PublicationViews(ReadableResource):
    """What readers find, newest first; needs no token."""

    permission_classes = [AllowAny]
    queryset = Publication.objects.none()
    serializer_class = PublicationSerializer
    detail_serializer_class = PublicationDetailSerializer
    filterset_class = PublicationFilters
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def rows(self) -> QuerySet[Publication]:
        publications = Publication.objects.select_related("rating__scale")
        return publications.newest_visible() if self.detail else publications.public()

    def get_object(self) -> Publication:
        """The newest version. Raises Withdrawn with the newsroom's reason."""
        publication: Publication = super().get_object()
        if publication.withdrawn_at is not None:
            raise Withdrawn(_("Withdrawn: {reason}").format(reason=publication.withdrawal_reason))
        return publication
