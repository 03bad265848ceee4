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
from factcheck.exceptions import Incomplete
from factcheck.integrations.models import ApiToken
from factcheck.integrations.policies import check_can_suggest_verdict
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck, Rating
from factcheck.workflow.verdict_suggestions import VerdictSuggestion
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


def suggest_verdict(
    *,
    factcheck: FactCheck,
    rating: str,
    conclusion: str,
    by: User,
    token: ApiToken | None,
    reasoning: str = "",
) -> VerdictSuggestion:
    """A verdict for people to weigh; the state stays. rating: the slug of one of the scale in use.

    Raises NotAllowed, TransitionDenied, Incomplete.
    """
    check_can_work_at(by, factcheck.claim.article.desk_id)
    check_can_suggest_verdict(factcheck)
    if not conclusion.strip():
        raise Incomplete(_("Write the conclusion: one sentence that stands alone."), field="conclusion")
    chosen = _rating_in_use(rating)
    return VerdictSuggestion.objects.create(
        factcheck=factcheck,
        family=chosen.family,
        rating=chosen,
        conclusion=conclusion.strip(),
        reasoning=reasoning.strip(),
        suggested_by=token.name if token else by.name[:100],
        by=by,
    )


def _rating_in_use(slug: str) -> Rating:
    in_use = Rating.objects.filter(scale__is_default=True, retired=False)
    found = in_use.filter(slug=slug).first()
    if found is None:
        known = ", ".join(in_use.values_list("slug", flat=True))
        raise Incomplete(
            _("Choose a rating of the scale in use: {known}.").format(known=known), field="rating"
        )
    return found
