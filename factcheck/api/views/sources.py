"""Sources by address, and what they said: their snapshots."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import RetrieveModelMixin
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Claim
from factcheck import library, pipeline
from factcheck.accounts.policies import desk_ids_of
from factcheck.api import visible
from factcheck.api.filters import SourceFilters
from factcheck.api.idempotency import idempotent
from factcheck.api.parsing import BoundedJSONParser
from factcheck.api.preconditions import check_seen, etag_of
from factcheck.api.serializers.jobs import JobSerializer
from factcheck.api.serializers.sources import (
    CopyInput,
    LinkRotSerializer,
    SnapshotDetailSerializer,
    SnapshotSerializer,
    SourceAccepted,
    SourceEdit,
    SourceInput,
    SourceSerializer,
)
from factcheck.api.views.resource import ReadableResource, Resource
from factcheck.evidence.link_rot import link_rot
from factcheck.evidence.models import Origin
from factcheck.exceptions import Incomplete
from jobs.models import LIVE, Job
from sources import services as sources
from sources.models import Fetch, Reading, Snapshot, Source

LAST_FETCH = Prefetch("fetches", Fetch.objects.order_by("-started_at", "-id")[:1], to_attr="newest_fetches")
READINGS = Reading.objects.order_by("-id")
NEWEST_READING = Prefetch("readings", READINGS[:1], to_attr="newest_readings")
NEWEST_READING_WITHOUT_TEXT = Prefetch(
    "readings", READINGS.defer("text", "links", "structured")[:1], to_attr="newest_readings"
)


class SourceViews(ReadableResource):
    """Sources that are read for your desks' claims, newest first."""

    queryset = Source.objects.none()
    serializer_class = SourceSerializer
    filterset_class = SourceFilters
    parser_classes = [BoundedJSONParser, MultiPartParser]

    def rows(self) -> QuerySet[Source]:
        return visible.sources(self.person).select_related("publisher").prefetch_related(LAST_FETCH)

    @extend_schema(request=SourceInput, responses={202: SourceAccepted})
    @idempotent
    def create(self, request: Request) -> Response:
        """Add a page as a source for claims of one article; it is fetched and read in the background.

        Without an address: an interview, document, e-mail, book or data set, as a file (multipart) or words.
        """
        given = self.body(SourceInput)
        add = self._add_page if given["address"] else self._hand_in
        source, jobs = add(self._claims(given.pop("claims")), **given)
        shown = {"source": self.get_queryset().get(pk=source.pk), "jobs": jobs}
        data = SourceAccepted(shown, context=self.get_serializer_context()).data
        return self.accepted(data, job=jobs[0].pk if jobs else None)

    def _add_page(self, claims: list[Claim], *, address: str, **_other: Any) -> tuple[Source, list[Job]]:
        (source,) = pipeline.add_sources(
            claims=claims, addresses=[address], by=self.person, origin=self._origin()
        )
        return source, self._fetching(source)

    def _hand_in(
        self, claims: list[Claim], *, address: str, transcript: str, file: Any = None, **described: str
    ) -> tuple[Source, list[Job]]:
        snapshot = pipeline.hand_in_source(
            claims=claims,
            described=sources.Description(**described),
            file=file,
            file_name=file.name if file else "",
            transcript=transcript,
            by=self.person,
            origin=self._origin(),
        )
        return snapshot.source, [_reading_of(snapshot)]

    def _origin(self) -> Origin:
        return Origin.INTEGRATION if self.token else Origin.PERSON

    @extend_schema(request={"application/json": SourceEdit}, responses={200: SourceSerializer})
    @transaction.atomic
    def partial_update(self, request: Request, pk: int) -> Response:
        """Correct what is said of it, for every desk; what is published stays as it was published."""
        given = self.body(SourceEdit)
        source = get_object_or_404(Source.objects.select_for_update().filter(pk__in=self.rows()), pk=pk)
        check_seen(request, self.get_serializer(self.get_object()).data)
        library.correct_source(source=source, by=self.person, **given)
        shown = self.get_serializer(self.get_object()).data
        return Response(shown, headers={"ETag": etag_of(shown)})

    def _fetching(self, source: Source) -> list[Job]:
        """Who else has this page fetched, and for what, is not told."""
        fetches = visible.jobs(self.person).filter(kind="fetch_source", state__in=LIVE)
        return list(fetches.filter(payload__source_id=source.pk).select_related("by"))

    def _claims(self, numbers: list[int]) -> list[Claim]:
        """All of them. Raises Http404, so that which exist elsewhere is not told, and Incomplete."""
        found = list(visible.claims(self.person).select_related("article").filter(pk__in=numbers))
        if len(found) != len(set(numbers)):
            raise Http404
        if len({claim.article_id for claim in found}) > 1:
            raise Incomplete(
                _("Name claims of one article. Add the source to the others apart."), field="claims"
            )
        return found

    @extend_schema(responses=SnapshotSerializer(many=True), filters=False)
    @action(detail=True, filterset_class=None)
    def snapshots(self, request: Request, pk: int) -> Response:
        """What the source said, newest first."""
        rows = self.get_object().snapshots.select_related("clearing", "erasure")
        snapshots = rows.prefetch_related(NEWEST_READING_WITHOUT_TEXT)
        return self.listed(snapshots, SnapshotSerializer)

    @extend_schema(request=CopyInput, responses={202: JobSerializer})
    @action(detail=True, methods=["post"], parser_classes=[MultiPartParser, BoundedJSONParser])
    def copies(self, request: Request, pk: int) -> Response:
        """Hand in a copy that somebody saved (as multipart), or name an archive's; it is read next.

        Of a source without an address: another file, or words, in place of the one before.
        """
        source, given = self.get_object(), self.body(CopyInput)
        job = self._fetch_copy(source, **given) if given["archived_at"] else self._keep_copy(source, **given)
        return self.accepted(JobSerializer(job, context=self.get_serializer_context()).data, job=job.pk)

    @extend_schema(responses=LinkRotSerializer, filters=False)
    @action(detail=False, url_path="link-rot", filterset_class=None, pagination_class=None)
    def link_rot(self, request: Request) -> Response:
        """Addresses that your desks' accepted passages come from and that no longer show the page."""
        return Response(LinkRotSerializer(link_rot(desk_ids=desk_ids_of(self.person))).data)

    def _keep_copy(
        self, source: Source, *, note: str, transcript: str, file: Any = None, **_other: Any
    ) -> Job:
        return _reading_of(
            sources.keep_copy(
                source=source,
                file=file,
                file_name=file.name if file else "",
                note=note,
                transcript=transcript,
                by=self.person,
            )
        )

    def _fetch_copy(self, source: Source, *, archived_at: str, **_other: Any) -> Job:
        return sources.request_archived_copy(
            source=source, address=archived_at, by=self.person, about=f"source:{source.pk}"
        )


def _reading_of(snapshot: Snapshot) -> Job:
    """The job that reads it, which was queued as it was handed in."""
    return Job.objects.filter(kind="read_snapshot", payload__snapshot_id=snapshot.pk).latest("id")


class SnapshotViews(RetrieveModelMixin, Resource):
    """One snapshot with the text that was read from it."""

    queryset = Snapshot.objects.none()
    serializer_class = SnapshotDetailSerializer
    filter_backends: list[Any] = []

    def rows(self) -> QuerySet[Snapshot]:
        rows = visible.snapshots(self.person).select_related("clearing", "erasure")
        return rows.prefetch_related(NEWEST_READING)
