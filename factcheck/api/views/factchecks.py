"""Fact-checks, to read: concluding is for people."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from factcheck.api import visible
from factcheck.api.filters import FactCheckFilters
from factcheck.api.serializers.factchecks import FactCheckSerializer
from factcheck.api.views.resource import ReadableResource
from factcheck.publication.models import Publication
from factcheck.workflow.models import FactCheck, Signoff, Verdict

CURRENT_VERDICT = Prefetch(
    "verdicts",
    Verdict.objects.filter(is_current=True)
    .select_related("rating__scale", "proposed_by")
    .prefetch_related(Prefetch("signoffs", Signoff.objects.select_related("by"))),
)
PUBLIC = Prefetch("publications", Publication.objects.public().only("slug", "factcheck"))


class FactCheckViews(ReadableResource):
    """The cases on your desks' claims, newest first."""

    queryset = FactCheck.objects.none()
    serializer_class = FactCheckSerializer
    filterset_class = FactCheckFilters

    def rows(self) -> QuerySet[FactCheck]:
        found = visible.factchecks(self.person).with_status().select_related("claim", "assignee")
        return found.prefetch_related(CURRENT_VERDICT, PUBLIC)
