"""What was done about a return: the case now beside the case that was returned."""

from __future__ import annotations

from factcheck.workflow.differences import Difference, differences
from factcheck.workflow.models import FactCheck, Rating, Signoff, SignoffDecision
from factcheck.workflow.services.signing import content_of


def last_return(factcheck: FactCheck) -> Signoff | None:
    """The last time that a reviewer returned it, with the note."""
    returned = Signoff.objects.filter(verdict__factcheck=factcheck, decision=SignoffDecision.RETURNED)
    return returned.select_related("by").first()


def changes_since(signoff: Signoff, factcheck: FactCheck) -> list[Difference]:
    """What is not as it was at that decision; nothing for decisions from before contents were kept."""
    if not signoff.content:
        return []
    ratings = dict(Rating.objects.values_list("pk", "label"))
    return differences(signoff.content, content_of(factcheck), ratings=ratings)
