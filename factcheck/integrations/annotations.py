"""An article's claims and their evidence as W3C Web Annotations (www.w3.org/TR/annotation-model).

Offsets are Unicode code points into the text of the version that the state names; quote, prefix and suffix
find the words in any other copy of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claims.models import Article, ClaimAnchor
from factcheck.evidence.models import Evidence
from factcheck.publication.document import moment
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import UNCHECKED

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
# Name of a route and its arguments -> absolute address.
Address = Callable[..., str]


def annotation_page(article: Article, *, address: Address) -> dict[str, Any]:
    """The claims of the newest version in their order, then the passages that people accepted for them."""
    items = [*_claims(article, address), *_passages(article, address)]
    own = address("api:article-detail", article.pk)
    return {
        "@context": CONTEXT,
        "id": f"{own}annotations/",
        "type": "AnnotationPage",
        "partOf": {
            "id": own,
            "type": "AnnotationCollection",
            "label": article.title,
            "total": len(items),
        },
        "startIndex": 0,
        "items": items,
    }


def _claims(article: Article, address: Address) -> list[dict[str, Any]]:
    version = article.current_version
    anchors = ClaimAnchor.objects.filter(version=version, claim__in=article.claims.told())
    anchors = anchors.select_related("claim").order_by("start", "end", "pk")
    factchecks: Any = FactCheck.objects.with_status().filter(claim__in=article.claims.cases())
    statuses = {factcheck.claim_id: factcheck.verification_status for factcheck in factchecks}
    text = address("api:article-version-detail", article.pk, version.number)
    target = {"source": article.address or text, "state": {"type": "TimeState", "cached": text}}
    return [
        _annotation(
            address("api:claim-detail", anchor.claim_id),
            f"anchor-{anchor.pk}",
            bodies=[
                _text(anchor.claim.text, "describing", language=article.language),
                _text(
                    statuses.get(anchor.claim.merged_into_id or anchor.claim_id) or UNCHECKED, "classifying"
                ),
            ],
            target={**target, "selector": _selectors(anchor.quote, anchor)},
            created=moment(anchor.claim.created_at),
        )
        for anchor in anchors
    ]


def _passages(article: Article, address: Address) -> list[dict[str, Any]]:
    accepted = Evidence.objects.accepted().filter(claim__in=article.claims.told().cases())
    found = accepted.select_related("snapshot__source").order_by("claim_id", "pk")
    return [_passage(evidence, address) for evidence in found]


def _passage(evidence: Evidence, address: Address) -> dict[str, Any]:
    snapshot = evidence.snapshot
    own = address("api:snapshot-detail", snapshot.pk)
    return _annotation(
        address("api:evidence-detail", evidence.pk),
        "passage",
        bodies=[
            {
                "type": "SpecificResource",
                "source": address("api:claim-detail", evidence.claim_id),
                "purpose": "linking",
            },
            _text(evidence.stance_accepted, "classifying"),
        ],
        target={
            "source": own if snapshot.source.address is None else snapshot.address,
            "state": {"type": "TimeState", "sourceDate": moment(snapshot.captured_at), "cached": own},
            "selector": _selectors(evidence.exact, evidence),
        },
        created=moment(evidence.created_at),
    )


def _annotation(
    own: str, part: str, *, bodies: list[dict[str, Any]], target: dict[str, Any], created: str
) -> dict[str, Any]:
    return {
        "id": f"{own}#{part}",
        "type": "Annotation",
        "motivation": "classifying",
        "created": created,
        "body": bodies,
        "target": target,
    }


def _text(value: str, purpose: str, *, language: str = "") -> dict[str, Any]:
    body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return {**body, "language": language} if language else body


def _selectors(exact: str, anchor: ClaimAnchor | Evidence) -> list[dict[str, Any]]:
    """Two ways to the same words: a client takes the one that it can."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        },
        {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
    ]
