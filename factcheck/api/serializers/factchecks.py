"""Fact-checks: whose turn it is, and the verdict with who proposed and who signed it off."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.claims import VERIFICATION_STATUSES
from factcheck.api.serializers.shapes import MAX_TEXT_CHARACTERS, Change, Moment, Objects, Sentences
from factcheck.api.serializers.sparse import SparseSerializer
from factcheck.publication.claimreview import claimreview
from factcheck.publication.services import Preview
from factcheck.workflow.models import (
    Comment,
    FactCheck,
    Rating,
    Signoff,
    SignoffDecision,
    SourceChange,
    Verdict,
)
from factcheck.workflow.priority import Importance
from factcheck.workflow.verdict_suggestions import VerdictSuggestion


class RatingSerializer(serializers.ModelSerializer[Rating]):
    scale = serializers.CharField(source="scale.slug", read_only=True)
    scale_version = serializers.IntegerField(source="scale.version", read_only=True)

    class Meta:
        model = Rating
        fields = ["scale", "scale_version", "slug", "label", "family", "value"]


class RatingDefinitionSerializer(RatingSerializer):
    class Meta:
        model = Rating
        fields = [*RatingSerializer.Meta.fields, "definition", "retired"]


class VerdictSerializer(serializers.ModelSerializer[Verdict]):
    rating = RatingSerializer(read_only=True)
    proposed_by = serializers.CharField(source="proposed_by.username", read_only=True)
    signed_off_by = serializers.SerializerMethodField()
    signed_off_at = serializers.SerializerMethodField()

    class Meta:
        model = Verdict
        fields = [
            "rating",
            "conclusion",
            "in_short",
            "reasoning",
            "proposed_by",
            "proposed_at",
            "signed_off",
            "signed_off_by",
            "signed_off_at",
        ]

    @extend_schema_field({"type": ["string", "null"]})
    def get_signed_off_by(self, verdict: Verdict) -> str | None:
        signoff = _standing(verdict)
        return signoff.by.username if signoff else None

    @extend_schema_field({"type": ["string", "null"], "format": "date-time"})
    def get_signed_off_at(self, verdict: Verdict) -> Any:
        signoff = _standing(verdict)
        return serializers.DateTimeField().to_representation(signoff.at) if signoff else None


class SourceChangeSerializer(serializers.ModelSerializer[SourceChange]):
    """at: the capture that shows it; for what is hidden, the first of them. what: the sentence for people."""

    class Meta:
        model = SourceChange
        fields = ["kind", "evidence", "at", "what"]


class FactCheckSerializer(SparseSerializer[FactCheck]):
    url = serializers.HyperlinkedIdentityField(view_name="api:factcheck-detail")
    article = serializers.IntegerField(source="claim.article_id", read_only=True)
    claim_text = serializers.CharField(source="claim.text", read_only=True)
    verification_status = serializers.ChoiceField(choices=VERIFICATION_STATUSES, read_only=True)
    verdict = VerdictSerializer(read_only=True, allow_null=True)
    assignee = serializers.CharField(
        source="assignee.username", default=None, read_only=True, allow_null=True
    )
    source_changes = serializers.SerializerMethodField()
    publication = serializers.SerializerMethodField()

    class Meta:
        model = FactCheck
        fields = [
            "id",
            "url",
            "claim",
            "claim_text",
            "article",
            "state",
            "state_reason",
            "verification_status",
            "verdict",
            "assignee",
            "due_at",
            "importance",
            "waiting_since",
            "source_changed_at",
            "source_changes",
            "publication",
            "updated_at",
        ]

    @extend_schema_field(SourceChangeSerializer(many=True))
    def get_source_changes(self, factcheck: FactCheck) -> Any:
        """Those that nobody settled, the oldest first."""
        unsettled = [one for one in factcheck.source_changes.all() if one.settled_at is None]
        return SourceChangeSerializer(sorted(unsettled, key=lambda one: (one.at, one.pk)), many=True).data

    @extend_schema_field({"type": ["string", "null"]})
    def get_publication(self, factcheck: FactCheck) -> str | None:
        """The slug of what is public now."""
        public = next(iter(factcheck.publications.all()), None)
        return public.slug if public else None


class PreviewSerializer(serializers.Serializer[Any]):
    """What readers will find. Publishing sets its dates and its hash; only your desk sees it."""

    document = serializers.DictField(source="publication.document")
    claim_review = serializers.SerializerMethodField()
    is_stored = serializers.SerializerMethodField()
    missing = Sentences()

    @extend_schema_field({"type": ["object", "null"], "additionalProperties": True})
    def get_claim_review(self, preview: Preview) -> dict[str, Any] | None:
        """schema.org ClaimReview; null while no verdict stands."""
        return claimreview(preview.publication.document) if preview.markup_stands else None

    def get_is_stored(self, preview: Preview) -> bool:
        """It is published and under an embargo: readers find exactly this when that ends."""
        return preview.publication.pk is not None


class FactCheckEdit(Change):
    """What is left out stays. The assignee and who was it read the reason."""

    assignee = serializers.CharField(
        required=False,
        allow_null=True,
        max_length=150,
        label=_("Assignee"),
        help_text=_("The user name of a member of the desk; null: nobody."),
    )
    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=MAX_TEXT_CHARACTERS, label=_("A word of why")
    )
    due_at = Moment(required=False, allow_null=True, label=_("Due"), help_text=_("null: no deadline."))
    importance = serializers.ChoiceField(
        choices=Importance.choices,
        required=False,
        label=_("Importance"),
        help_text=_("1 low, 2 normal, 3 high."),
    )


def _standing(verdict: Verdict) -> Signoff | None:
    """The sign-off that holds, if the verdict is signed off."""
    if not verdict.signed_off:
        return None
    signed = SignoffDecision.SIGNED_OFF
    return next((signoff for signoff in verdict.signoffs.all() if signoff.decision == signed), None)


class VerdictSuggestionSerializer(serializers.ModelSerializer[VerdictSuggestion]):
    """A program's opinion: it moves nothing, and people see whose it is.

    Our own rules name a family, a score and the passages they rest on; other programs a rating and
    a sentence.
    """

    rating = RatingSerializer(read_only=True, allow_null=True)
    passages = Objects(read_only=True)

    class Meta:
        model = VerdictSuggestion
        fields = [
            "id",
            "family",
            "rating",
            "conclusion",
            "reasoning",
            "score",
            "passages",
            "suggested_by",
            "at",
            "lapsed_at",
        ]


class VerdictSuggestionInput(serializers.Serializer[Any]):
    rating = serializers.SlugField(
        label=_("Rating"), help_text=_("The slug of a rating of the scale in use: see ratings/.")
    )
    conclusion = serializers.CharField(max_length=MAX_TEXT_CHARACTERS, label=_("Conclusion"))
    reasoning = serializers.CharField(
        required=False, allow_blank=True, max_length=MAX_TEXT_CHARACTERS, label=_("Reasoning")
    )


class CommentSerializer(serializers.ModelSerializer[Comment]):
    by = serializers.CharField(source="by.username", read_only=True)

    class Meta:
        model = Comment
        fields = ["id", "by", "text", "at"]


class CommentInput(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=MAX_TEXT_CHARACTERS, label=_("Comment"))
