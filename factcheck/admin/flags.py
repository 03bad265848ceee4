"""What a reviewer should know of a fact-check besides its state: said in words, beside it."""

from collections.abc import Callable
from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from factcheck.evidence.models import Decision, Evidence
from factcheck.matching.models import KnownMatch
from factcheck.publication.models import ErrorReport
from factcheck.workflow.models import FactCheck
from factcheck.workflow.priority import overdue
from factcheck.workflow.statuses import UNFINISHED, State
from sources.fetching.types import CaptureQuality
from sources.models import Reading


class Flag(models.TextChoices):
    OVERDUE = "overdue", _("Overdue")
    SOURCE_CHANGED = "source_changed", _("Source changed")
    MATCH_OVERTAKEN = "match_overtaken", _("Match rated otherwise")
    CHECK_WITHDRAWN = "check_withdrawn", _("Joined with a withdrawn check")
    ERROR_REPORTED = "error_reported", _("Error reported")
    NO_EVIDENCE = "no_evidence", _("No evidence accepted")
    CAPTURE_DOUBTFUL = "capture_doubtful", _("Capture doubtful")
    EMBARGO = "embargo", _("Under embargo")


_ACCEPTED = Evidence.objects.filter(claim=OuterRef("claim_id"), decision=Decision.ACCEPTED)
_DOUBTFUL = Reading.objects.exclude(quality=CaptureQuality.OK.value).values("snapshot")
_OVERTAKEN = KnownMatch.objects.overtaken().filter(claim=OuterRef("claim_id"))
_REPORTED = ErrorReport.objects.unsettled().filter(publication__factcheck=OuterRef("pk"))

CONDITIONS: dict[Flag, Callable[[datetime], Q]] = {
    Flag.OVERDUE: overdue,
    Flag.SOURCE_CHANGED: lambda now: Q(source_changed_at__isnull=False),
    Flag.MATCH_OVERTAKEN: lambda now: Q(Exists(_OVERTAKEN)),
    Flag.CHECK_WITHDRAWN: lambda now: Q(claim__merged_into__factcheck__state=State.WITHDRAWN),
    Flag.ERROR_REPORTED: lambda now: Q(Exists(_REPORTED)),
    Flag.NO_EVIDENCE: lambda now: Q(~Exists(_ACCEPTED), state__in=UNFINISHED),
    Flag.CAPTURE_DOUBTFUL: lambda now: Q(Exists(_ACCEPTED.filter(snapshot__in=_DOUBTFUL))),
    Flag.EMBARGO: lambda now: Q(embargo_until__gt=now),
}


def flag_annotations(now: datetime) -> dict[str, Q]:
    """One true or false a flag, to be added to each row of a list."""
    return {f"is_{flag.value}": condition(now) for flag, condition in CONDITIONS.items()}


def flags_of(factcheck: FactCheck) -> list[Flag]:
    """Of a row with the annotations."""
    return [flag for flag in Flag if getattr(factcheck, f"is_{flag.value}")]
