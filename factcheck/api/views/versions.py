"""An article's versions: what it said when, which claims followed, and a changed text."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import AnchorFate, ArticleVersion
from factcheck import pipeline
from factcheck.api import visible
from factcheck.api.idempotency import idempotent
from factcheck.api.serializers.jobs import JobSerializer
from factcheck.api.serializers.versions import (
    ChangedText,
    VersionDetailSerializer,
    VersionSerializer,
)
from factcheck.api.views.resource import ReadableResource


class VersionViews(ReadableResource):
    """The versions of one article, newest first."""

    queryset = ArticleVersion.objects.none()
    serializer_class = VersionSerializer
    detail_serializer_class = VersionDetailSerializer
    lookup_field = "number"

    def rows(self) -> QuerySet[ArticleVersion]:
        article = get_object_or_404(visible.articles(self.person), pk=self.kwargs["article"])
        found = article.versions.select_related("created_by")
        fates = Prefetch("fates", AnchorFate.objects.select_related("anchor"))
        return found.prefetch_related(fates) if self.detail else found.defer("text")

    @extend_schema(request=ChangedText, responses={202: JobSerializer})
    @idempotent
    def create(self, request: Request, article: int) -> Response:
        """Take in what the article says now. Claims whose words are the same follow; the others wait."""
        found = get_object_or_404(visible.articles(self.person), pk=article)
        given = self.body(ChangedText)
        job = pipeline.change_text(article=found, text=given["text"], by=self.person)
        return self.accepted(self._shown(job), job=job.pk)

    def _shown(self, job: Any) -> dict[str, Any]:
        return JobSerializer(job, context=self.get_serializer_context()).data
