"""What was found out about one claim, as plain values."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from claims.models import Claim
from factcheck.evidence.coverage import coverage
from factcheck.evidence.models import Contradiction, Decision
from factcheck.workflow.requirements import Checklist, checklist


def findings_of(claim: Claim) -> dict[str, Any]:
    """Contradictions, what the passages speak to, and what the evidence rule asks for."""
    return {
        "contradictions": _contradictions(claim),
        "matches": _matches(claim),
        "coverage": _coverage(claim),
        "checklist": _checklist(claim),
    }


def _matches(claim: Claim) -> list[dict[str, Any]]:
    matches = claim.known_matches.shown().select_related("known")
    return [
        {
            "claim_reviewed": match.known.claim_reviewed,
            "publisher": match.known.publisher,
            "address": match.known.url,
            "rating": match.known.rating_text,
            "family": match.known.family,
            "score": match.score,
            "decision": match.decision,
            "is_overtaken": match.is_overtaken,
        }
        for match in matches
    ]


def _coverage(claim: Claim) -> list[dict[str, Any]]:
    compared = {
        one.pk: one.elements for one in claim.evidence.exclude(decision=Decision.REJECTED) if one.elements
    }
    return [asdict(part) for part in coverage(claim.text, compared, entities=claim.entities)]


def _checklist(claim: Claim) -> dict[str, Any]:
    factcheck = getattr(claim, "factcheck", None)
    asked = checklist(factcheck) if factcheck is not None else Checklist()
    return {"is_binding": asked.is_binding, "items": [asdict(item) for item in asked.items]}


def _contradictions(claim: Claim) -> list[dict[str, Any]]:
    rows = Contradiction.objects.standing().of_claims([claim.pk]).select_related("claim", "other")
    return [_seen_from(claim, row) for row in rows if row.holds]


def _seen_from(claim: Claim, row: Contradiction) -> dict[str, Any]:
    mine = {"start": row.start, "end": row.end, "words": row.words}
    theirs = {"start": row.other_start, "end": row.other_end, "words": row.other_words}
    other = row.other_id
    if row.claim_id != claim.pk:
        mine, theirs, other = theirs, mine, row.claim_id
    return {
        "claim": other,
        "kind": row.kind,
        "note": row.note,
        **mine,
        **{f"other_{name}": value for name, value in theirs.items()},
    }
