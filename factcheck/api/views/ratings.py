"""The ratings of the scale in use, for anyone."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework.mixins import ListModelMixin
from rest_framework.permissions import AllowAny

from factcheck.api.serializers.factchecks import RatingDefinitionSerializer
from factcheck.api.views.resource import Resource
from factcheck.workflow.models import Rating


class RatingViews(ListModelMixin, Resource):
    """What a verdict can say here, in the scale's order, and retired ratings, which old ones keep.

    Needs no token.
    """

    permission_classes = [AllowAny]
    queryset = Rating.objects.none()
    serializer_class = RatingDefinitionSerializer
    filter_backends = []
    pagination_class = None

    def rows(self) -> QuerySet[Rating]:
        return Rating.objects.filter(scale__is_default=True).select_related("scale").order_by("order")
