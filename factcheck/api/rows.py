"""What the answers of each resource need, fetched in as many queries for a thousand rows as for one."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from claims.models import TOLD, Article, ArticleVersion, Claim, ClaimAnchor, ClaimQuerySet
from factcheck.evidence.models import Evidence
from factcheck.publication.models import Publication
from factcheck.workflow.models import Comment, FactCheckQuerySet, Signoff, SourceChange, Verdict
from factcheck.workflow.statuses import UNCHECKED, State

NEWEST_VERSION = Prefetch(
    "versions", ArticleVersion.objects.order_by("-number")[:1], to_attr="newest_versions"
)
ANCHORS = Prefetch(
    "anchors",
    ClaimAnchor.objects.annotate(version_number=F("version__number")).order_by(
        "-version_number", "start", "id"
    ),
    to_attr="newest_anchors",
)
CURRENT_VERDICT = Prefetch(
    "verdicts",
    Verdict.objects.filter(is_current=True)
    .select_related("rating__scale", "proposed_by")
    .prefetch_related(Prefetch("signoffs", Signoff.objects.select_related("by"))),
)
PUBLIC = Prefetch("publications", Publication.objects.public().only("slug", "factcheck"))

UNSETTLED = Prefetch("source_changes", SourceChange.objects.filter(settled_at=None))


def articles(found: QuerySet[Article]) -> QuerySet[Article]:
    """Adds claim_count."""
    counted = found.annotate(claim_count=Count("claims", filter=TOLD))
    return counted.select_related("desk", "created_by", "put_away_by")


def claims(found: ClaimQuerySet) -> QuerySet[Claim]:
    """Adds state and verification_status, both of the case as which it is checked; factcheck_number, and
    changed_at: when the claim or that case changed."""
    signed = Verdict.objects.filter(factcheck__claim=OuterRef("case_of"), signed_off=True)
    case = "merged_into__factcheck__{}", "factcheck__{}"
    with_status = found.with_case().annotate(
        factcheck_number=F("factcheck__id"),
        state=Coalesce(*[of.format("state") for of in case], Value(State.SUGGESTED.value)),
        verification_status=Coalesce(Subquery(signed.values("rating__family")[:1]), Value(UNCHECKED)),
        changed_at=Greatest("updated_at", Coalesce(*[of.format("updated_at") for of in case], "updated_at")),
    )
    return with_status.select_related("speaker", "added_by").prefetch_related(ANCHORS)


def factchecks(found: FactCheckQuerySet) -> FactCheckQuerySet:
    """Adds verification_status."""
    shown = found.with_status().select_related("claim", "assignee")
    return shown.prefetch_related(CURRENT_VERDICT, PUBLIC, UNSETTLED)


def evidence(found: QuerySet[Evidence]) -> QuerySet[Evidence]:
    return found.select_related("snapshot", "decided_by")


def comments(found: QuerySet[Comment]) -> QuerySet[Comment]:
    return found.select_related("by")
