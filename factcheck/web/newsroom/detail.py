"""The open card: passages with their differences, what this person may do, what happened so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from factcheck.accounts.invitations import who_invited_whom
from factcheck.accounts.models import User
from factcheck.accounts.policies import is_reviewer_at
from factcheck.evidence.coverage import Part, coverage
from factcheck.evidence.models import Decision, RejectionReason, Stance, numbered
from factcheck.evidence.policies import check_judgement_open
from factcheck.exceptions import FactcheckError
from factcheck.models import (
    Drift,
    Evidence,
    FactCheck,
    KnownMatch,
    Lead,
    Rating,
    Verdict,
    VerdictSuggestion,
)
from factcheck.publication.models import Severity
from factcheck.publication.policies import check_can_preview
from factcheck.publication.readers import Readers, readers_of
from factcheck.watch import Unsettled, unsettled_changes
from factcheck.web.newsroom import loading
from factcheck.web.newsroom.acts import Refusal
from factcheck.web.newsroom.cards import Card
from factcheck.web.newsroom.differences import Comparison, comparison
from factcheck.web.newsroom.elsewhere import same_elsewhere
from factcheck.web.newsroom.planned import Planning, planning_of
from factcheck.web.newsroom.timeline import Event, Picture, picture, timeline
from factcheck.workflow import policies
from factcheck.workflow.conclusions import conclusion_of, in_words
from factcheck.workflow.requirements import Checklist, checklist
from factcheck.workflow.services import SinceReturn, content_sha256, since_return
from factcheck.workflow.statuses import State

STANCES = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.CONTEXT)
# Passages to judge that are shown at once, the best first; the rest wait behind a summary.
SHOWN_AT_ONCE = 3
# Measured suggestions are shown with two digits: more would look surer than they are.
SCORE_DIGITS = 2
# Where a verdict is proposed or weighed; and how many suggestions are read there.
CONCLUDING = (State.OPEN, State.RETURNED, State.CORRECTING, State.IN_REVIEW)
SUGGESTIONS_AT_MOST = 5
# Where what was done about a return is of interest.
REWORKED = (State.RETURNED, State.IN_REVIEW)


@dataclass(frozen=True)
class PassageView:
    evidence: Evidence
    comparison: Comparison
    refusal: Refusal | None = None

    @property
    def suggested_stance(self) -> str:
        """The machine's stance when it is sure enough to be shown, else ""."""
        return self.evidence.stance_suggested if self.evidence.stance_shown else ""

    @property
    def drift(self) -> Drift | None:
        """What the newest capture says of it, unless that is nothing."""
        return next(iter(self.evidence.newest_drifts), None)  # type: ignore[attr-defined]

    @property
    def score(self) -> str:
        return "" if self.evidence.score is None else f"{self.evidence.score:.{SCORE_DIGITS}f}"


# What a part of a claim is called.
PART_KINDS = {
    "name": _("name"),
    "place": _("place"),
    "number": _("number"),
    "date": _("date"),
    "negation": _("yes or no"),
    "modality": _("how sure"),
    "quantifier": _("how many of them"),
    "speaker": _("who said it"),
}


@dataclass(frozen=True)
class PartView:
    """A part of the claim, and which passages speak to it."""

    part: Part

    @property
    def kind(self) -> str:
        return str(PART_KINDS[self.part.type])


@dataclass(frozen=True)
class ByRules:
    """What the accepted passages add up to by our own rules: `suggestion`, or None and `why_not`.

    passages: those that the suggestion rests on, each with its number.
    """

    suggestion: VerdictSuggestion | None
    why_not: str = ""
    passages: tuple[tuple[int, Evidence], ...] = ()

    @property
    def score(self) -> str:
        return f"{self.suggestion.score:.{SCORE_DIGITS}f}" if self.suggestion else ""


@dataclass(frozen=True)
class Draft:
    """What the verdict's form begins with; rating is a key, as text. taken_from: the proposal it repeats."""

    rating: str = ""
    conclusion: str = ""
    in_short: str = ""
    reasoning: str = ""
    taken_from: Verdict | None = None


@dataclass(frozen=True)
class May:
    """What this person may do now. why_not: the sentences that stand where a button would be, by act."""

    open: bool = False
    dismiss: bool = False
    drop: bool = False
    reopen: bool = False
    edit: bool = False
    join: bool = False
    judge: bool = False
    propose: bool = False
    withdraw: bool = False
    sign_off: bool = False
    send_back: bool = False
    undo_sign_off: bool = False
    settle: bool = False
    publish: bool = False
    correct: bool = False
    abandon: bool = False
    take_back: bool = False
    preview: bool = False
    check_anew: bool = False
    why_not: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Detail:
    """Everything the open card shows besides the card itself."""

    accepted: list[PassageView]
    unjudged: list[PassageView]
    rejected: list[PassageView]
    may: May
    ratings: list[Rating]
    events: list[Event]
    refusal: Refusal | None
    content_sha256: str
    source_changes: list[Unsettled]
    matches: list[KnownMatch]
    checklist: Checklist
    parts: list[PartView]
    appearances: list[Claim]
    readers: Readers
    verdict_suggestions: list[VerdictSuggestion]
    by_rules: ByRules | None
    searched_leads: list[Lead]
    draft: Draft
    since: SinceReturn | None
    planning: Planning | None
    elsewhere: list[Claim]
    acquainted: str = ""
    stances: tuple[Any, ...] = STANCES
    severities: tuple[Any, ...] = tuple(Severity)
    rejection_reasons: tuple[Any, ...] = tuple(RejectionReason)

    @property
    def picture(self) -> Picture | None:
        return picture(self.events)

    @property
    def open_parts(self) -> int:
        """How many parts of the claim no passage speaks to."""
        return sum(view.part.is_open for view in self.parts)

    @property
    def best(self) -> list[PassageView]:
        return self.unjudged[:SHOWN_AT_ONCE]

    @property
    def further(self) -> list[PassageView]:
        return self.unjudged[SHOWN_AT_ONCE:]

    @property
    def further_open(self) -> bool:
        """A refusal among the further ones must be seen."""
        return any(view.refusal for view in self.further)


def detail_of(
    card: Card, *, user: User, evidence: list[Evidence], ratings: list[Rating], refusal: Refusal | None = None
) -> Detail:
    """refusal: of the act that was just refused, about this claim or one of its passages."""
    views = {one.pk: _passage(one, card.claim, refusal) for one in evidence}
    accepted = numbered(evidence)
    in_review = card.factcheck.state == State.IN_REVIEW
    verdict = card.factcheck.verdict
    return Detail(
        accepted=[views[one.pk] for one in accepted],
        unjudged=sorted((views[one.pk] for one in evidence if one.decision == Decision.SUGGESTED), key=_fit),
        rejected=[views[one.pk] for one in evidence if one.decision == Decision.REJECTED],
        may=may(card, user),
        ratings=ratings,
        events=timeline(card, evidence),
        refusal=refusal if refusal and refusal.act not in EVIDENCE_ACTS else None,
        content_sha256=content_sha256(card.factcheck) if in_review else "",
        source_changes=unsettled_changes(card.factcheck),
        matches=loading.matches_for_card(card.claim),
        checklist=checklist(card.factcheck),
        parts=_parts(card.claim, evidence),
        appearances=list(card.claim.merged.select_related("article")),
        readers=readers_of(card.factcheck),
        verdict_suggestions=_verdict_suggestions(card.factcheck),
        by_rules=_by_rules(card.factcheck, accepted),
        searched_leads=list(card.claim.leads.searched().select_related("source")),
        draft=_draft(card.factcheck, refusal),
        since=since_return(card.factcheck) if card.factcheck.state in REWORKED else None,
        planning=planning_of(card.factcheck, user=user, refusal=refusal),
        elsewhere=same_elsewhere(card.claim) if card.is_in_work else [],
        acquainted=who_invited_whom(verdict.proposed_by, user) if in_review and verdict else "",
    )


PUBLISHING: dict[State, tuple[str, policies.Check]] = {
    State.SIGNED_OFF: ("publish", policies.check_can_publish),
    State.PUBLISHED: ("correct", policies.check_can_correct),
    State.RETURNED: ("abandon", policies.check_can_abandon_correction),
    State.CORRECTING: ("abandon", policies.check_can_abandon_correction),
}
EVIDENCE_ACTS = ("accept", "reject", "reconsider")


def may(card: Card, user: User) -> May:
    """Ask the policies that matter in the claim's state."""
    factcheck, state = card.factcheck, card.factcheck.state
    why = {name: policies.why_not(check, factcheck, user) for name, check in _checks(card, user).items()}
    why["judge"] = _why_not_judge(card.claim)
    return May(
        open=state == State.SUGGESTED,
        dismiss=state == State.SUGGESTED,
        drop=state in (State.OPEN, State.RETURNED),
        reopen=state in (State.DISMISSED, State.DROPPED),
        edit=why.get("edit") == "",
        join=why.get("join") == "",
        judge=why["judge"] == "",
        propose=why.get("propose") == "",
        withdraw=why.get("withdraw") == "",
        sign_off=why.get("sign_off") == "",
        send_back=why.get("send_back") == "",
        undo_sign_off=why.get("undo_sign_off") == "",
        settle=why.get("settle") == "",
        publish=why.get("publish") == "",
        correct=why.get("correct") == "",
        abandon=why.get("abandon") == "",
        take_back=why.get("take_back") == "",
        preview=why["preview"] == "",
        check_anew=why.get("check_anew") == "",
        why_not={name: sentence for name, sentence in why.items() if sentence},
    )


def _checks(card: Card, user: User) -> dict[str, policies.Check]:
    checks: dict[str, policies.Check] = {
        "edit": policies.check_can_edit,
        "join": policies.check_can_merge,
        "propose": policies.check_can_propose,
        "preview": check_can_preview,
    }
    state = State(card.factcheck.state)
    if card.factcheck.source_changed_at is not None:
        checks["settle"] = policies.check_can_settle_source_change
    if state == State.IN_REVIEW:
        checks["withdraw"] = policies.check_can_withdraw_proposal
    reviews = is_reviewer_at(user, card.claim.article.desk_id)
    if reviews and state == State.IN_REVIEW:
        checks["sign_off"] = policies.check_can_sign_off
    if reviews and state in (State.IN_REVIEW, State.SIGNED_OFF):
        checks["send_back"] = policies.check_can_return
    if reviews and state in PUBLISHING:
        checks[PUBLISHING[state][0]] = PUBLISHING[state][1]
    if reviews:
        checks["take_back"] = policies.check_can_withdraw
    if state == State.WITHDRAWN:
        checks["check_anew"] = policies.check_can_check_anew
    if state == State.SIGNED_OFF:
        checks["undo_sign_off"] = policies.check_can_undo_sign_off
    return checks


def _draft(factcheck: FactCheck, refusal: Refusal | None) -> Draft:
    """What was just refused; else the newest proposal, which was returned, taken back or published."""
    if refusal and refusal.act == "propose":
        typed = refusal.values
        return Draft(
            rating=typed.get("rating", ""),
            conclusion=typed.get("conclusion", ""),
            in_short=typed.get("in_short", ""),
            reasoning=typed.get("reasoning", ""),
        )
    newest = factcheck.verdict or next(iter(factcheck.verdicts.all()), None)
    if newest is None:
        return Draft()
    return Draft(str(newest.rating_id), newest.conclusion, newest.in_short, newest.reasoning, newest)


def _parts(claim: Claim, evidence: list[Evidence]) -> list[PartView]:
    """What the passages that nobody rejected speak to."""
    compared = {
        one.pk: one.elements for one in evidence if one.decision != Decision.REJECTED and one.elements
    }
    return [PartView(part) for part in coverage(claim.text, compared, entities=claim.entities)]


def _verdict_suggestions(factcheck: FactCheck) -> list[VerdictSuggestion]:
    """What programs would conclude, the newest first, while a person still has to conclude."""
    if factcheck.state not in CONCLUDING:
        return []
    suggested = factcheck.verdict_suggestions.by_programs().select_related("rating")
    return list(suggested[:SUGGESTIONS_AT_MOST])


def _by_rules(factcheck: FactCheck, accepted: list[Evidence]) -> ByRules | None:
    """None where nothing is accepted yet, or nobody concludes. Only what was logged as shown is shown.

    accepted: in the order of their numbers.
    """
    if not accepted or factcheck.state not in CONCLUDING:
        return None
    conclusion = conclusion_of(factcheck)
    if not conclusion.family:
        return ByRules(None, why_not=in_words(conclusion))
    logged = factcheck.verdict_suggestions.standing().by_rules().first()
    if logged is None or logged.family != conclusion.family:
        return None
    counted = enumerate(accepted, start=1)
    return ByRules(logged, passages=tuple(pair for pair in counted if pair[1].pk in conclusion.passages))


def _why_not_judge(claim: Claim) -> str:
    try:
        check_judgement_open(claim)
    except FactcheckError as refusal:
        return str(refusal)
    return ""


def _fit(view: PassageView) -> tuple[bool, bool, float]:
    """What a person chose first, then sure stances, then likeness."""
    evidence = view.evidence
    return (evidence.score is not None, not evidence.stance_shown, -(evidence.score or 0.0))


def _passage(evidence: Evidence, claim: Claim, refusal: Refusal | None) -> PassageView:
    about_this = refusal and refusal.act in EVIDENCE_ACTS and refusal.subject == evidence.pk
    return PassageView(
        evidence=evidence,
        comparison=comparison(claim.text, evidence.exact, evidence.elements),
        refusal=refusal if about_this else None,
    )
