"""What is left of a check that was withdrawn or taken down: where it was, since when it isn't, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from factcheck.publication.models import Publication


@dataclass(frozen=True)
class Tombstone:
    """claim is empty when the law forbids to repeat it."""

    url: str
    claim: str
    at: datetime
    reason: str
    by_law: bool


def tombstone_of(check: Publication) -> Tombstone | None:
    """None while it is public. The law goes first: it may have been withdrawn as well."""
    url = str(check.document["url"])
    for takedown in check.factcheck.takedowns.all():
        if takedown.lifted_at is None:
            return Tombstone(url, claim="", at=takedown.at, reason=takedown.reason, by_law=True)
    if check.withdrawn_at is None:
        return None
    return Tombstone(
        url, check.claim_text, at=check.withdrawn_at, reason=check.withdrawal_reason, by_law=False
    )


def newest_tombstones(at_most: int | None = None) -> list[Tombstone]:
    """What left the public, newest first; at_most: no more than these."""
    gone = Publication.objects.gone().select_related("factcheck").prefetch_related("factcheck__takedowns")
    stones = [stone for stone in map(tombstone_of, gone) if stone]
    return sorted(stones, key=lambda stone: stone.at, reverse=True)[:at_most]
