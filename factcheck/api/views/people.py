"""Who is calling."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.accounts.models import Membership
from factcheck.api.scopes import NeedsPerson
from factcheck.api.serializers.people import WhoAmISerializer
from factcheck.api.views.resource import Resource


class WhoAmIViews(Resource):
    """The person, the desks, and the token with its scopes."""

    permission_classes = [NeedsPerson]
    serializer_class = WhoAmISerializer
    filter_backends: list[Any] = []

    @extend_schema(responses=WhoAmISerializer)
    def retrieve(self, request: Request) -> Response:
        """Works with any token, whatever its scopes."""
        desks = Membership.objects.filter(user=self.person).select_related("desk").order_by("desk__name")
        shown = {"person": self.person, "desks": desks, "token": self.token}
        return Response(self.get_serializer(shown).data)
