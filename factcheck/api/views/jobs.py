"""Jobs: how far they are; one's own can be cancelled and tried again."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import visible
from factcheck.api.filters import JobFilters
from factcheck.api.idempotency import idempotent
from factcheck.api.serializers.jobs import JobSerializer
from factcheck.api.views.resource import ReadableResource
from jobs import services
from jobs.models import Job

OWN_ONLY = {"cancel", "retry"}


class JobViews(ReadableResource):
    """Your jobs, and those that serve your desks' articles, newest first."""

    queryset = Job.objects.none()
    serializer_class = JobSerializer
    filterset_class = JobFilters

    def rows(self) -> QuerySet[Job]:
        found = visible.jobs(self.person).select_related("by")
        return found.filter(by=self.person) if self.action in OWN_ONLY else found

    @extend_schema(request=None, responses={200: JobSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def cancel(self, request: Request, pk: int) -> Response:
        """At once when it does not run yet, else at its next step. An ended job stays as it is."""
        services.cancel(job=self.get_object())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses={202: JobSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def retry(self, request: Request, pk: int) -> Response:
        """The same job anew, for one that failed or was cancelled."""
        job = services.try_again(job=self.get_object(), by_id=self.person.pk)
        return self.accepted(self.get_serializer(job).data, job=job.pk)
