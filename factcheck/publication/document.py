"""What a publication shows, as plain values: taken from the case once, never changed afterwards."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from claims.models import Article, Claim
from claims.versions.kinship import is_another_text
from factcheck.evidence.models import Evidence, numbered
from factcheck.publication.models import Publication
from factcheck.workflow.models import FactCheck, Rating, Signoff, Verdict
from factcheck.workflow.statuses import Family
from sources.models import Snapshot

# A claim whose article's language nobody knows is read as English, the language of extraction.
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True)
class Occasion:
    """What a new version adds to the case: its address, its moment, the versions before it."""

    url: str
    version: int
    at: datetime
    newsroom: dict[str, str]
    earlier: tuple[Publication, ...]
    correction_note: str
    severity: str


def freeze(
    factcheck: FactCheck, *, verdict: Verdict, signoff: Signoff | None, occasion: Occasion
) -> dict[str, Any]:
    """The document of one version. Everything in it is JSON; moments are ISO 8601 in UTC.

    In a preview alone signoff is None, where nobody signed off yet, and a verdict that stands for one to come
    has no time.
    """
    claim = factcheck.claim
    return {
        "claim": claim.text,
        "kind": claim.kind,
        "quote": _quote(claim),
        "speaker": _speaker(claim),
        "article": _article(claim.article),
        "language": claim.article.language or DEFAULT_LANGUAGE,
        "rating": _rating(verdict.rating),
        "conclusion": verdict.conclusion,
        "in_short": verdict.in_short.splitlines(),
        "reasoning": verdict.reasoning,
        "evidence": _evidence(claim),
        "checked_by": verdict.proposed_by.name,
        "proposed_at": moment(verdict.proposed_at) if verdict.proposed_at else "",
        "signed_off_by": signoff.by.name if signoff else _("nobody yet"),
        "signed_off_at": moment(signoff.at) if signoff else "",
        "published_at": moment(occasion.at),
        "first_published_at": _first_published_at(occasion),
        "version": occasion.version,
        "corrections": _corrections(occasion, claim=claim, verdict=verdict),
        "newsroom": occasion.newsroom,
        "url": occasion.url,
    }


def sha256(document: dict[str, Any]) -> str:
    """The hash of a document, whatever the order of its keys."""
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def moment(at: datetime) -> str:
    """2026-05-12T09:14:00Z: seconds are as exact as a reader needs."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _quote(claim: Claim) -> str:
    anchor = claim.anchors.order_by("-version__number", "start").first()
    return anchor.quote if anchor else ""


def _speaker(claim: Claim) -> dict[str, str] | None:
    speaker = claim.speaker
    if speaker is None:
        return None
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "job_title": speaker.job_title,
        "same_as": speaker.same_as,
    }


def _article(article: Article) -> dict[str, str]:
    """With the newest capture of its page, when that holds the article and no other text."""
    captured = _captured(article) if article.address else None
    return {
        "title": article.title,
        "address": article.address,
        "published_on": article.published_on.isoformat() if article.published_on else "",
        "captured_at": moment(captured.captured_at) if captured else "",
        "sha256": captured.body_sha256 if captured else "",
    }


def _captured(article: Article) -> Snapshot | None:
    newest = Snapshot.objects.filter(source__address=article.address).first()
    reading = newest.readings.first() if newest else None
    is_its_page = reading and not is_another_text(article.current_version.text, reading.text)
    return newest if is_its_page else None


def _rating(rating: Rating) -> dict[str, Any]:
    """The number stands between the ends of its scale; without a number there are no ends."""
    if rating.scale.conclusion_only:
        return _no_rating(rating)
    numbers = [other.value for other in rating.scale.ratings.all() if other.value is not None]
    numbered = rating.value is not None
    return {
        "label": rating.label,
        "family": rating.family,
        "definition": rating.definition,
        "value": rating.value,
        "best": max(numbers) if numbered else None,
        "worst": min(numbers) if numbered else None,
        "scale": str(rating.scale),
    }


def _no_rating(rating: Rating) -> dict[str, Any]:
    """What readers see of a scale that shows the conclusion and no label: neither family nor number."""
    return {
        "label": _("Our conclusion"),
        "family": Family.NOT_RATED.value,
        "definition": _("We say in one sentence what we found, and use no scale."),
        "value": None,
        "best": None,
        "worst": None,
        "scale": str(rating.scale),
        "conclusion_only": True,
    }


def _evidence(claim: Claim) -> list[dict[str, Any]]:
    accepted = claim.evidence.accepted().select_related("snapshot__source__publisher")
    return [_passage(evidence) for evidence in numbered(accepted)]


def _passage(evidence: Evidence) -> dict[str, Any]:
    source = evidence.snapshot.source
    return {
        "exact": evidence.exact,
        "stance": evidence.stance_accepted,
        "source": {
            "title": source.title,
            "address": source.address or "",
            "publisher": source.publisher.name if source.publisher else "",
            "kind": source.kind,
            "form": source.form,
            "dated": source.dated,
        },
        "captured_at": moment(evidence.snapshot.captured_at),
        "way": evidence.snapshot.way,
        "sha256": evidence.snapshot.body_sha256,
    }


def _first_published_at(occasion: Occasion) -> str:
    first = min(occasion.earlier, key=lambda publication: publication.version, default=None)
    return moment(first.published_at if first else occasion.at)


def _corrections(occasion: Occasion, *, claim: Claim, verdict: Verdict) -> list[dict[str, Any]]:
    """The log of the version before, and this version's own entry: what stood there, what stands there now,
    and why it changed.
    """
    if not occasion.earlier:
        return []
    before = max(occasion.earlier, key=lambda publication: publication.version).document
    entry = {
        "at": moment(occasion.at),
        "note": occasion.correction_note,
        "severity": occasion.severity,
        "version": before["version"],
        "claim": before["claim"],
        "rating": before["rating"]["label"],
        "conclusion": before["conclusion"],
        "reasoning": before["reasoning"],
        "after": {
            "claim": claim.text,
            "rating": verdict.rating.label,
            "conclusion": verdict.conclusion,
        },
    }
    return [*before["corrections"], entry]
