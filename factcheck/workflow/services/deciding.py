"""One person proposes a verdict, another signs it off or returns it."""

from __future__ import annotations

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete, Stale
from factcheck.notices.events import Event
from factcheck.workflow import policies
from factcheck.workflow.models import FactCheck, Rating, Signoff, SignoffDecision, Verdict
from factcheck.workflow.services.moving import move
from factcheck.workflow.services.signing import content_of, sha256_of
from factcheck.workflow.services.signing import content_sha256 as content_sha256_of
from factcheck.workflow.services.suggesting import note_decision
from factcheck.workflow.statuses import State

# More than a reader takes in at a glance is no summary.
POINTS_IN_SHORT = 3


@transaction.atomic
def propose_verdict(
    *,
    factcheck: FactCheck,
    rating: Rating | None,
    conclusion: str,
    by: User,
    reasoning: str = "",
    in_short: str = "",
    wording: str | None = None,
) -> Verdict:
    """Conclude, and hand over to the reviewers. in_short: at most three points, one a line.

    wording: what the claim said where the person read it; None, for who has no screen, takes it as it is.
    Raises NotAllowed, TransitionDenied, Incomplete, and Stale when the claim says something else.
    """
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_propose(locked, by)
    # Forms send a text's line breaks in their own way.
    if wording is not None and wording.split() != locked.claim.text.split():
        raise Stale(_("The claim's wording was changed while you wrote. Compare, then propose again."))
    if rating is None:
        raise Incomplete(_("Choose a rating."), field="rating")
    if rating.retired:
        raise Incomplete(
            _("“{label}” is retired. Choose another rating.").format(label=rating), field="rating"
        )
    if not conclusion.strip():
        raise Incomplete(_("Write the conclusion: one sentence that stands alone."), field="conclusion")
    points = [point.strip() for point in in_short.splitlines() if point.strip()]
    if len(points) > POINTS_IN_SHORT:
        raise Incomplete(_("Write at most three points in short, one a line."), field="in_short")
    if locked.state == State.SUGGESTED:
        move(factcheck=factcheck, to=State.OPEN, event=Event.CLAIM_OPENED, by=by)
    factcheck.verdicts.filter(is_current=True).update(is_current=False)
    verdict = Verdict.objects.create(
        factcheck=factcheck,
        rating=rating,
        conclusion=conclusion.strip(),
        in_short="\n".join(points),
        reasoning=reasoning.strip(),
        proposed_by=by,
    )
    note_decision(verdict=verdict)
    move(factcheck=factcheck, to=State.IN_REVIEW, event=Event.PROPOSED, by=by)
    return verdict


@transaction.atomic
def withdraw_proposal(*, factcheck: FactCheck, by: User) -> FactCheck:
    """The proposer takes the claim back. Raises NotAllowed, TransitionDenied."""
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_withdraw_proposal(locked, by)
    locked.verdicts.filter(is_current=True).update(is_current=False)
    return move(factcheck=factcheck, to=state_of_work(locked), event=Event.TAKEN_BACK, by=by)


@transaction.atomic
def sign_off(*, factcheck: FactCheck, by: User, content_sha256: str | None = None, note: str = "") -> Signoff:
    """Another person agrees with exactly what was on the screen.

    content_sha256: the hash that the screen carried; None, for who has no screen, signs what is there now.
    Raises NotAllowed, TransitionDenied, and Stale when something changed in the meantime.
    """
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_sign_off(locked, by)
    if content_sha256 not in (None, content_sha256_of(locked)):
        raise Stale(_("Something changed since you opened this page. Read it again, then sign off."))
    signoff = _record(locked, SignoffDecision.SIGNED_OFF, by=by, note=note)
    factcheck.verdicts.filter(signed_off=True).update(signed_off=False)
    Verdict.objects.filter(pk=signoff.verdict_id).update(signed_off=True)
    move(factcheck=factcheck, to=State.SIGNED_OFF, event=Event.SIGNED_OFF, by=by, reason=note.strip())
    return signoff


@transaction.atomic
def return_for_changes(*, factcheck: FactCheck, note: str, by: User) -> Signoff:
    """Give it back to the journalist, saying why. Raises NotAllowed, TransitionDenied, Incomplete."""
    policies.check_can_return(FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk), by)
    if not note.strip():
        raise Incomplete(_("Write what has to change."), field="note")
    signoff = _record(factcheck, SignoffDecision.RETURNED, by=by, note=note.strip())
    void_sign_off(factcheck)
    move(factcheck=factcheck, to=State.RETURNED, event=Event.RETURNED, by=by, reason=note.strip())
    return signoff


@transaction.atomic
def undo_sign_off(*, factcheck: FactCheck, by: User) -> Signoff:
    """The signer takes the sign-off back; it is in review again. Raises NotAllowed, TransitionDenied."""
    policies.check_can_undo_sign_off(
        FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk), by
    )
    signoff = _record(factcheck, SignoffDecision.UNDONE, by=by)
    void_sign_off(factcheck)
    move(factcheck=factcheck, to=State.IN_REVIEW, event=Event.UNDONE, by=by)
    return signoff


def void_sign_off(factcheck: FactCheck) -> None:
    """What was signed no longer stands; while a publication is out, its verdict still does."""
    voided = factcheck.verdicts.filter(signed_off=True, is_current=True).update(signed_off=False)
    published = published_verdict(factcheck) if voided else None
    if published is not None:
        Verdict.objects.filter(pk=published.pk).update(signed_off=True)


def state_of_work(factcheck: FactCheck) -> State:
    """Where a journalist works on it again: what is published is corrected."""
    return State.CORRECTING if policies.is_published(factcheck) else State.OPEN


def published_verdict(factcheck: FactCheck) -> Verdict | None:
    """The verdict that readers see, found by what its publication says of it; None without one."""
    published = factcheck.publications.filter(is_current=True, withdrawn_at=None).first()
    if published is None:
        return None
    said = published.document
    # A correction may have been proposed in the same words; it came later.
    same = factcheck.verdicts.filter(
        rating=published.rating_id,
        conclusion=said["conclusion"],
        reasoning=said["reasoning"],
        signoffs__decision=SignoffDecision.SIGNED_OFF,
    ).order_by("pk")
    proposed_at = parse_datetime(said["proposed_at"])
    return next((one for one in same if one.proposed_at.replace(microsecond=0) == proposed_at), None)


def _record(factcheck: FactCheck, decision: SignoffDecision, *, by: User, note: str = "") -> Signoff:
    verdict = factcheck.verdicts.get(is_current=True)
    content = content_of(factcheck, verdict)
    return Signoff.objects.create(
        verdict=verdict,
        decision=decision,
        by=by,
        proposed_by_id=verdict.proposed_by_id,
        note=note,
        content=content,
        content_sha256=sha256_of(content),
    )
