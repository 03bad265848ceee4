"""Judging passages, and what the accepted ones then suggest: a row for every suggestion that people see."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.evidence.conclude import RULES
from factcheck.evidence.models import Decision, Evidence
from factcheck.evidence.policies import check_can_judge, check_judgement_open
from factcheck.exceptions import Stale
from factcheck.workflow.conclusions import conclusion_of, in_words
from factcheck.workflow.models import FactCheck, Verdict
from factcheck.workflow.verdict_suggestions import VerdictSuggestion


@transaction.atomic
def accept_passage(*, passage: Evidence, stance: str, by: User) -> Evidence:
    """A person says that the passage bears on the claim, and how. Raises Incomplete, NotAllowed,
    TransitionDenied, and Stale when somebody else judged it meanwhile."""
    factcheck = _lock_case_of(passage)
    _check_still_to_judge(passage, by)
    accepted = evidence.accept(evidence=passage, stance=stance, by=by)
    suggest_by_rules(factcheck=factcheck)
    return accepted


@transaction.atomic
def reject_passage(*, passage: Evidence, reason: str, by: User) -> Evidence:
    """A person says that the passage is of no use here, and why. Raises as accept_passage."""
    factcheck = _lock_case_of(passage)
    _check_still_to_judge(passage, by)
    rejected = evidence.reject(evidence=passage, reason=reason, by=by)
    suggest_by_rules(factcheck=factcheck)
    return rejected


@transaction.atomic
def reconsider_passage(*, passage: Evidence, by: User) -> Evidence:
    """Take a judgement back: the passage is a suggestion again. Raises NotAllowed, TransitionDenied."""
    factcheck = _lock_case_of(passage)
    open_again = evidence.reconsider(evidence=passage, by=by)
    suggest_by_rules(factcheck=factcheck)
    return open_again


def _lock_case_of(passage: Evidence) -> FactCheck:
    """Verdicts rest on what is accepted: whoever judges waits for who proposes, or makes them wait."""
    locked = FactCheck.objects.select_for_update(no_key=True).get(claim=passage.claim_id)
    # What came with the passage, its judgement and the claim's state, may be older than the lock.
    passage.refresh_from_db(fields=["decision", "stance_accepted", "rejection_reason", "decided_by"])
    passage.claim = locked.claim
    return locked


def _check_still_to_judge(passage: Evidence, by: User) -> None:
    """Whoever sees that another person judged it has it judged again first. Raises as accept_passage."""
    check_can_judge(passage.claim, by)
    check_judgement_open(passage.claim)
    if passage.decision == Decision.SUGGESTED or passage.decided_by in (by, None):
        return
    judged = passage.get_stance_accepted_display() or passage.get_rejection_reason_display()
    raise Stale(
        _(
            "{name} judged this passage in the meantime: {judgement}. Choose “Judge again” if you see it "
            "otherwise."
        ).format(name=passage.decided_by.name, judgement=str(judged).lower())
    )


@transaction.atomic
def suggest_by_rules(*, factcheck: FactCheck) -> VerdictSuggestion | None:
    """Look anew at what is accepted. What was suggested before lapses unless it rests on the same passages.

    None for no suggestion, which is what the rules mostly come to.
    """
    FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    conclusion = conclusion_of(factcheck)
    stances = dict(factcheck.claim.evidence.accepted().values_list("pk", "stance_accepted"))
    passages = [{"evidence": pk, "stance": stances[pk]} for pk in conclusion.passages]
    standing = factcheck.verdict_suggestions.standing().by_rules().first()
    concluded = (RULES, conclusion.family, passages)
    if standing is not None and (standing.suggested_by, standing.family, standing.passages) == concluded:
        return standing
    lapse_suggestion(factcheck=factcheck)
    if not conclusion.family:
        return None
    return VerdictSuggestion.objects.create(
        factcheck=factcheck,
        family=conclusion.family,
        reasoning=in_words(conclusion),
        score=conclusion.score,
        passages=passages,
        suggested_by=RULES,
    )


def lapse_suggestion(*, factcheck: FactCheck) -> None:
    """What the rules suggested is no longer shown: its passages, or the claim's words, are others now."""
    factcheck.verdict_suggestions.standing().by_rules().update(lapsed_at=timezone.now())


def note_decision(*, verdict: Verdict) -> None:
    """Keep beside what was suggested what a person then proposed, by which agreement is measured."""
    verdict.factcheck.verdict_suggestions.standing().update(verdict=verdict)
