"""Which cards the workbench shows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import User
from factcheck.web.newsroom.cards import Card
from factcheck.workflow.statuses import IN_WORK, State


@dataclass(frozen=True)
class Filter:
    """slug: as in the address; keeps: which cards stay in the list."""

    slug: str
    label: Any
    keeps: Callable[[Card], bool]


BY_STATE = (
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


def filters_for(user: User) -> tuple[Filter, ...]:
    """By state, and by who has them and by when, as this person asks."""
    return (
        *BY_STATE,
        Filter("mine", _("Mine"), lambda card: card.is_unfinished and card.factcheck.assignee_id == user.pk),
        Filter(
            "nobodys",
            _("Nobody’s"),
            lambda card: card.is_unfinished and card.factcheck.assignee_id is None,
        ),
        Filter("overdue", _("Overdue"), lambda card: card.due is not None and card.due.is_over),
    )


def chosen_filter(slug: str, filters: Sequence[Filter]) -> Filter:
    """The filter of the address; the first, which is all, for one that is not known."""
    return next((one for one in filters if one.slug == slug), filters[0])
