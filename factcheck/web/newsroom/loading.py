"""The queries of the workbench: a constant number, whatever the article holds."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from claims.models import Article, Claim
from factcheck.evidence.models import Decision, Stance
from factcheck.matching.models import MatchDecision
from factcheck.models import Drift, Evidence, FactCheck, KnownMatch, Rating, Signoff, Verdict
from sources.models import Fetch, Reading, Snapshot, Source


def counted(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Adds how much evidence each claim has, and whether a fact-check that it matches is rated otherwise."""
    accepted = Q(evidence__decision=Decision.ACCEPTED)
    return claims.annotate(
        supports=_count(accepted & Q(evidence__stance_accepted=Stance.SUPPORTS)),
        contradicting=_count(accepted & Q(evidence__stance_accepted=Stance.CONTRADICTS)),
        context=_count(accepted & Q(evidence__stance_accepted__in=[Stance.CONTEXT, Stance.UNCLEAR])),
        unjudged=_count(Q(evidence__decision=Decision.SUGGESTED)),
        match_overtaken=Exists(KnownMatch.objects.overtaken().filter(claim=OuterRef("pk"))),
    )


def claims_for_cards(article: Article) -> list[Claim]:
    """An article's claims with their cases, verdicts, speakers and anchors.

    One that is checked as a claim of another article is among them, with that one's case.
    """
    verdicts = Verdict.objects.select_related("rating", "proposed_by").prefetch_related(
        Prefetch("signoffs", Signoff.objects.select_related("by"))
    )
    claims = article.claims.told().filter(factcheck__isnull=False)
    kept_in = Prefetch("merged_into__factcheck__verdicts", verdicts)
    return list(
        counted(claims)
        .select_related("speaker", "factcheck__assignee")
        .select_related("merged_into__factcheck__assignee", "merged_into__article__desk")
        .prefetch_related("anchors", "merged__anchors", Prefetch("factcheck__verdicts", verdicts), kept_in)
    )


def evidence_for_card(claim: Claim) -> list[Evidence]:
    """A claim's passages with their snapshots, sources and what became of them, the best first.

    is_replaced: of a source without an address, whether another file was handed in since.
    """
    related = ("snapshot__source__publisher", "snapshot__erasure", "decided_by")
    drifts = Prefetch("drifts", Drift.objects.select_related("fetch__snapshot"), to_attr="newest_drifts")
    newer = Snapshot.objects.filter(source=OuterRef("snapshot__source"), pk__gt=OuterRef("snapshot"))
    found = claim.evidence.annotate(is_replaced=Exists(newer.filter(source__address=None, erasure=None)))
    return list(found.select_related(*related).defer("snapshot__source__note").prefetch_related(drifts))


def matches_for_card(claim: Claim) -> list[KnownMatch]:
    """Fact-checks that may be of this claim and that nobody said are of another; confirmed ones first."""
    matches = claim.known_matches.shown().select_related("known__factcheck__claim__article")
    return sorted(matches, key=lambda match: match.decision != MatchDecision.CONFIRMED)


def sources_of(article: Article) -> list[Source]:
    """The sources that are leads of an article's claims, with how their newest fetch and reading went."""
    newest = Fetch.objects.filter(source=OuterRef("pk")).order_by("-started_at", "-id")
    read = Reading.objects.filter(snapshot__source=OuterRef("pk")).order_by("-id")
    passages = Count(
        "snapshots__evidence",
        filter=Q(snapshots__evidence__claim__article=article),
        distinct=True,
    )
    in_use = Source.objects.filter(leads__claim__article=article).values("pk")
    return list(
        Source.objects.filter(pk__in=in_use)
        .annotate(
            outcome=Subquery(newest.values("outcome")[:1]),
            fetch_cause=Subquery(newest.values("cause")[:1]),
            quality=Subquery(read.values("quality")[:1]),
            quality_cause=Subquery(read.values("cause")[:1]),
            passages=passages,
        )
        .order_by("pk")
    )


def ratings_in_use() -> list[Rating]:
    """The default scale's ratings, in its order."""
    rows = Rating.objects.filter(scale__is_default=True, retired=False)
    return list(rows.select_related("scale").order_by("order"))


def factchecks_with_verdicts(factchecks: QuerySet[FactCheck]) -> QuerySet[FactCheck]:
    """With claim, article and verdicts, for lists."""
    verdicts = Verdict.objects.select_related("rating", "proposed_by")
    return factchecks.select_related("claim__article__desk", "claim__speaker", "assignee").prefetch_related(
        Prefetch("verdicts", verdicts)
    )


def _count(condition: Q) -> Count:
    return Count("evidence", filter=condition, distinct=True)
