"""Versions of an article: listed without their text, shown with it and with what became of the claims."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.models import AnchorFate, ArticleVersion
from factcheck.api.serializers.shapes import ExactText, Objects


class VersionSerializer(serializers.ModelSerializer[ArticleVersion]):
    url = serializers.SerializerMethodField()
    text_sha256 = serializers.CharField(source="sha256", read_only=True)
    added_by = serializers.CharField(source="created_by.username", read_only=True)

    class Meta:
        model = ArticleVersion
        fields = ["number", "url", "text_sha256", "captured_at", "added_by", "created_at"]

    def get_url(self, version: ArticleVersion) -> str:
        place = {"article": version.article_id, "number": version.number}
        return reverse("api:article-version-detail", kwargs=place, request=self.context.get("request"))


class FateSerializer(serializers.ModelSerializer[AnchorFate]):
    """What became of one place of a claim. `places`: start, end and score of what is proposed, best first."""

    claim = serializers.IntegerField(source="anchor.claim_id", read_only=True)
    quote = serializers.CharField(source="anchor.quote", read_only=True, help_text="In the version before.")
    places = Objects(read_only=True)

    class Meta:
        model = AnchorFate
        fields = ["claim", "quote", "fate", "places", "decision", "decided_at"]


class VersionDetailSerializer(VersionSerializer):
    fates = FateSerializer(many=True, read_only=True)

    class Meta:
        model = ArticleVersion
        fields = [*VersionSerializer.Meta.fields, "text", "fates"]


class ChangedText(serializers.Serializer[Any]):
    """The whole article as it reads now."""

    text = ExactText(label=_("Text"))
