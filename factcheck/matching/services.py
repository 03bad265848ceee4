"""The one door to known fact-checks. Importing again adds what is new and takes in what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.matching.find import Found, Read
from factcheck.matching.models import KnownFactCheck, KnownMatch, MatchDecision
from factcheck.matching.policies import check_can_judge_match


@dataclass(frozen=True, slots=True)
class Review:
    """A fact-check of another publisher, as a reader of ClaimReview makes it from its mark-up.

    family: one of the workflow's families, or "" when the rating can't be placed. raw: the item as it came.
    """

    claim_reviewed: str
    url: str
    publisher: str
    rating_text: str = ""
    family: str = ""
    title: str = ""
    claimed_by: str = ""
    claimed_on: date | None = None
    published_on: date | None = None
    language: str = ""
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The same for the same claim at the same address, whatever else changed."""
        return hashlib.sha256(f"{self.url}\n{self.claim_reviewed}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Remembered:
    """What an import did: primary keys of rows added, changed, and of those whose rating is another now."""

    added: tuple[int, ...]
    changed: tuple[int, ...]
    rated_anew: tuple[int, ...]


@transaction.atomic
def remember(*, reviews: Iterable[Review], by: Any = None) -> Remembered:
    """Store fact-checks of others; the last of two with one fingerprint counts. Importing twice adds nothing.

    Call it with some thousand at a time: each call is one transaction.
    """
    wanted = {review.fingerprint: review for review in reviews}
    known = KnownFactCheck.objects.select_for_update().in_bulk(list(wanted), field_name="fingerprint")
    changed = [row for key, row in known.items() if _differs(row, wanted[key])]
    rated_anew = tuple(row.pk for row in changed if _rating_of(row) != _rating_of(wanted[row.fingerprint]))
    for row in changed:
        _take(row, wanted[row.fingerprint])
    KnownFactCheck.objects.bulk_update(changed, [*_COLUMNS, "withdrawn_at"], batch_size=1000)
    added = _add([review for key, review in wanted.items() if key not in known], by)
    return Remembered(added=added, changed=tuple(row.pk for row in changed), rated_anew=rated_anew)


@transaction.atomic
def forget(*, reviews: Iterable[Review], imported_by: Any) -> tuple[int, ...]:
    """Their publishers no longer stand by them: nothing is matched to them until they come again.

    imported_by: whose rows; what somebody else imported stays. Returns the primary keys of those.
    """
    wanted = {review.fingerprint for review in reviews}
    rows = KnownFactCheck.objects.of_others().filter(fingerprint__in=wanted, imported_by=imported_by)
    return _withdraw(rows)


@transaction.atomic
def forget_addresses(*, addresses: Sequence[str], imported_by: Any) -> tuple[int, ...]:
    """As forget, for everything at these addresses."""
    rows = KnownFactCheck.objects.of_others().filter(url__in=addresses, imported_by=imported_by)
    return _withdraw(rows)


@transaction.atomic
def forget_own(*, factcheck_id: int) -> tuple[int, ...]:
    """As forget, for what we published and withdrew."""
    return _withdraw(KnownFactCheck.objects.standing().filter(factcheck=factcheck_id))


def _withdraw(rows: QuerySet[KnownFactCheck]) -> tuple[int, ...]:
    known = tuple(rows.select_for_update().values_list("pk", flat=True))
    KnownFactCheck.objects.filter(pk__in=known).update(withdrawn_at=Now())
    return known


_COLUMNS = [
    "rating_text", "family", "publisher", "title", "claimed_by", "claimed_on", "published_on", "language",
    "raw",
]  # fmt: skip


def _add(reviews: Sequence[Review], by: Any) -> tuple[int, ...]:
    rows = [
        KnownFactCheck(**asdict(review), fingerprint=review.fingerprint, imported_by=by) for review in reviews
    ]
    # Another import at the same moment may have brought the same: then its row stays.
    KnownFactCheck.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    found = KnownFactCheck.objects.filter(fingerprint__in=[row.fingerprint for row in rows])
    return tuple(found.order_by("pk").values_list("pk", flat=True))


def _differs(row: KnownFactCheck, review: Review) -> bool:
    changed = any(getattr(row, column) != getattr(review, column) for column in _COLUMNS)
    return changed or row.withdrawn_at is not None


def _take(row: KnownFactCheck, review: Review) -> None:
    row.withdrawn_at = None
    for column in _COLUMNS:
        setattr(row, column, getattr(review, column))


def _rating_of(one: KnownFactCheck | Review) -> tuple[str, str]:
    return one.family, one.rating_text


# --- Our own fact-checks, and matches --------------------------------------------------------------------


def remember_own(*, factcheck_id: int, review: Review) -> KnownFactCheck:
    """What we published is known from now on, in its newest form."""
    row, _created = KnownFactCheck.objects.update_or_create(
        factcheck_id=factcheck_id, defaults={**asdict(review), "fingerprint": review.fingerprint}
    )
    return row


def store_vectors(*, read: Read) -> int:
    """Keep the vectors of known claims. Returns how many."""
    rows = [
        KnownFactCheck(pk=pk, vector=vector, vector_model=read.model) for pk, vector in read.vectors.items()
    ]
    return KnownFactCheck.objects.bulk_update(rows, ["vector", "vector_model"], batch_size=500)


@transaction.atomic
def suggest(*, claims: Sequence[int], found: Sequence[Found]) -> None:
    """Store what was found for these claims; suggestions that are found no longer go, decisions stay."""
    wanted = {(one.claim, one.known): one for one in found}
    for match in KnownMatch.objects.filter(claim__in=claims, decision=MatchDecision.SUGGESTED):
        if (match.claim_id, match.known_id) not in wanted:
            match.delete()
    KnownMatch.objects.bulk_create(
        [
            KnownMatch(claim_id=one.claim, known_id=one.known, score=one.score, suggested_by=one.suggested_by)
            for one in found
        ],
        ignore_conflicts=True,
    )


def confirm(*, match: KnownMatch, by: User) -> KnownMatch:
    """A person says that both claims say the same; later ratings of the other flag it. Raises NotAllowed."""
    return _decide(match, MatchDecision.CONFIRMED, by)


def reject(*, match: KnownMatch, by: User) -> KnownMatch:
    """A person says that it is another claim. Raises NotAllowed."""
    return _decide(match, MatchDecision.REJECTED, by)


def reconsider(*, match: KnownMatch, by: User) -> KnownMatch:
    """Take a decision back. Raises NotAllowed."""
    return _decide(match, MatchDecision.SUGGESTED, by)


def _decide(match: KnownMatch, decision: MatchDecision, by: User) -> KnownMatch:
    check_can_judge_match(match, by)
    is_open, is_same = decision == MatchDecision.SUGGESTED, decision == MatchDecision.CONFIRMED
    match.decision = decision
    match.decided_by, match.decided_at = (None, None) if is_open else (by, timezone.now())
    match.rating_seen = match.known.rating_text if is_same else ""
    match.family_seen = match.known.family if is_same else ""
    match.save(update_fields=["decision", "decided_by", "decided_at", "rating_seen", "family_seen"])
    return match
