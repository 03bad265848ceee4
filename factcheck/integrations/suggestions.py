"""What a program adds is a suggestion: people open, judge and conclude."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims import services as claims
from claims.exceptions import BadAnchor
from claims.models import Article, Claim
from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_work_at
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Evidence
from factcheck.integrations.models import ApiToken
from factcheck.workflow import services as workflow
from sources.models import Snapshot


@transaction.atomic
def suggest_claim(*, article: Article, by: User, **claim: Any) -> Claim:
    """A claim with its fact-check in the state suggested; `claim` is what claims.add_claim takes.

    Raises NotAllowed, BadAnchor, BadClaim.
    """
    check_can_work_at(by, article.desk_id)
    added = claims.add_claim(article=article, by=by, **claim)
    workflow.open_factchecks(claims=[added])
    return added


def suggest_evidence(
    *,
    claim: Claim,
    snapshot: Snapshot,
    start: int,
    end: int,
    quote: str,
    stance: str,
    by: User,
    token: ApiToken | None,
) -> Evidence:
    """A passage for a person to judge. With a token the suggestion carries its name.

    Raises NotAllowed, Incomplete, and BadAnchor when the quote is not what the snapshot says there.
    """
    check_can_work_at(by, claim.article.desk_id)
    reading = snapshot.readings.first()
    if reading is None or reading.text[start:end] != quote:
        raise BadAnchor(_("The snapshot does not have these words there. Count in Unicode code points."))
    span: dict[str, Any] = {"claim": claim, "snapshot": snapshot, "start": start, "end": end}
    if token is None:
        return evidence.suggest_by_hand(by=by, **span)
    return evidence.suggest_from_integration(stance=stance, token_name=token.name[:80], **span)
