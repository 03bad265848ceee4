"""Claims, with where they stand, whose turn it is and what was found true."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from claims.models import Claim, ClaimAnchor, ClaimKind, Speaker
from factcheck.api.serializers.shapes import (
    MAX_TEXT_CHARACTERS,
    Change,
    ExactText,
    Number,
    Objects,
    Offset,
    Sentences,
)
from factcheck.api.serializers.sparse import SparseSerializer
from factcheck.workflow.statuses import UNCHECKED, Family, State

VERIFICATION_STATUSES = [(UNCHECKED, _("Unchecked")), *Family.choices]


class SpeakerSerializer(serializers.ModelSerializer[Speaker]):
    class Meta:
        model = Speaker
        fields = ["name", "kind", "job_title", "same_as"]


class AnchorSerializer(serializers.ModelSerializer[ClaimAnchor]):
    """W3C TextQuoteSelector and TextPositionSelector of one version of the article."""

    version = serializers.IntegerField(source="version_number", read_only=True)

    class Meta:
        model = ClaimAnchor
        fields = ["version", "start", "end", "quote", "prefix", "suffix"]


class OfFirstAnchor(serializers.Field[Any, Any, Any, Any]):
    """A value of the claim's first anchor in the newest version that has it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def get_attribute(self, instance: Any) -> Any:
        first = next(iter(instance.newest_anchors), None)
        return getattr(first, str(self.source), None)


class AnchorText(OfFirstAnchor, serializers.CharField):
    """Words of the article."""


class AnchorNumber(OfFirstAnchor, serializers.IntegerField):
    """An offset in code points, or a version."""


class ClaimSerializer(SparseSerializer[Claim]):
    """quote, start, end, prefix and suffix are those of the first of its anchors."""

    url = serializers.HyperlinkedIdentityField(view_name="api:claim-detail")
    article = serializers.PrimaryKeyRelatedField[Any](read_only=True)
    fact_check = serializers.IntegerField(source="factcheck_number", read_only=True, allow_null=True)
    version = AnchorNumber(source="version_number")
    quote = AnchorText()
    prefix = AnchorText()
    suffix = AnchorText()
    start = AnchorNumber()
    end = AnchorNumber()
    anchors = AnchorSerializer(many=True, read_only=True, source="newest_anchors")
    speaker = SpeakerSerializer(read_only=True, allow_null=True)
    reasons = Sentences(read_only=True)
    ambiguous = Sentences(read_only=True)
    when = Objects(read_only=True)
    quantities = Objects(read_only=True)
    entities = Objects(read_only=True)
    added_by = serializers.CharField(
        source="added_by.username", default=None, read_only=True, allow_null=True
    )
    state = serializers.ChoiceField(choices=State.choices, read_only=True)
    verification_status = serializers.ChoiceField(choices=VERIFICATION_STATUSES, read_only=True)
    updated_at = serializers.DateTimeField(source="changed_at", read_only=True)

    class Meta:
        model = Claim
        fields = [
            "id",
            "url",
            "article",
            "fact_check",
            "text",
            "extracted_text",
            "kind",
            "state",
            "verification_status",
            "version",
            "quote",
            "start",
            "end",
            "prefix",
            "suffix",
            "anchors",
            "speaker",
            "checkworthiness",
            "reasons",
            "ambiguous",
            "when",
            "quantities",
            "entities",
            "merged_into",
            "added_by",
            "created_at",
            "updated_at",
        ]


class ClaimInput(serializers.Serializer[Any]):
    """The article's own words and where they stand, in code points."""

    article = Number(label=_("Article"))
    quote = ExactText(max_length=MAX_TEXT_CHARACTERS, label=_("As written"))
    start = Offset(label=_("Start"))
    end = Offset(label=_("End"))
    text = serializers.CharField(
        required=False, allow_blank=True, max_length=MAX_TEXT_CHARACTERS, label=_("Checked as")
    )
    kind = serializers.ChoiceField(choices=ClaimKind.choices, required=False, label=_("Kind"))
    speaker = serializers.CharField(required=False, allow_blank=True, max_length=300, label=_("Speaker"))


class ClaimEdit(Change):
    text = serializers.CharField(required=False, max_length=MAX_TEXT_CHARACTERS, label=_("Checked as"))
    speaker = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=300,
        label=_("Speaker"),
        help_text=_("Who says so, by name; empty: the article itself."),
    )


class Join(serializers.Serializer[Any]):
    claim = Number(
        label=_("Claim"), help_text=_("Of the same desk: the one as which both are checked from now on.")
    )


class Reason(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=MAX_TEXT_CHARACTERS, label=_("Reason"))
