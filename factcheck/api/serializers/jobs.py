"""Jobs: how far work in the background is, and how it ended."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from factcheck.api.serializers.sparse import SparseSerializer
from jobs.models import Job

ARTICLE = "article:"


class JobSerializer(SparseSerializer[Job]):
    url = serializers.HyperlinkedIdentityField(view_name="api:job-detail")
    article = serializers.SerializerMethodField()
    asked_by = serializers.CharField(source="by.username", default=None, read_only=True, allow_null=True)

    class Meta:
        model = Job
        fields = [
            "id",
            "url",
            "kind",
            "about",
            "article",
            "state",
            "done",
            "total",
            "failed",
            "now",
            "cause",
            "attempt",
            "next_at",
            "cancel_requested",
            "asked_by",
            "created_at",
            "started_at",
            "finished_at",
        ]

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_article(self, job: Job) -> str | None:
        """The article it serves, when there is one already."""
        if not job.about.startswith(ARTICLE):
            return None
        number = job.about.removeprefix(ARTICLE)
        return reverse("api:article-detail", args=[number], request=self.context.get("request"))
