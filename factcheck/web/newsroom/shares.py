"""How an article's claims stand, for its status bar. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from factcheck.templatetags.look import Share
from factcheck.web.newsroom.cards import Card
from factcheck.workflow.statuses import UNCHECKED, Family

ORDER = (*Family.values, UNCHECKED)


def shares_of(cards: Iterable[Card]) -> list[Share]:
    """By the family of the signed-off verdict; what was set aside is left out."""
    families = Counter(
        UNCHECKED if card.standing.suggested else card.standing.family
        for card in cards
        if not card.is_set_aside
    )
    return shares(families)


def shares(counts: dict[str, int]) -> list[Share]:
    """counts: claims by family."""
    return [Share(family, counts.get(family, 0), _label(family)) for family in ORDER]


def _label(family: str) -> str:
    return _("unchecked") if family == UNCHECKED else str(Family(family).label).lower()
