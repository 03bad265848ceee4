"""An article with its claims, sources and evidence, as plain values: what `check_article` prints."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from claims.models import Article, Claim, ClaimAnchor
from factcheck.evidence.models import Evidence, Lead
from factcheck.workflow.models import FactCheck, Verdict
from factcheck.workflow.statuses import UNCHECKED
from sources.models import Fetch, Source


def article_report(article: Article) -> dict[str, Any]:
    """Everything known of an article, in the order of its text. A constant number of queries."""
    version = article.current_version
    return {
        "article": {
            "id": article.pk,
            "title": article.title,
            "published": article.published_on.isoformat() if article.published_on else None,
            "language": article.language,
            "notices": article.notices,
        },
        "claims": [_claim(anchor) for anchor in _anchors(version.pk)],
        "set_aside": [
            {
                "start": s.start,
                "end": s.end,
                "text": version.text[s.start : s.end].strip(),
                "reason": s.set_aside,
            }
            for s in version.sentences.exclude(set_aside="")
        ],
        "sources": [_source(source) for source in _sources(article)],
    }


def _anchors(version_id: int) -> list[ClaimAnchor]:
    cases = FactCheck.objects.prefetch_related(
        Prefetch("verdicts", Verdict.objects.filter(signed_off=True).select_related("rating"))
    )
    parts = (
        Prefetch("factcheck", cases),
        Prefetch("leads", Lead.objects.select_related("source")),
        Prefetch("evidence", Evidence.objects.select_related("snapshot__source")),
    )
    checked_as = Claim.objects.prefetch_related(*parts)
    told = Claim.objects.told().select_related("speaker")
    claims = told.prefetch_related(*parts, Prefetch("merged_into", checked_as))
    anchors = ClaimAnchor.objects.filter(version_id=version_id, claim__in=told)
    return list(anchors.order_by("start", "end", "pk").prefetch_related(Prefetch("claim", claims)))


def _sources(article: Article) -> list[Source]:
    led = Lead.objects.filter(claim__article=article).values("source")
    return list(
        Source.objects.filter(pk__in=led)
        .prefetch_related(Prefetch("fetches", Fetch.objects.order_by("-started_at", "-id")))
        .order_by("pk")
    )


def _claim(anchor: ClaimAnchor) -> dict[str, Any]:
    claim, case = anchor.claim, anchor.claim.checked_as
    verdict = next(iter(case.factcheck.verdicts.all()), None)
    return {
        "id": claim.pk,
        "checked_as": claim.merged_into_id,
        "text": claim.text,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "start": anchor.start,
        "end": anchor.end,
        "kind": claim.kind,
        "speaker": claim.speaker.name if claim.speaker else None,
        "when": claim.when,
        "quantities": claim.quantities,
        "checkworthiness": claim.checkworthiness,
        "reasons": claim.reasons,
        "ambiguous": claim.ambiguous,
        "state": case.factcheck.state,
        "verification_status": verdict.rating.family if verdict else UNCHECKED,
        "sources": [{"address": lead.source.address, "origin": lead.origin} for lead in case.leads.all()],
        "evidence": [_evidence(evidence) for evidence in case.evidence.all()],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.pk,
        "exact": evidence.exact,
        "start": evidence.start,
        "end": evidence.end,
        "source": evidence.snapshot.source.address,
        "title": evidence.snapshot.source.title,
        "captured_at": evidence.snapshot.captured_at.isoformat(),
        "sha256": evidence.snapshot.body_sha256,
        "stance": evidence.stance_suggested,
        "shown": evidence.stance_shown,
        "score": evidence.score,
        "decision": evidence.decision,
        "elements": evidence.elements,
    }


def _source(source: Source) -> dict[str, Any]:
    last = next(iter(source.fetches.all()), None)
    return {
        "id": source.pk,
        "address": source.address,
        "title": source.title,
        "outcome": last.outcome if last else None,
        "cause": last.cause if last else "",
    }
