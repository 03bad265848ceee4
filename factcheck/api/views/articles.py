"""Articles: listed, shown, taken in as text or by address, one or many at a time."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.models import Article
from factcheck import details, pipeline, putting_away
from factcheck.api import rows, visible
from factcheck.api.desks import chosen_desk
from factcheck.api.filters import ArticleFilters
from factcheck.api.idempotency import idempotent
from factcheck.api.media import LinkedDataRenderer
from factcheck.api.preconditions import check_seen, etag_of
from factcheck.api.problems import in_shape
from factcheck.api.serializers.articles import (
    ArticleDetailSerializer,
    ArticleEdit,
    ArticleInput,
    ArticleSerializer,
    ManyArticles,
    ManyTaken,
    ManyThings,
    TakePage,
)
from factcheck.api.serializers.jobs import JobSerializer
from factcheck.api.views.resource import ReadableResource
from factcheck.integrations.annotations import MEDIA_TYPE as ANNOTATIONS
from factcheck.integrations.annotations import annotation_page
from factcheck.integrations.exports import checks_as_feed
from jobs.models import Job

# What a page's own metadata gives when an article comes by address.
OF_A_PAGE = {"address", "published_on", "source_addresses"}


class ArticleViews(ReadableResource):
    """Articles of your desks, newest first."""

    queryset = Article.objects.none()
    serializer_class = ArticleSerializer
    detail_serializer_class = ArticleDetailSerializer
    filterset_class = ArticleFilters

    def rows(self) -> QuerySet[Article]:
        found = rows.articles(visible.articles(self.person))
        return found.prefetch_related(rows.NEWEST_VERSION) if self.detail else found

    @extend_schema(request=ArticleInput, responses={202: JobSerializer})
    @idempotent
    def create(self, request: Request) -> Response:
        """Add an article; its claims are found in the background.

        With an address and no text the page is fetched first: look the article up by that address
        once the jobs are done.
        """
        job = self._take(self.body(ArticleInput))
        return self.accepted(self._shown(job), job=job.pk)

    @extend_schema(request=ArticleEdit, responses={200: ArticleDetailSerializer})
    @transaction.atomic
    def partial_update(self, request: Request, pk: int) -> Response:
        """Put right what is known about it besides its text; a new text is a version."""
        article = get_object_or_404(
            visible.articles(self.person).select_for_update(of=("self",), no_key=True), pk=pk
        )
        given = self.body(ArticleEdit)
        check_seen(request, self._details())
        kept = {str(name): getattr(article, str(name)) for name in ArticleEdit().fields}
        details.change_details(article=article, by=self.person, **kept | given)
        shown = self._details()
        return Response(shown, headers={"ETag": etag_of(shown)})

    @extend_schema(request=None, responses={200: ArticleDetailSerializer})
    @action(detail=True, methods=["post"], url_path="put-away")
    @idempotent
    def put_away(self, request: Request, pk: int) -> Response:
        """Say that it is done: it leaves the newsroom's lists, and takes no new text until taken back."""
        putting_away.put_away(article=self.get_object(), by=self.person)
        return Response(self._details())

    @extend_schema(request=None, responses={200: ArticleDetailSerializer})
    @action(detail=True, methods=["post"], url_path="take-back")
    @idempotent
    def take_back(self, request: Request, pk: int) -> Response:
        """Have a put-away article at hand again."""
        putting_away.take_back(article=self.get_object(), by=self.person)
        return Response(self._details())

    @extend_schema(request=TakePage, responses={202: JobSerializer})
    @action(detail=True, methods=["post"], url_path="take-page")
    @idempotent
    def take_page(self, request: Request, pk: int) -> Response:
        """Take the other text of its page, which waits, as its next version."""
        article = self.get_object()
        reading = self.body(TakePage)["reading"]
        job = pipeline.take_page(article=article, reading_id=reading, by=self.person)
        return self.accepted(self._shown(job), job=job.pk)

    @extend_schema(request=ManyArticles, responses={202: ManyTaken})
    @action(detail=False, methods=["post"])
    @idempotent
    def bulk(self, request: Request) -> Response:
        """Add up to 100 articles at once. Each is taken or refused by itself, in the order given."""
        results = [self._taken(given) for given in self.body(ManyThings)["articles"]]
        return Response({"results": results}, status=status.HTTP_202_ACCEPTED)

    @extend_schema(responses={(200, "application/ld+json"): OpenApiTypes.OBJECT}, filters=False)
    @action(detail=True, filterset_class=None, renderer_classes=[LinkedDataRenderer, JSONRenderer])
    def annotations(self, request: Request, pk: int) -> Response:
        """Claims and accepted passages as a W3C AnnotationPage, each anchored by quote and by offsets."""
        page = annotation_page(self.get_object(), address=self._address)
        return Response(page, content_type=ANNOTATIONS)

    @extend_schema(responses={(200, "application/ld+json"): OpenApiTypes.OBJECT}, filters=False)
    @action(detail=True, filterset_class=None, renderer_classes=[LinkedDataRenderer, JSONRenderer])
    def claimreview(self, request: Request, pk: int) -> Response:
        """The article's public checks as a DataFeed of ClaimReview: nothing that readers can't see."""
        return Response(
            checks_as_feed(self.get_object().claims.all()), content_type=LinkedDataRenderer.media_type
        )

    def _details(self) -> Any:
        """As a read of the article answers now."""
        return ArticleDetailSerializer(self.get_object(), context=self.get_serializer_context()).data

    def _address(self, name: str, *args: Any) -> str:
        return reverse(name, args=args, request=self.request)

    def _taken(self, given: Any) -> dict[str, Any]:
        """The job of one article, or the problem that a request of its own would have ended in."""
        try:
            with transaction.atomic():
                job = self._take(in_shape(ArticleInput, given))
        except Exception as refusal:
            problem = self.get_exception_handler()(refusal, self.get_exception_handler_context())
            if problem is None or problem.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            return {"status": problem.status_code, "job": None, "problem": problem.data}
        return {"status": HTTPStatus.ACCEPTED.value, "job": self._shown(job), "problem": None}

    def _take(self, given: dict[str, Any]) -> Job:
        desk = chosen_desk(self.person, given.pop("desk", None))
        if not given.get("text"):
            page = {key: value for key, value in given.items() if key in OF_A_PAGE}
            return pipeline.start_from_address(desk_id=desk.pk, by=self.person, **page)
        article = pipeline.start(desk_id=desk.pk, by=self.person, **given)
        return Job.objects.about(article.subject).latest("id")

    def _shown(self, job: Job) -> dict[str, Any]:
        return JobSerializer(job, context=self.get_serializer_context()).data
