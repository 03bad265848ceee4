"""What was done about a return: the case now beside the case that was returned."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.workflow.differences import Difference, differences
from factcheck.workflow.models import FactCheck, Rating, Signoff, SignoffDecision
from factcheck.workflow.services.signing import content_of


@dataclass(frozen=True)
class SinceReturn:
    """A reviewer's return, with the note, and what is not as it was then."""

    returned: Signoff
    changes: list[Difference]


def since_return(factcheck: FactCheck) -> SinceReturn | None:
    """The last return and what changed since; no changes for returns from before contents were kept.

    None for a case that was never returned.
    """
    returns = Signoff.objects.filter(verdict__factcheck=factcheck, decision=SignoffDecision.RETURNED)
    returned = returns.select_related("by").first()
    return SinceReturn(returned, _changes(returned, factcheck)) if returned else None


def _changes(returned: Signoff, factcheck: FactCheck) -> list[Difference]:
    if not returned.content:
        return []
    ratings = dict(Rating.objects.values_list("pk", "label"))
    return differences(returned.content, content_of(factcheck), ratings=ratings)
