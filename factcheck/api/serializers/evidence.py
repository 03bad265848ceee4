"""Passages: what was suggested, and what a person decided."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from factcheck.api.serializers.shapes import MAX_TEXT_CHARACTERS, ExactText, Number, Objects, Offset
from factcheck.api.serializers.sparse import SparseSerializer
from factcheck.evidence.models import Evidence, Lead, Stance


class EvidenceSerializer(SparseSerializer[Evidence]):
    """The stance is a person's; stance_suggested is the machine's or an integration's."""

    url = serializers.HyperlinkedIdentityField(view_name="api:evidence-detail")
    source = serializers.IntegerField(source="snapshot.source_id", read_only=True)  # type: ignore[assignment]
    captured_at = serializers.DateTimeField(source="snapshot.captured_at", read_only=True)
    elements = Objects(read_only=True)
    stance = serializers.CharField(source="stance_accepted", read_only=True)
    rejection_reason = serializers.CharField(read_only=True, help_text=_("Empty unless rejected."))
    decided_by = serializers.CharField(
        source="decided_by.username", default=None, read_only=True, allow_null=True
    )

    class Meta:
        model = Evidence
        fields = [
            "id",
            "url",
            "claim",
            "source",
            "snapshot",
            "captured_at",
            "start",
            "end",
            "exact",
            "prefix",
            "suffix",
            "suggested_by",
            "score",
            "stance_suggested",
            "stance_score",
            "stance_shown",
            "elements",
            "decision",
            "stance",
            "rejection_reason",
            "decided_by",
            "decided_at",
            "created_at",
        ]


class EvidenceInput(serializers.Serializer[Any]):
    """A passage of a snapshot's text, in code points, that bears on a claim."""

    claim = Number(label=_("Claim"))
    snapshot = Number(label=_("Snapshot"))
    start = Offset(label=_("Start"))
    end = Offset(label=_("End"))
    quote = ExactText(max_length=MAX_TEXT_CHARACTERS, label=_("Passage"))
    stance = serializers.ChoiceField(choices=Stance.choices, default=Stance.UNCLEAR, label=_("Stance"))


class LeadSerializer(serializers.ModelSerializer[Lead]):
    """A source worth reading for a claim. rank, snippet: of the search that found it, else null and empty."""

    address = serializers.CharField(source="source.address", read_only=True, allow_null=True)
    title = serializers.CharField(source="source.title", read_only=True)

    class Meta:
        model = Lead
        fields = ["id", "source", "address", "title", "origin", "rank", "snippet", "created_at"]
        read_only_fields = fields
