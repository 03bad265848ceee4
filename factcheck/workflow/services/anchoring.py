"""A person says what becomes of a claim whose words changed: its place in the new text, or none."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from claims import following
from claims.models import AnchorFate, ClaimAnchor
from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_work_at
from factcheck.workflow import policies
from factcheck.workflow.models import FactCheck
from factcheck.workflow.services.moving import dismiss, drop
from factcheck.workflow.statuses import State

# Nobody but journalists decided anything about these yet; what was reviewed or published stays as it is.
ENDED_WITH_ITS_WORDS = {State.SUGGESTED: dismiss, State.OPEN: drop, State.RETURNED: drop}


@transaction.atomic
def place_claim(*, fate: AnchorFate, start: int, end: int, quote: str, by: User) -> ClaimAnchor:
    """Anchor a claim to words of the new text; its wording, evidence and verdict stay.

    Raises NotAllowed, NotWaiting, BadAnchor.
    """
    check_can_work_at(by, fate.version.article.desk_id)
    return following.place(fate=fate, start=start, end=end, quote=quote, by=by)


@transaction.atomic
def let_go(*, fate: AnchorFate, by: User) -> None:
    """Say that a claim's words are gone: a check that nobody reviewed ends with them.

    Raises NotAllowed, NotWaiting.
    """
    check_can_work_at(by, fate.version.article.desk_id)
    following.leave_out(fate=fate, by=by)
    claim = fate.anchor.claim.merged_into or fate.anchor.claim
    factcheck = FactCheck.objects.select_related("claim__article").get(claim=claim)
    if _ends_with_its_words(factcheck, by):
        end = ENDED_WITH_ITS_WORDS[State(factcheck.state)]
        reason = _("Its words are gone from version {n} of the article.").format(n=fate.version.number)
        end(factcheck=factcheck, reason=reason, by=by)


def _ends_with_its_words(factcheck: FactCheck, by: User) -> bool:
    """Whether nobody reviewed it, readers don't know it, and it stands nowhere else in the article."""
    if State(factcheck.state) not in ENDED_WITH_ITS_WORDS or policies.why_not(
        policies.check_can_drop, factcheck, by
    ):
        return False
    claim = factcheck.claim
    its_words = Q(claim=claim) | Q(claim__merged_into=claim)
    return not ClaimAnchor.objects.filter(its_words, version=claim.article.current_version).exists()
