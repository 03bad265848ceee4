"""What says otherwise: the contradictions of a claim, as its card tells of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.models import Claim
from factcheck.models import Contradiction


@dataclass(frozen=True)
class Otherwise:
    """One contradiction, seen from one of its claims: `claim` is the other.

    number: the other's place in this article, 0 when it stands in another article.
    """

    contradiction: Contradiction
    claim: Claim
    words: str
    their_words: str
    number: int = 0


def otherwise_of(claims: Iterable[Claim]) -> dict[int, list[Otherwise]]:
    """By claim: what nobody dismissed, and what still holds."""
    found: dict[int, list[Otherwise]] = defaultdict(list)
    mine = [claim.pk for claim in claims]
    rows = Contradiction.objects.standing().of_claims(mine)
    for row in rows.select_related("claim__article", "other__article"):
        if not row.holds:
            continue
        if row.claim_id in mine:
            found[row.claim_id].append(Otherwise(row, row.other, row.words, row.other_words))
        if row.other_id in mine:
            found[row.other_id].append(Otherwise(row, row.claim, row.other_words, row.words))
    return found
