"""Sources, how their last fetch ended, and their snapshots."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.jobs import JobSerializer
from factcheck.api.serializers.shapes import Number
from factcheck.api.serializers.sparse import SparseSerializer
from factcheck.evidence.link_rot import Rot
from sources.models import Fetch, Form, Publisher, Reading, Snapshot, Source, SourceKind
from sources.services import FORMS_WITHOUT_ADDRESS, MAX_NOTE_CHARACTERS, MAX_TYPED_CHARACTERS

# More claims than an article of book length has.
MAX_CLAIMS = 500
# What only a source without an address is told by.
WITHOUT_ADDRESS = ("form", "title", "publisher", "dated", "note", "file", "transcript")


class PublisherSerializer(serializers.ModelSerializer[Publisher]):
    class Meta:
        model = Publisher
        fields = ["name", "site", "kind"]


class FetchSerializer(serializers.ModelSerializer[Fetch]):
    class Meta:
        model = Fetch
        fields = ["outcome", "cause", "status", "final_address", "started_at", "elapsed_ms"]


class SourceSerializer(SparseSerializer[Source]):
    url = serializers.HyperlinkedIdentityField(view_name="api:source-detail")
    snapshots_url = serializers.HyperlinkedIdentityField(view_name="api:source-snapshots")
    publisher = PublisherSerializer(read_only=True, allow_null=True)
    last_fetch = serializers.SerializerMethodField()

    class Meta:
        model = Source
        fields = [
            "id",
            "url",
            "address",
            "title",
            "form",
            "kind",
            "dated",
            "note",
            "publisher",
            "last_fetch",
            "next_fetch_at",
            "snapshots_url",
            "created_at",
        ]

    @extend_schema_field(FetchSerializer(allow_null=True))
    def get_last_fetch(self, source: Any) -> Any:
        newest = next(iter(source.newest_fetches), None)
        return FetchSerializer(newest).data if newest else None


class RottenSerializer(serializers.Serializer[Any]):
    """since: of the first fetch that showed it; snapshot: the last capture that shows the page."""

    source = serializers.IntegerField(source="source.pk", read_only=True)  # type: ignore[assignment]
    address = serializers.CharField(source="source.address", read_only=True)
    what = serializers.ChoiceField(choices=Rot.choices, read_only=True)
    since = serializers.DateTimeField(read_only=True, allow_null=True)
    leads_to = serializers.CharField(read_only=True)
    accepted_passages = serializers.IntegerField(source="relying", read_only=True)
    snapshot = serializers.IntegerField(source="kept.pk", read_only=True, allow_null=True, default=None)


class LinkRotSerializer(serializers.Serializer[Any]):
    """How many cited addresses there are, how many are alive, and the others."""

    cited = serializers.IntegerField(read_only=True)
    alive = serializers.IntegerField(read_only=True)
    rotten = RottenSerializer(many=True, read_only=True)


class SourceInput(serializers.Serializer[Any]):
    """A page to be fetched and read for these claims of one article, by its address; or a source without one.

    The latter takes form, title, publisher and note, and a file or what it says (transcript).
    """

    address = serializers.CharField(required=False, default="", max_length=2000, label=_("Address"))
    form = serializers.ChoiceField(
        required=False,
        default="",
        allow_blank=True,
        choices=[(form.value, form.label) for form in FORMS_WITHOUT_ADDRESS],
        label=_("Form"),
    )
    title = serializers.CharField(required=False, default="", max_length=500, label=_("Title"))
    publisher = serializers.CharField(
        required=False,
        default="",
        max_length=200,
        label=_("Who stands behind it"),
        help_text=_("A person or an organisation, or the site of its pages."),
    )
    dated = serializers.CharField(
        required=False,
        default="",
        max_length=10,
        label=_("Date"),
        help_text=_("As in 2026-03-14, 2026-03 or 2026."),
    )
    kind = serializers.ChoiceField(
        required=False, default=SourceKind.UNKNOWN, choices=SourceKind.choices, label=_("Kind")
    )
    note = serializers.CharField(
        required=False, default="", max_length=MAX_NOTE_CHARACTERS, label=_("How it reached you")
    )
    file = serializers.FileField(
        required=False,
        label=_("File"),
        help_text=_("As multipart: PDF, DOCX, HTML, text, EML, PNG, JPEG, WebP or WARC."),
    )
    transcript = serializers.CharField(
        required=False,
        default="",
        max_length=MAX_TYPED_CHARACTERS,
        label=_("Its words"),
        help_text=_("Instead of a file, or the words of a picture or scan."),
    )
    claims = serializers.ListField(
        child=Number(),
        allow_empty=False,
        max_length=MAX_CLAIMS,
        label=_("Claims"),
        help_text=_("Of one article."),
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["address"]:
            return attrs
        unused = [name for name in WITHOUT_ADDRESS if attrs.get(name)]
        if unused:
            why = _("A page is fetched and says this itself. Leave it out, or leave out the address.")
            raise serializers.ValidationError(dict.fromkeys(unused, why))
        return attrs


class SourceEdit(serializers.Serializer[Any]):
    """What may be corrected; what is left out stays. Of a page, its title and kind alone."""

    title = serializers.CharField(required=False, allow_blank=True, max_length=500, label=_("Title"))
    kind = serializers.ChoiceField(required=False, choices=SourceKind.choices, label=_("Kind"))
    form = serializers.ChoiceField(required=False, choices=Form.choices, label=_("Form"))
    publisher = serializers.CharField(required=False, max_length=200, label=_("Who stands behind it"))
    dated = serializers.CharField(required=False, allow_blank=True, max_length=10, label=_("Date"))


class SourceAccepted(serializers.Serializer[Any]):
    """The source, and the jobs that fetch and read it."""

    source = SourceSerializer(read_only=True)  # type: ignore[assignment]
    jobs = JobSerializer(many=True, read_only=True)


class CopyInput(serializers.Serializer[Any]):
    """A copy of a page that can't be fetched: a file with where it was saved, or an archive's address.

    Of a source without an address: another file or what it says (transcript), in place of the one before.
    """

    file = serializers.FileField(
        required=False, label=_("File"), help_text=_("HTML, PDF, DOCX, text, EML, PNG, JPEG, WebP or WARC.")
    )
    note = serializers.CharField(
        required=False,
        default="",
        max_length=MAX_NOTE_CHARACTERS,
        label=_("Where and when it was saved, or how it reached you"),
    )
    transcript = serializers.CharField(
        required=False,
        default="",
        max_length=MAX_TYPED_CHARACTERS,
        label=_("Words on a screenshot or scan, or instead of a file"),
    )
    archived_at = serializers.CharField(
        required=False, default="", max_length=2000, label=_("Address of an archive's copy")
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        has_words = bool(attrs.get("file") or attrs["transcript"])
        if has_words == bool(attrs["archived_at"]):
            raise serializers.ValidationError(
                {"file": _("Send either a file or the address of an archive's copy.")}
            )
        return attrs


class SnapshotSerializer(serializers.ModelSerializer[Snapshot]):
    """What came, by its hashes, and how good the capture is; without the text."""

    url = serializers.HyperlinkedIdentityField(view_name="api:snapshot-detail")
    quality = serializers.SerializerMethodField()
    title = serializers.SerializerMethodField()
    cleared_at = serializers.DateTimeField(
        source="clearing.cleared_at",
        allow_null=True,
        read_only=True,
        label=_("Cleared at"),
        help_text=_("When its files were cleared from the archive; null while they are there."),
    )

    erased_at = serializers.DateTimeField(
        source="erasure.at",
        allow_null=True,
        read_only=True,
        label=_("Erased at"),
        help_text=_("When it was erased for legal reasons, with the text that was read from it; else null."),
    )

    class Meta:
        model = Snapshot
        fields = [
            "id",
            "url",
            "source",
            "way",
            "note",
            "saved_at",
            "captured_at",
            "address",
            "content_type",
            "body_bytes",
            "body_sha256",
            "warc_sha256",
            "cleared_at",
            "erased_at",
            "quality",
            "title",
        ]

    @extend_schema_field({"type": ["string", "null"]})
    def get_quality(self, snapshot: Snapshot) -> str | None:
        reading = _reading(snapshot)
        return reading.quality if reading else None

    @extend_schema_field({"type": "string"})
    def get_title(self, snapshot: Snapshot) -> str:
        reading = _reading(snapshot)
        return reading.title if reading else ""


class SnapshotDetailSerializer(SnapshotSerializer):
    """With the text that was read; offsets of evidence are code points into it.

    structured: what the page says of itself, in its JSON-LD and its meta elements (OpenGraph and others).
    """

    text = serializers.SerializerMethodField()
    structured = serializers.SerializerMethodField()

    class Meta:
        model = Snapshot
        fields = [*SnapshotSerializer.Meta.fields, "text", "structured"]

    @extend_schema_field({"type": ["string", "null"]})
    def get_text(self, snapshot: Snapshot) -> str | None:
        reading = _reading(snapshot)
        return reading.text if reading else None

    @extend_schema_field(
        {
            "type": "object",
            "properties": {
                "json_ld": {"type": "array", "items": {"type": "object"}},
                "meta": {"type": "object", "additionalProperties": {"type": "string"}},
            },
        }
    )
    def get_structured(self, snapshot: Snapshot) -> dict[str, Any]:
        reading = _reading(snapshot)
        return reading.structured if reading else {}


def _reading(snapshot: Any) -> Reading | None:
    return next(iter(snapshot.newest_readings), None)
