"""Evidence: listed by claim, suggested; judging it is for people."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import rows, visible
from factcheck.api.filters import EvidenceFilters
from factcheck.api.idempotency import idempotent
from factcheck.api.serializers.evidence import EvidenceInput, EvidenceSerializer
from factcheck.api.views.resource import ReadableResource
from factcheck.evidence.models import Evidence
from factcheck.integrations.suggestions import suggest_evidence


class EvidenceViews(ReadableResource):
    """Passages that bear on your desks' claims, newest first."""

    queryset = Evidence.objects.none()
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilters

    def rows(self) -> QuerySet[Evidence]:
        return rows.evidence(visible.evidence(self.person))

    @extend_schema(request=EvidenceInput, responses={201: EvidenceSerializer})
    @idempotent
    def create(self, request: Request) -> Response:
        """Suggest a passage. The same passage again is not suggested twice, nor is a judgement touched."""
        given = self.body(EvidenceInput)
        claim = get_object_or_404(visible.claims(self.person), pk=given.pop("claim"))
        snapshot = get_object_or_404(visible.snapshots(self.person), pk=given.pop("snapshot"))
        suggested = suggest_evidence(
            claim=claim, snapshot=snapshot, by=self.person, token=self.token, **given
        )
        return self.created(self.get_serializer(suggested))
