"""Which cards the workbench shows. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from factcheck.web.newsroom.cards import Card
from factcheck.workflow.statuses import IN_WORK, State


@dataclass(frozen=True)
class Filter:
    """slug: as in the address; keeps: which cards stay in the list."""

    slug: str
    label: Any
    keeps: Callable[[Card], bool]


FILTERS = (
    Filter("", _("All"), lambda card: not card.is_set_aside),
    Filter(
        "to-judge", _("To judge"), lambda card: card.factcheck.state in IN_WORK and card.counts.unjudged > 0
    ),
    Filter(
        "no-evidence",
        _("No evidence"),
        lambda card: card.factcheck.state in IN_WORK and not (card.counts.accepted or card.counts.unjudged),
    ),
    Filter(
        "ready",
        _("Ready to propose"),
        lambda card: card.factcheck.state in IN_WORK and card.counts.accepted > 0,
    ),
    Filter("in-review", _("In review"), lambda card: card.factcheck.state == State.IN_REVIEW),
    Filter(
        "decided",
        _("Decided"),
        lambda card: card.factcheck.state in (State.SIGNED_OFF, State.PUBLISHED, State.CORRECTING),
    ),
    Filter("set-aside", _("Set aside"), lambda card: card.is_set_aside),
)


def chosen_filter(slug: str) -> Filter:
    """The filter of the address; all for one that is not known."""
    return next((one for one in FILTERS if one.slug == slug), FILTERS[0])
