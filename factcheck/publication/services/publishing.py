"""Freeze what was signed off, and publish it; a correction is the next version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete, Stale
from factcheck.matching import services as matching
from factcheck.matching.services import Review
from factcheck.notices import services as notices
from factcheck.notices.events import Event
from factcheck.publication.models import Publication, Severity
from factcheck.publication.services.drafting import next_version
from factcheck.workflow import policies
from factcheck.workflow.models import FactCheck, RatingScale, Signoff, SignoffDecision, Verdict
from factcheck.workflow.services import (
    content_sha256,
    move,
    take_up_published,
    tell_of_joined,
    tell_of_overtaken_matches,
)
from factcheck.workflow.statuses import State


@transaction.atomic
def publish(*, factcheck: FactCheck, by: User, correction_note: str = "", severity: str = "") -> Publication:
    """Freeze what was signed off as the next public version; under an embargo readers see it at its end.

    The first version gives the fact-check its address and locks the rating scale. A later one is a
    correction: it needs a note, and the version before stays readable. severity: one of Severity; "" takes
    the least that the change allows. Raises NotAllowed, TransitionDenied, Incomplete("correction_note" or
    "severity"), Stale.
    """
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_publish(locked, by)
    verdict, signoff = _signed(locked)
    earlier, note = locked.publications.exists(), correction_note.strip()
    if earlier and not note:
        raise Incomplete(
            _("This corrects a published fact-check. Write what was corrected: readers see the note."),
            field="correction_note",
        )
    # Before the address is chosen: the scale's row lock lets one publication at a time choose.
    _lock_scale(verdict.rating.scale_id)
    publication = next_version(
        locked, verdict=verdict, signoff=signoff, correction_note=note, severity=severity, by=by
    )
    locked.publications.filter(is_current=True).update(is_current=False)
    publication.factcheck = factcheck
    publication.save()
    known = matching.remember_own(factcheck_id=factcheck.pk, review=_review(publication))
    if publication.severity == Severity.MAJOR:
        tell_of_overtaken_matches(known=[known.pk], held_until=publication.embargo_until)
    move(
        factcheck=factcheck,
        to=State.PUBLISHED,
        event=Event.CORRECTED if earlier else Event.PUBLISHED,
        by=by,
        held_until=publication.embargo_until,
    )
    tell_of_joined(factcheck=factcheck, what=_told(publication), by=by, held_until=publication.embargo_until)
    return publication


def _told(publication: Publication) -> str:
    """What whoever works on a claim that is joined with it reads."""
    if publication.version == 1:
        return _("It is published: “{rating}”.").format(rating=publication.rating.label)
    return _("It is corrected, and “{rating}” now: {note}").format(
        rating=publication.rating.label, note=publication.correction_note
    )


def _review(publication: Publication) -> Review:
    """What later claims are matched to."""
    return Review(
        claim_reviewed=publication.claim_text,
        url=publication.document["url"],
        publisher=publication.document["newsroom"]["name"],
        rating_text=publication.rating.label,
        family=publication.rating.family,
        claimed_by=publication.speaker_name,
        published_on=timezone.localdate(publication.published_at),
        language=publication.document["language"] or "",
    )


@transaction.atomic
def set_embargo(*, factcheck: FactCheck, until: datetime | None, by: User) -> FactCheck:
    """Keep what is published next, or still waits for its embargo, from readers until then; None lifts it.

    What readers see already stays, also while a correction of it waits. Raises NotAllowed, TransitionDenied,
    Incomplete("embargo_until") for a time that has passed.
    """
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_embargo(locked, by)
    if until is not None and until <= timezone.now():
        raise Incomplete(_("An embargo ends in the future. Choose a later time."), field="embargo_until")
    locked.embargo_until = until
    locked.save(update_fields=["embargo_until", "updated_at"])
    # Whatever became of it since: a correction of what is hidden moves its embargo, too.
    hidden = locked.publications.filter(is_current=True, embargo_until__gt=timezone.now())
    if hidden.update(embargo_until=until):
        notices.hold(factcheck=locked, until=until)
    factcheck.refresh_from_db(fields=["embargo_until", "updated_at"])
    return factcheck


@transaction.atomic
def start_correction(*, factcheck: FactCheck, by: User) -> FactCheck:
    """Work on a published fact-check again; its public page stays as it is until the next version.

    Raises NotAllowed, TransitionDenied.
    """
    policies.check_can_correct(factcheck, by)
    return move(factcheck=factcheck, to=State.CORRECTING, event=Event.CORRECTION_STARTED, by=by)


@transaction.atomic
def abandon_correction(*, factcheck: FactCheck, by: User) -> FactCheck:
    """Leave the published version as it stands; the claim says again what it says there.

    The correction's embargo ends with it. Raises NotAllowed, TransitionDenied.
    """
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_abandon_correction(locked, by)
    published = locked.publications.get(is_current=True)
    take_up_published(factcheck=locked, text=published.claim_text, speaker=published.speaker_name, by=by)
    locked.embargo_until = published.embargo_until
    locked.save(update_fields=["embargo_until", "updated_at"])
    return move(factcheck=factcheck, to=State.PUBLISHED, event=Event.CORRECTION_ABANDONED, by=by)


def _signed(factcheck: FactCheck) -> tuple[Verdict, Signoff]:
    """The verdict that was signed off and who signed it, provided that nothing changed since."""
    verdict = factcheck.verdicts.filter(signed_off=True).select_related("rating", "proposed_by").first()
    if verdict is None:
        raise Incomplete(_("Nothing is signed off yet. A reviewer must sign off the verdict first."))
    signoff = verdict.signoffs.filter(decision=SignoffDecision.SIGNED_OFF).select_related("by").latest("id")
    if signoff.content_sha256 != content_sha256(factcheck):
        raise Stale(
            _("It was changed after it was signed off. Return it, so that it is signed off as it is now.")
        )
    return verdict, signoff


def _lock_scale(scale_id: int) -> None:
    scale = RatingScale.objects.select_for_update().get(pk=scale_id)
    if scale.locked_at is None:
        scale.locked_at = timezone.now()
        scale.save(update_fields=["locked_at"])
