"""What was published leaves the public: withdrawn by the newsroom, taken down by law; or it is overtaken."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete
from factcheck.matching import services as matching
from factcheck.notices.events import Event
from factcheck.notices.services import record
from factcheck.publication import policies
from factcheck.publication.models import Publication, Takedown
from factcheck.workflow.models import FactCheck
from factcheck.workflow.policies import check_can_withdraw
from factcheck.workflow.services import move, tell_of_joined, tell_of_overtaken_matches
from factcheck.workflow.statuses import State


@transaction.atomic
def withdraw(*, publication: Publication, reason: str, by: User) -> Publication:
    """Take a fact-check back from the public. Its address then says so, with the reason; no verdict stands.

    Raises NotAllowed, TransitionDenied, Incomplete("reason").
    """
    factcheck = FactCheck.objects.select_for_update(no_key=True).get(pk=publication.factcheck_id)
    check_can_withdraw(factcheck, by)
    reason = needed(reason, _("Write why it is withdrawn: readers see the reason."), field="reason")
    current = factcheck.publications.select_for_update(no_key=True).get(is_current=True)
    held_until = _held_until(factcheck)
    move(
        factcheck=factcheck,
        to=State.WITHDRAWN,
        event=Event.WITHDRAWN,
        by=by,
        reason=reason,
        held_until=held_until,
    )
    # Every version: readers may still see an earlier one while the newest is under an embargo.
    factcheck.publications.update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawal_reason=reason)
    factcheck.verdicts.filter(signed_off=True).update(signed_off=False)
    tell_of_overtaken_matches(known=matching.forget_own(factcheck_id=factcheck.pk))
    told = _(
        "It was withdrawn, and no verdict stands: {reason} Separate the claim, or have it checked anew."
    ).format(reason=reason)
    tell_of_joined(factcheck=factcheck, what=told, by=by, held_until=held_until)
    current.refresh_from_db()
    return current


@transaction.atomic
def take_down(
    *, factcheck: FactCheck, reason: str, basis: str, demanded_by: str, by: User, reference: str = ""
) -> Takedown:
    """Hide every version from the public because the law asks for it; the verdict itself is untouched.

    reason is what readers see; basis, demanded_by and reference stay in the newsroom. Raises NotAllowed,
    TransitionDenied, Incomplete with the field.
    """
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_take_down(locked, by)
    takedown = Takedown.objects.create(
        factcheck=locked,
        reason=needed(reason, _("Write what readers are told."), field="reason"),
        basis=needed(basis, _("Name the law, the order or the right it is based on."), field="basis"),
        demanded_by=needed(demanded_by, _("Name who demands it."), field="demanded_by"),
        reference=reference.strip(),
        by=by,
    )
    _tell(Event.TAKEN_DOWN, locked, _("It was taken down for legal reasons: {words}"), takedown.reason, by)
    return takedown


@transaction.atomic
def lift_takedown(*, factcheck: FactCheck, because: str, by: User) -> Takedown:
    """Show it to the public again, as it was. Raises NotAllowed, TransitionDenied, Incomplete("because")."""
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_lift_takedown(locked, by)
    takedown = locked.takedowns.standing().get()
    takedown.lifted_because = needed(because, _("Write why it may be shown again."), field="because")
    takedown.lifted_at, takedown.lifted_by = timezone.now(), by
    takedown.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    _tell(Event.RESTORED, locked, _("It is shown again: {words}"), takedown.lifted_because, by)
    return takedown


@transaction.atomic
def mark_overtaken(*, publication: Publication, on: date | None, note: str, by: User) -> Publication:
    """Say that the rating held when the claim was made, and since when it no longer describes the world.

    on: the first day on which it was otherwise. Raises NotAllowed, TransitionDenied, Incomplete with the
    field.
    """
    factcheck = FactCheck.objects.select_for_update(no_key=True).get(pk=publication.factcheck_id)
    policies.check_can_mark_overtaken(factcheck, by)
    if on is None:
        raise Incomplete(_("Write the day since when it is otherwise."), field="on")
    current = factcheck.publications.public().select_for_update(of=("self",), no_key=True).get()
    current.overtaken_note = needed(note, _("Write what happened: readers see it."), field="note")
    current.overtaken_on, current.overtaken_by = on, by
    current.save(update_fields=["overtaken_on", "overtaken_note", "overtaken_by"])
    _tell(Event.OVERTAKEN, factcheck, _("Events overtook it: {words}"), current.overtaken_note, by)
    return current


def _tell(event: Event, factcheck: FactCheck, what: str, words: str, by: User) -> None:
    """what: the sentence around the words that whoever works on a claim that is joined with it reads."""
    held_until = _held_until(factcheck)
    record(event=event, factcheck=factcheck, by=by, words=words, held_until=held_until)
    tell_of_joined(factcheck=factcheck, what=what.format(words=words), by=by, held_until=held_until)


def _held_until(factcheck: FactCheck) -> datetime | None:
    """The end of the embargo while readers have seen no version of it: nobody outside hears of it before."""
    if factcheck.publications.visible().exists():
        return None
    return factcheck.publications.get(is_current=True).embargo_until


def needed(text: str, sentence: str, *, field: str) -> str:
    """The text without white space around it. Raises Incomplete(sentence) when nothing is left."""
    if not text.strip():
        raise Incomplete(sentence, field=field)
    return text.strip()
