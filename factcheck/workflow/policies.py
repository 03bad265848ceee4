"""May this person do this now? `check_can_…` raises the sentence; `why_not_…` gives it to a page."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.policies import check_can_review_at, check_can_work_at
from factcheck.exceptions import FactcheckError, NotAllowed, TransitionDenied
from factcheck.workflow.models import FactCheck
from factcheck.workflow.requirements import checklist
from factcheck.workflow.statuses import IN_WORK, TRANSITIONS, State

Check = Callable[[FactCheck, User], None]


def check_transition(factcheck: FactCheck, to: State) -> None:
    """Raises TransitionDenied when the table does not have it, or the claim is part of another one."""
    _check_stands_alone(factcheck)
    if to not in TRANSITIONS[State(factcheck.state)]:
        raise TransitionDenied(
            _("This claim is “{now}” and can't become “{then}” now.").format(
                now=factcheck.get_state_display(), then=to.label
            )
        )


def check_can_edit(factcheck: FactCheck, user: User) -> None:
    """Wording may change while a journalist works on it, or when signed off (which voids the sign-off)."""
    check_can_work_at(user, _desk_id(factcheck))
    _check_stands_alone(factcheck)
    if State(factcheck.state) not in IN_WORK | {State.SIGNED_OFF}:
        raise TransitionDenied(
            _("This claim is “{state}”, so its wording stays as it is.").format(
                state=factcheck.get_state_display()
            )
        )


def check_can_work(factcheck: FactCheck, user: User) -> None:
    """Dismiss, drop, comment, assign: any member of the desk."""
    check_can_work_at(user, _desk_id(factcheck))


def check_can_reassign(factcheck: FactCheck, user: User) -> None:
    """Handing over all that somebody else has is a reviewer's."""
    check_can_review_at(user, _desk_id(factcheck))


def check_can_open(factcheck: FactCheck, user: User) -> None:
    check_can_work_at(user, _desk_id(factcheck))
    _check_state(factcheck, State.SUGGESTED, _("Only a suggested claim can be opened."))


def check_can_reopen(factcheck: FactCheck, user: User) -> None:
    """From review or sign-off a claim comes back by withdrawing, returning or undoing, each with its rule."""
    check_can_work_at(user, _desk_id(factcheck))
    if State(factcheck.state) not in (State.DISMISSED, State.DROPPED):
        raise TransitionDenied(_("Only a dismissed or dropped claim can be reopened."))


def check_can_drop(factcheck: FactCheck, user: User) -> None:
    """What readers can see is withdrawn by a reviewer, never dropped, whatever became of its correction."""
    check_can_work_at(user, _desk_id(factcheck))
    if is_published(factcheck):
        raise TransitionDenied(
            _("This check is published: finish its correction, or have a reviewer abandon or withdraw it.")
        )


def check_can_take_in(factcheck: FactCheck, user: User) -> None:
    """Other claims may be merged into one that is being worked on, or whose published verdict stands."""
    check_can_work_at(user, _desk_id(factcheck))
    _check_stands_alone(factcheck)
    if State(factcheck.state) not in IN_WORK and not is_published(factcheck):
        raise TransitionDenied(
            _(
                "“{claim}” is “{state}”: others can be merged into it while it is being worked on, or once"
                " it is published."
            ).format(claim=factcheck.claim.text, state=factcheck.get_state_display())
        )


def check_can_merge(factcheck: FactCheck, user: User) -> None:
    """Only what nobody concluded about yet: readers' and reviewers' claims keep their own page."""
    check_can_work_at(user, _desk_id(factcheck))
    _check_stands_alone(factcheck)
    if factcheck.publications.exists():
        raise TransitionDenied(
            _("“{claim}” was published, so it stays a claim of its own.").format(claim=factcheck.claim.text)
        )
    if State(factcheck.state) not in IN_WORK:
        raise TransitionDenied(
            _("“{claim}” is “{state}”: only claims that are being worked on can be merged.").format(
                claim=factcheck.claim.text, state=factcheck.get_state_display()
            )
        )


def check_same_desk(factcheck: FactCheck, other: FactCheck) -> None:
    """A check that moved to another desk would be gone for its own. Raises TransitionDenied."""
    if _desk_id(factcheck) != _desk_id(other):
        raise TransitionDenied(
            _("“{claim}” belongs to another desk, which checks it itself.").format(claim=other.claim.text)
        )


def check_can_separate(factcheck: FactCheck, user: User) -> None:
    check_can_work_at(user, _desk_id(factcheck))
    if factcheck.claim.merged_into_id is None:
        raise TransitionDenied(_("This claim is not merged into another one."))


def check_can_propose(factcheck: FactCheck, user: User) -> None:
    check_can_work_at(user, _desk_id(factcheck))
    _check_stands_alone(factcheck)
    if State(factcheck.state) not in IN_WORK:
        raise TransitionDenied(
            _("A verdict can be proposed while the claim is open. It is “{state}” now.").format(
                state=factcheck.get_state_display()
            )
        )


def check_can_withdraw_proposal(factcheck: FactCheck, user: User) -> None:
    _check_state(factcheck, State.IN_REVIEW, _("There is no proposal to withdraw."))
    if not _proposed_by(factcheck, user):
        raise NotAllowed(_("Only who proposed this verdict can withdraw it. A reviewer can return it."))


def check_can_sign_off(factcheck: FactCheck, user: User) -> None:
    check_can_review_at(user, _desk_id(factcheck))
    _check_state(factcheck, State.IN_REVIEW, _("Only a claim in review can be signed off."))
    if _proposed_by(factcheck, user):
        raise NotAllowed(_("You proposed this. Someone else must sign off."))
    if not factcheck.claim.evidence.accepted().held().exists():
        raise TransitionDenied(
            _("No evidence was accepted yet: accept a passage first, or return the claim.")
        )
    _check_sources_settled(factcheck)
    _check_requirements(factcheck)


def check_can_settle_source_change(factcheck: FactCheck, user: User) -> None:
    """What a second person agreed to, a reviewer keeps or opens again; before that, anybody of the desk."""
    if State(factcheck.state) in (State.IN_REVIEW, State.SIGNED_OFF, State.PUBLISHED, State.CORRECTING):
        check_can_review_at(user, _desk_id(factcheck))
    check_can_work_at(user, _desk_id(factcheck))
    if factcheck.source_changed_at is None:
        raise TransitionDenied(_("No source of this claim has changed, or somebody settled it already."))


def check_can_return(factcheck: FactCheck, user: User) -> None:
    check_can_review_at(user, _desk_id(factcheck))
    if State(factcheck.state) not in (State.IN_REVIEW, State.SIGNED_OFF):
        raise TransitionDenied(_("Only a claim in review or signed off can be returned."))


def check_can_undo_sign_off(factcheck: FactCheck, user: User) -> None:
    _check_state(factcheck, State.SIGNED_OFF, _("There is no sign-off to undo."))
    verdict = factcheck.verdict
    last = verdict.signoffs.first() if verdict else None
    if last is None or last.by_id != user.pk:
        raise NotAllowed(_("Only who signed this off can undo it. A reviewer can return it."))


def check_can_publish(factcheck: FactCheck, user: User) -> None:
    check_can_review_at(user, _desk_id(factcheck))
    _check_state(factcheck, State.SIGNED_OFF, _("Only a signed-off claim can be published."))
    _check_sources_settled(factcheck)
    _check_requirements(factcheck)


def check_can_embargo(factcheck: FactCheck, user: User) -> None:
    """Before publication, and after it while the embargo lasts: what readers saw can't be hidden."""
    check_can_review_at(user, _desk_id(factcheck))
    if factcheck.state == State.PUBLISHED and factcheck.publications.visible().filter(is_current=True):
        raise TransitionDenied(_("Readers can see it already. Withdraw it if it must go."))
    if factcheck.state == State.WITHDRAWN:
        raise TransitionDenied(_("It was withdrawn: there is nothing to hold back."))


def check_can_correct(factcheck: FactCheck, user: User) -> None:
    check_can_review_at(user, _desk_id(factcheck))
    _check_state(factcheck, State.PUBLISHED, _("Only a published claim can be corrected."))


def check_can_abandon_correction(factcheck: FactCheck, user: User) -> None:
    """Also after it was returned; from review or sign-off a reviewer returns it first."""
    check_can_review_at(user, _desk_id(factcheck))
    if State(factcheck.state) not in (State.CORRECTING, State.RETURNED) or not is_published(factcheck):
        raise TransitionDenied(_("There is no correction to abandon."))


def check_can_withdraw(factcheck: FactCheck, user: User) -> None:
    """Whatever became of its correction: what readers see must never wait for it."""
    check_can_review_at(user, _desk_id(factcheck))
    if not is_published(factcheck):
        raise TransitionDenied(_("Only a published claim can be withdrawn."))


def check_can_check_anew(factcheck: FactCheck, user: User) -> None:
    """What was withdrawn stays so; the claim is checked once more as a case of its own."""
    check_can_work_at(user, _desk_id(factcheck))
    if factcheck.state != State.WITHDRAWN:
        raise TransitionDenied(_("Only a withdrawn check is made anew. Correct this one, or reopen it."))
    if FactCheck.objects.filter(anew_of=factcheck).exists():
        raise TransitionDenied(_("It is checked anew already, as a claim of its own. Work on that one."))


def is_published(factcheck: FactCheck) -> bool:
    """Its newest version stands: nobody withdrew it. A correction may be in work."""
    return factcheck.publications.filter(is_current=True, withdrawn_at=None).exists()


def why_not(check: Check, factcheck: FactCheck, user: User) -> str:
    """The sentence that a check would raise; "" when it is allowed."""
    try:
        check(factcheck, user)
    except FactcheckError as refusal:
        return str(refusal)
    return ""


def _check_stands_alone(factcheck: FactCheck) -> None:
    if factcheck.claim.merged_into_id is not None:
        raise TransitionDenied(_("This claim was merged into another one. Work on that one, or separate it."))


def _desk_id(factcheck: FactCheck) -> int:
    return factcheck.claim.article.desk_id


def _proposed_by(factcheck: FactCheck, user: User) -> bool:
    verdict = factcheck.verdict
    return verdict is not None and verdict.proposed_by_id == user.pk


def _check_sources_settled(factcheck: FactCheck) -> None:
    if factcheck.source_changed_at is not None:
        raise TransitionDenied(
            _("A source that this rests on has changed. Look at what changed, then say whether it stands.")
        )


def _check_requirements(factcheck: FactCheck) -> None:
    """Where the desk's rule is binding, the evidence has to be what it asks for."""
    asked = checklist(factcheck)
    if asked.is_binding and asked.missing:
        raise TransitionDenied(
            _("The evidence is not enough yet: {missing}. Accept more passages, or return the claim.").format(
                missing="; ".join(item.words for item in asked.missing)
            )
        )


def _check_state(factcheck: FactCheck, state: State, sentence: str) -> None:
    if factcheck.state != state:
        raise TransitionDenied(sentence)
