"""What is left of a check that was withdrawn or taken down: where it was, since when it isn't, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from factcheck.publication.models import Publication
from factcheck.workflow.models import FactCheck


@dataclass(frozen=True)
class Tombstone:
    """claim is empty when the law forbids to repeat it. factcheck_id: the case that it is left of."""

    factcheck_id: int
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
            return Tombstone(
                check.factcheck_id, url, claim="", at=takedown.at, reason=takedown.reason, by_law=True
            )
    if check.withdrawn_at is None:
        return None
    return Tombstone(
        check.factcheck_id,
        url,
        check.claim_text,
        at=check.withdrawn_at,
        reason=check.withdrawal_reason,
        by_law=False,
    )


def checked_anew(stone: Tombstone) -> Publication | None:
    """The public check that was made anew of it; where that was withdrawn as well, the one made of that.

    None while readers see none, and where the law forbids to show the claim.
    """
    anew = None if stone.by_law else FactCheck.objects.filter(anew_of=stone.factcheck_id).first()
    while anew is not None:
        if public := Publication.objects.public().filter(factcheck=anew).first():
            return public
        anew = FactCheck.objects.filter(anew_of=anew).first()
    return None


def newest_tombstones(at_most: int | None = None) -> list[Tombstone]:
    """What left the public, newest first; at_most: no more than these."""
    gone = Publication.objects.gone().select_related("factcheck").prefetch_related("factcheck__takedowns")
    stones = [stone for stone in map(tombstone_of, gone) if stone]
    return sorted(stones, key=lambda stone: stone.at, reverse=True)[:at_most]
