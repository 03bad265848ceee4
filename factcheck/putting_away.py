"""Articles that are done leave the lists of what is worked on, and come back when somebody wants them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import ngettext

from claims import services as claims
from claims.models import Article
from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_work_at
from factcheck.exceptions import TransitionDenied
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import UNFINISHED, State

# What a put-away article may have: a suggestion is in nobody's hands.
IN_HANDS = UNFINISHED - {State.SUGGESTED}


@transaction.atomic
def put_away(*, article: Article, by: User) -> Article:
    """Out of the lists; its checks, its page and its text stay as they are.

    Raises NotAllowed, and TransitionDenied while a claim of it is being checked.
    """
    check_can_work_at(by, article.desk_id)
    _check_nothing_in_hands(claims.lock_article(article))
    return claims.put_away(article=article, by=by)


def take_back(*, article: Article, by: User) -> Article:
    """Among what is worked on again. Raises NotAllowed."""
    check_can_work_at(by, article.desk_id)
    return claims.take_back(article=article)


def _check_nothing_in_hands(article: Article) -> None:
    count = FactCheck.objects.filter(
        claim__article=article, claim__merged_into=None, state__in=IN_HANDS
    ).count()
    if count:
        raise TransitionDenied(
            ngettext(
                "One claim of it is still being checked. Finish it or drop it, then put the article away.",
                "{n} claims of it are still being checked. Finish or drop them, then put the article away.",
                count,
            ).format(n=count)
        )
