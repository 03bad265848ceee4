"""One next action per claim, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.workflow.statuses import State


@dataclass(frozen=True)
class Counts:
    """Evidence of a claim: accepted by stance, and what nobody judged yet."""

    supports: int = 0
    contradicts: int = 0
    context: int = 0
    unjudged: int = 0

    @property
    def accepted(self) -> int:
        return self.supports + self.contradicts + self.context


def next_action(state: str, counts: Counts) -> str:
    """What a person does next about a claim in this state; "" when it is nobody's turn."""
    match state:
        case State.SUGGESTED:
            return _("Decide whether to check it")
        case State.OPEN | State.CORRECTING:
            return _towards_a_verdict(counts)
        case State.RETURNED:
            return _("Answer the reviewer, then propose again")
        case State.IN_REVIEW:
            return _("A reviewer signs off or returns it")
        case State.SIGNED_OFF:
            return _("A reviewer publishes it")
        case _:
            return ""


def _towards_a_verdict(counts: Counts) -> str:
    if counts.unjudged:
        return ngettext("Judge one passage", "Judge {n} passages", counts.unjudged).format(n=counts.unjudged)
    return _("Propose a verdict") if counts.accepted else _("Add a source")
