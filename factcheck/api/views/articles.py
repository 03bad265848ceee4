"""Articles: listed, shown, taken in as text or by address."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Article, ArticleVersion
from factcheck import pipeline
from factcheck.api import visible
from factcheck.api.desks import chosen_desk
from factcheck.api.filters import ArticleFilters
from factcheck.api.serializers.articles import ArticleDetailSerializer, ArticleInput, ArticleSerializer
from factcheck.api.serializers.jobs import JobSerializer
from factcheck.api.views.resource import ReadableResource
from jobs.models import Job

NEWEST_VERSION = Prefetch(
    "versions", ArticleVersion.objects.order_by("-number")[:1], to_attr="newest_versions"
)
# What a page's own metadata gives when an article comes by address.
OF_A_PAGE = {"address", "published_on", "source_addresses"}


class ArticleViews(ReadableResource):
    """Articles of your desks, newest first."""

    queryset = Article.objects.none()
    serializer_class = ArticleSerializer
    detail_serializer_class = ArticleDetailSerializer
    filterset_class = ArticleFilters

    def rows(self) -> QuerySet[Article]:
        found = visible.articles(self.person).select_related("desk", "created_by")
        counted = found.annotate(claim_count=Count("claims", filter=Q(claims__merged_into=None)))
        return counted.prefetch_related(NEWEST_VERSION) if self.detail else counted

    @extend_schema(request=ArticleInput, responses={202: JobSerializer})
    def create(self, request: Request) -> Response:
        """Add an article; its claims are found in the background.

        With an address and no text the page is fetched first: look the article up by that address
        once the jobs are done.
        """
        given = self.body(ArticleInput)
        desk = chosen_desk(self.person, given.pop("desk", None))
        job = self._start(desk_id=desk.pk, **given)
        return self.accepted(self._shown(job), job=job.pk)

    def _start(self, *, desk_id: int, **given: Any) -> Job:
        if not given.get("text"):
            page = {key: value for key, value in given.items() if key in OF_A_PAGE}
            return pipeline.start_from_address(desk_id=desk_id, by=self.person, **page)
        article = pipeline.start(desk_id=desk_id, by=self.person, **given)
        return Job.objects.about(article.subject).latest("id")

    def _shown(self, job: Job) -> dict[str, Any]:
        return JobSerializer(job, context=self.get_serializer_context()).data
