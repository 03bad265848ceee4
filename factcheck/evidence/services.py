"""The one door to leads and evidence. The machine suggests; only `accept` and `reject` decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim
from factcheck.evidence.find import Found
from factcheck.evidence.models import (
    ERASED,
    Decision,
    Drift,
    Evidence,
    Lead,
    Origin,
    RejectionReason,
    Stance,
)
from factcheck.evidence.policies import check_can_judge, check_judgement_open
from factcheck.exceptions import Incomplete
from sources import services as sources
from sources.models import Clearing, Snapshot, Source

CONTEXT_CHARACTERS = 32
SAID_BY_THE_MACHINE = (
    "suggested_by",
    "score",
    "stance_suggested",
    "stance_score",
    "stance_shown",
    "elements",
)
DECIDED_BY_A_PERSON = (
    "decision",
    "stance_accepted",
    "rejection_reason",
    "decided_by",
    "decided_at",
    "judged_as",
)


def add_lead(
    *,
    claim: Claim,
    source: Source,
    origin: str,
    by: Any = None,
    rank: int | None = None,
    snippet: str = "",
) -> Lead:
    """A source worth reading for a claim; once each. rank, snippet: of the search that found it."""
    lead, _created = Lead.objects.get_or_create(
        claim=claim,
        source=source,
        defaults={"origin": origin, "added_by": by, "rank": rank, "snippet": snippet},
    )
    return lead


@transaction.atomic
def suggest(*, claim: Claim, found: Sequence[Found]) -> list[Evidence]:
    """Store passages that the machine found. What is there already, judged or not, is left as it is, unless
    nothing is said of it yet; what was compared with other words than the claim's is not stored.
    """
    of_its_words = [one for one in found if one.words == claim.text]
    for one in of_its_words:
        add_lead(claim=claim, source=one.source, origin=Origin.ARCHIVE)
    rows = [_suggestion(claim, one) for one in of_its_words]
    _say_again(claim, rows)
    return Evidence.objects.bulk_create(rows, ignore_conflicts=True)


def forget_comparisons(*, claim: Claim) -> None:
    """The claim has other words now: how passages bear on it is not known until they are compared again.

    What people judged, and what integrations said, stays.
    """
    claim.evidence.exclude(score=None).update(
        elements=[], stance_suggested=Stance.UNCLEAR, stance_score=None, stance_shown=False
    )


@transaction.atomic
def suggest_by_hand(*, claim: Claim, snapshot: Snapshot, start: int, end: int, by: Any) -> Evidence:
    """A passage that a person chose in a snapshot, still to be judged. Raises Incomplete."""
    check_can_judge(claim, by)
    add_lead(claim=claim, source=snapshot.source, origin=Origin.PERSON, by=by)
    return _from_span(claim, snapshot, start, end, suggested_by=by.name)


@transaction.atomic
def suggest_from_integration(
    *, claim: Claim, snapshot: Snapshot, start: int, end: int, stance: str, token_name: str
) -> Evidence:
    """A passage that an integration found: only ever a suggestion. Raises Incomplete."""
    if stance not in Stance.values:
        raise Incomplete(_("“{stance}” is not a stance.").format(stance=stance), field="stance")
    add_lead(claim=claim, source=snapshot.source, origin=Origin.INTEGRATION)
    return _from_span(claim, snapshot, start, end, suggested_by=token_name, stance=stance)


@transaction.atomic
def share(*, claim: Claim, to: Claim) -> None:
    """Suggest a claim's passages to another one, and its leads: what was judged there is judged here anew."""
    Lead.objects.bulk_create(
        [
            Lead(claim=to, source=lead.source, origin=lead.origin, added_by=lead.added_by)
            for lead in claim.leads.select_related("source", "added_by")
        ],
        ignore_conflicts=True,
    )
    Evidence.objects.bulk_create(
        [_unjudged_copy(one, to) for one in claim.evidence.held().exclude(decision=Decision.REJECTED)],
        ignore_conflicts=True,
    )


def accept(*, evidence: Evidence, stance: str, by: Any) -> Evidence:
    """A person says that the passage bears on the claim, and how. Raises Incomplete, NotAllowed."""
    if stance not in Stance.values:
        raise Incomplete(_("Choose how the passage bears on the claim."), field="stance")
    _check_held(evidence.snapshot)
    accepted = _decide(evidence, by, decision=Decision.ACCEPTED, stance=stance, reason="")
    sources.follow(source=accepted.snapshot.source)
    return accepted


def reject(*, evidence: Evidence, reason: str, by: Any) -> Evidence:
    """A person says that the passage is of no use here, and why. Raises Incomplete, NotAllowed."""
    if reason not in RejectionReason.values:
        raise Incomplete(_("Choose why the passage is rejected."), field="reason")
    return _decide(evidence, by, decision=Decision.REJECTED, stance="", reason=reason)


def reconsider(*, evidence: Evidence, by: Any) -> Evidence:
    """Take a judgement back: the passage is a suggestion again. Raises NotAllowed."""
    return _decide(evidence, by, decision=Decision.SUGGESTED, stance="", reason="")


@transaction.atomic
def _decide(evidence: Evidence, by: Any, *, decision: Decision, stance: str, reason: str) -> Evidence:
    check_can_judge(evidence.claim, by)
    check_judgement_open(evidence.claim)
    open_again = decision == Decision.SUGGESTED
    evidence.decision, evidence.stance_accepted, evidence.rejection_reason = decision, stance, reason
    evidence.decided_by = None if open_again else by
    evidence.decided_at = None if open_again else timezone.now()
    evidence.judged_as = "" if open_again else _words_of(evidence.claim_id)
    evidence.save(update_fields=DECIDED_BY_A_PERSON)
    return evidence


@transaction.atomic
def forget_captures(*, snapshots: Sequence[Snapshot], blank_accepted: bool) -> list[Evidence]:
    """These captures were erased: passages of them that nobody accepted go, and what they were found to say.

    Returns the accepted ones, which stay; blank_accepted: without their words.
    """
    of_them = Evidence.objects.filter(snapshot__in=snapshots)
    # Blanked before they are removed: the audit keeps a row as it was when it went.
    blanked = of_them if blank_accepted else of_them.exclude(decision=Decision.ACCEPTED)
    blanked.update(exact=ERASED, prefix="", suffix="", elements=[])
    of_them.unjudged().delete()
    Drift.objects.filter(fetch__snapshot__in=snapshots).update(found="", changes=[])
    return list(of_them.accepted().select_related("claim__factcheck"))


def _check_held(snapshot: Snapshot) -> None:
    if Clearing.objects.filter(snapshot=snapshot).exists():
        raise Incomplete(
            _("The files of this capture were cleared away. Quote a newer capture."), field="snapshot"
        )


def _words_of(claim_id: int) -> str:
    return Claim.objects.values_list("text", flat=True).get(pk=claim_id)


def _say_again(claim: Claim, rows: Sequence[Evidence]) -> None:
    places = {(row.snapshot_id, row.start, row.end): row for row in rows}
    for kept in claim.evidence.uncompared():
        if new := places.get((kept.snapshot_id, kept.start, kept.end)):
            for name in SAID_BY_THE_MACHINE:
                setattr(kept, name, getattr(new, name))
            kept.save(update_fields=SAID_BY_THE_MACHINE)


def _suggestion(claim: Claim, one: Found) -> Evidence:
    return Evidence(
        claim=claim,
        snapshot_id=one.snapshot_id,
        start=one.start,
        end=one.end,
        exact=one.text,
        prefix=one.prefix,
        suffix=one.suffix,
        suggested_by=one.suggested_by,
        score=one.score,
        stance_suggested=one.stance,
        stance_score=one.stance_score,
        stance_shown=one.shown,
        elements=one.elements,
    )


def _unjudged_copy(evidence: Evidence, claim: Claim) -> Evidence:
    """Stance and elements are about the other claim's words, so they stay behind."""
    return Evidence(
        claim=claim,
        snapshot_id=evidence.snapshot_id,
        start=evidence.start,
        end=evidence.end,
        exact=evidence.exact,
        prefix=evidence.prefix,
        suffix=evidence.suffix,
        suggested_by=evidence.suggested_by,
        score=evidence.score,
    )


def _from_span(
    claim: Claim, snapshot: Snapshot, start: int, end: int, *, suggested_by: str, stance: str = Stance.UNCLEAR
) -> Evidence:
    _check_held(snapshot)
    reading = snapshot.readings.first()
    text = reading.text if reading else ""
    if not 0 <= start < end <= len(text):
        raise Incomplete(_("These words are not in the snapshot. Select them again."), field="start")
    evidence, _created = Evidence.objects.get_or_create(
        claim=claim,
        snapshot=snapshot,
        start=start,
        end=end,
        defaults={
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT_CHARACTERS) : start],
            "suffix": text[end : end + CONTEXT_CHARACTERS],
            "suggested_by": suggested_by,
            "stance_suggested": stance,
        },
    )
    return evidence
