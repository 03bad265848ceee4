"""What a claim's accepted passages add up to: from rows to the rules, and from the rules to words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck.evidence import rules
from factcheck.evidence.conclude import Conclusion, Reason, Weighed, conclude
from factcheck.evidence.coverage import coverage
from factcheck.evidence.models import CHANGED, Evidence, Stance
from factcheck.workflow.models import FactCheck
from factcheck.workflow.requirements import backings

DECISIVE = (Stance.SUPPORTS, Stance.CONTRADICTS)
WHY_NOT: dict[Reason | None, Any] = {
    "both sides": gettext_lazy("Accepted passages say both. Which of them weighs more is yours to say."),
    "source changed": gettext_lazy("A page that it would rest on no longer says what was accepted."),
    "reworded": gettext_lazy(
        "A passage was accepted before the claim was edited. Judge it again for what the claim says now."
    ),
    "one source": gettext_lazy(
        "All that decides it comes from one source. A second, independent one is missing."
    ),
    "not compared": gettext_lazy(
        "Which parts of the claim the accepted passages bear out is not known: not all were compared with it."
    ),
    "part differs": gettext_lazy("The accepted passages say otherwise of {words}."),
    "part open": gettext_lazy("No accepted passage speaks to {words}."),
    None: gettext_lazy("No accepted passage supports or contradicts it."),
}


def conclusion_of(factcheck: FactCheck) -> Conclusion:
    """Of what is accepted now. Reads rows, writes nothing."""
    claim = factcheck.claim
    accepted = claim.evidence.accepted().held().filter(stance_accepted__in=DECISIVE)
    rows = list(accepted.select_related("snapshot").prefetch_related("drifts").order_by("pk"))
    if not rows:
        return conclude([])
    groups = _groups(factcheck)
    elements = {row.pk: row.elements for row in rows if row.elements}
    return conclude(
        [
            Weighed(
                key=row.pk,
                stance=row.stance_accepted,
                source=groups[row.snapshot.source_id],
                holds=_holds(row),
                of_these_words=row.judged_as == claim.text,
                compared=bool(elements) and _is_compared(row),
            )
            for row in rows
        ],
        coverage(claim.text, elements, entities=claim.entities),
    )


def in_words(conclusion: Conclusion) -> str:
    """Why the rules suggest it, or suggest nothing: one sentence."""
    if not conclusion.family:
        return _why_not(conclusion)
    passages = len(conclusion.passages)
    of = ngettext("of {n} independent source", "of {n} independent sources", conclusion.sources).format(
        n=conclusion.sources
    )
    if conclusion.family == "supported":
        return _(
            "{n} accepted passages {of} support it, none contradicts it, and each part is borne out."
        ).format(n=passages, of=of)
    return _("{n} accepted passages {of} contradict it, and none supports it.").format(n=passages, of=of)


def _why_not(conclusion: Conclusion) -> str:
    words = ", ".join(f"“{part}”" for part in conclusion.parts)
    return WHY_NOT.get(conclusion.why_not, WHY_NOT[None]).format(words=words)


def _groups(factcheck: FactCheck) -> dict[int, int]:
    """By source: the number of the group that it stands or falls with."""
    by_source = backings(factcheck)
    groups = rules.independent(list(by_source.values()))
    return {
        source: next(number for number, group in enumerate(groups) if backing in group)
        for source, backing in by_source.items()
    }


def _holds(evidence: Evidence) -> bool:
    newest = next(iter(evidence.drifts.all()), None)
    return newest is None or newest.outcome not in CHANGED


def _is_compared(evidence: Evidence) -> bool:
    """What a person chose is compared with nothing; what a search found is, sooner or later."""
    return bool(evidence.elements) or evidence.score is None
