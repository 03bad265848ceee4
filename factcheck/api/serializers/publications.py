"""What is public: readable by anyone, without a token."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.factchecks import RatingSerializer
from factcheck.api.serializers.sparse import SparseSerializer
from factcheck.publication.claimreview import claimreview
from factcheck.publication.models import Publication
from factcheck.publication.tombstones import tombstone_of


class PublicationSerializer(SparseSerializer[Publication]):
    url = serializers.HyperlinkedIdentityField(view_name="api:publication-detail", lookup_field="slug")
    claim = serializers.CharField(source="claim_text", read_only=True)
    speaker = serializers.CharField(source="speaker_name", read_only=True)
    rating = RatingSerializer(read_only=True)
    conclusion = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()

    class Meta:
        model = Publication
        fields = [
            "slug",
            "url",
            "page",
            "version",
            "claim",
            "speaker",
            "rating",
            "conclusion",
            "correction_note",
            "severity",
            "overtaken_on",
            "overtaken_note",
            "published_at",
        ]

        extra_kwargs = {
            "severity": {"help_text": _("Of the correction, where somebody said so; else empty.")},
            "overtaken_on": {"help_text": _("Since when the rating no longer holds, though it did.")},
        }

    def get_conclusion(self, publication: Publication) -> str:
        return str(publication.document.get("conclusion", ""))

    def get_page(self, publication: Publication) -> str:
        """The page that people read."""
        return str(publication.document.get("url", ""))


class TombstoneSerializer(serializers.Serializer[Any]):
    """What is left of a check that was public: where it was, since when it is not, and why."""

    url = serializers.CharField(help_text=_("The page that told it."))
    claim = serializers.CharField(help_text=_("Empty where the law forbids to repeat it."))
    at = serializers.DateTimeField()
    reason = serializers.CharField()
    by_law = serializers.BooleanField(help_text=_("Taken down; else the newsroom withdrew it."))

    def to_representation(self, instance: Publication) -> dict[str, Any]:
        return dict(super().to_representation(tombstone_of(instance)))


class PublicationDetailSerializer(PublicationSerializer):
    """With the frozen document and its ClaimReview."""

    document = serializers.DictField(read_only=True)
    document_sha256 = serializers.CharField(read_only=True)
    claim_review = serializers.SerializerMethodField()

    class Meta:
        model = Publication
        fields = [*PublicationSerializer.Meta.fields, "document", "document_sha256", "claim_review"]

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_claim_review(self, publication: Publication) -> dict[str, Any]:
        """schema.org ClaimReview, as on the page."""
        return claimreview(publication.document)
