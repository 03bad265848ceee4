"""Claims: listed with status and place, suggested by quote and offsets."""

from __future__ import annotations

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Claim, ClaimAnchor
from factcheck.api import visible
from factcheck.api.filters import ClaimFilters
from factcheck.api.serializers.claims import ClaimInput, ClaimSerializer
from factcheck.api.views.resource import ReadableResource
from factcheck.integrations.suggestions import suggest_claim
from factcheck.workflow.models import Verdict
from factcheck.workflow.statuses import UNCHECKED, State

ANCHORS = Prefetch(
    "anchors",
    ClaimAnchor.objects.annotate(version_number=F("version__number")).order_by(
        "-version_number", "start", "id"
    ),
    to_attr="newest_anchors",
)


class ClaimViews(ReadableResource):
    """Claims of your desks' articles, newest first."""

    queryset = Claim.objects.none()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilters

    def rows(self) -> QuerySet[Claim]:
        found = visible.claims(self.person).select_related("speaker", "added_by")
        return _with_status(found).prefetch_related(ANCHORS)

    @extend_schema(request=ClaimInput, responses={201: ClaimSerializer})
    def create(self, request: Request) -> Response:
        """Suggest a claim: the article's own words, and where they stand in its newest version."""
        given = self.body(ClaimInput)
        article = get_object_or_404(visible.articles(self.person), pk=given.pop("article"))
        claim = suggest_claim(article=article, by=self.person, **given)
        return self.created(self.get_serializer(self.get_queryset().get(pk=claim.pk)))


def _with_status(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Adds state, verification_status, factcheck_number, and changed_at: when either side changed."""
    signed = Verdict.objects.filter(factcheck__claim=OuterRef("pk"), signed_off=True)
    return claims.annotate(
        factcheck_number=F("factcheck__id"),
        state=Coalesce("factcheck__state", Value(State.SUGGESTED.value)),
        verification_status=Coalesce(Subquery(signed.values("rating__family")[:1]), Value(UNCHECKED)),
        changed_at=Greatest("updated_at", Coalesce("factcheck__updated_at", "updated_at")),
    )
