"""What is known about an article besides its text, as people put it right."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims import services as claims
from claims.models import Article
from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_work_at
from factcheck.exceptions import Stale


def seen_as(article: Article) -> str:
    """What a person who saw the details hands back with a change: another word for other details."""
    return hashlib.sha256(repr(_known(article)).encode()).hexdigest()[:16]


def _known(article: Article) -> tuple[Any, ...]:
    return article.title, article.byline, article.address, article.published_on


@transaction.atomic
def change_details(*, article: Article, by: User, seen: str = "", **details: Any) -> Article:
    """As claims.change_details; what is published stays as it was.

    seen: as what the person saw them (`seen_as`), "" where nobody says. Raises Stale when they are others by
    now, and BadArticle, NotAllowed.
    """
    check_can_work_at(by, article.desk_id)
    locked = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    if seen not in {"", seen_as(locked)}:
        said = _(
            "Someone else changed this in the meantime. It says now: {details}. Save again to replace it."
        )
        raise Stale(said.format(details=" · ".join(str(one) for one in _known(locked) if one)))
    return claims.change_details(article=locked, **details)
