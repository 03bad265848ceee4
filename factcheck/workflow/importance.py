"""How much rests on a source: a published verdict, an open claim, or nothing."""

from __future__ import annotations

from django.db.models import Q

from factcheck.evidence.models import Evidence
from factcheck.workflow.statuses import ENDED
from sources.fetching.revisits import Importance
from sources.models import Source


def importance_of(source: Source) -> Importance | None:
    """The most important thing that rests on it; None when no accepted passage of it is in use."""
    used = Evidence.objects.accepted().held().filter(snapshot__source=source)
    published = Q(
        claim__factcheck__publications__is_current=True, claim__factcheck__publications__withdrawn_at=None
    )
    if used.filter(published).exists():
        return Importance.PUBLISHED
    if used.exclude(claim__factcheck__state__in=ENDED).exists():
        return Importance.OPEN
    return None
