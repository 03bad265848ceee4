"""Imports of others' fact-checks: what is asked for, how far it is, what could not be taken in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from factcheck.api.serializers.shapes import Objects
from factcheck.api.serializers.sparse import SparseSerializer
from factcheck.integrations.models import FactCheckImport, ImportForm


class ImportSerializer(SparseSerializer[FactCheckImport]):
    url = serializers.HyperlinkedIdentityField(view_name="api:import-detail")
    job = serializers.HyperlinkedRelatedField(view_name="api:job-detail", read_only=True, allow_null=True)  # type: ignore[var-annotated]
    unchanged = serializers.IntegerField(read_only=True, help_text="Known already, as they are.")
    problems = Objects(read_only=True, help_text="Line and cause of what was not imported, the first 1,000.")

    class Meta:
        model = FactCheckImport
        fields = [
            "id",
            "url",
            "form",
            "name",
            "job",
            "position",
            "added",
            "changed",
            "unchanged",
            "withdrawn",
            "failed",
            "problems",
            "created_at",
            "finished_at",
        ]


class ImportInput(serializers.Serializer[Any]):
    """A file, or an address. With the form `api` also what to search for there."""

    form = serializers.ChoiceField(choices=ImportForm.choices, label=_("Form"))
    file = serializers.FileField(required=False, label=_("File"))
    address = serializers.CharField(required=False, default="", max_length=2000, label=_("Address"))
    query = serializers.CharField(required=False, default="", max_length=2000, label=_("Words to search for"))
    site = serializers.CharField(
        required=False, default="", max_length=300, label=_("Publisher's site"), help_text=_("With api.")
    )
    language = serializers.CharField(
        required=False, default="", max_length=35, label=_("Language"), help_text=_("With api, as in en.")
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs.get("file")) == bool(attrs["address"]):
            raise serializers.ValidationError({"file": _("Send either a file or an address.")})
        return attrs
