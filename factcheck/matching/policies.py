"""Who may say that two claims are one."""

from __future__ import annotations

from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_work_at
from factcheck.matching.models import KnownMatch


def check_can_judge_match(match: KnownMatch, user: User) -> None:
    """Members of the claim's desk. Raises NotAllowed."""
    check_can_work_at(user, match.claim.article.desk_id)
