"""What exactly is signed: wording, evidence, conclusion and rating, as one hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from factcheck.workflow.models import FactCheck, Verdict


def content_sha256(factcheck: FactCheck, verdict: Verdict | None = None) -> str:
    """The SHA-256 of what a reviewer signs, as canonical JSON. Any change of it changes the hash."""
    return sha256_of(content_of(factcheck, verdict))


def content_of(factcheck: FactCheck, verdict: Verdict | None = None) -> dict[str, Any]:
    """What a reviewer signs, as plain values."""
    shown = verdict or factcheck.verdict
    return {"claim": _claim(factcheck), "evidence": _evidence(factcheck), "verdict": _verdict(shown)}


def sha256_of(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _claim(factcheck: FactCheck) -> dict[str, Any]:
    claim = factcheck.claim
    return {"text": claim.text, "kind": claim.kind, "speaker": claim.speaker.name if claim.speaker else None}


def _evidence(factcheck: FactCheck) -> list[dict[str, Any]]:
    accepted = factcheck.claim.evidence.accepted().select_related("snapshot").order_by("pk")
    return [
        {
            "exact": evidence.exact,
            "stance": evidence.stance_accepted,
            "snapshot": evidence.snapshot.warc_sha256,
            "start": evidence.start,
            "end": evidence.end,
        }
        for evidence in accepted
    ]


def _verdict(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "rating": verdict.rating_id,
        "conclusion": verdict.conclusion,
        "in_short": verdict.in_short,
        "reasoning": verdict.reasoning,
        "proposed_by": verdict.proposed_by_id,
    }
