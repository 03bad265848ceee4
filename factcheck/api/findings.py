"""What was found out about one claim, as plain values."""

from __future__ import annotations

from typing import Any

from claims.models import Claim
from factcheck.evidence.models import Contradiction


def findings_of(claim: Claim) -> dict[str, Any]:
    return {"contradictions": _contradictions(claim)}


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
