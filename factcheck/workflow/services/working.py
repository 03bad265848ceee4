"""The work around a verdict: wording and talk."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from claims import services as claims
from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Decision
from factcheck.exceptions import Incomplete, Stale
from factcheck.notices.events import Event
from factcheck.notices.mentions import names_in
from factcheck.notices.services import record
from factcheck.workflow import policies
from factcheck.workflow.models import Comment, FactCheck, SignoffDecision, Verdict
from factcheck.workflow.services.deciding import published_verdict, state_of_work, void_sign_off
from factcheck.workflow.services.moving import move
from factcheck.workflow.services.suggesting import lapse_suggestion
from factcheck.workflow.statuses import State


@transaction.atomic
def edit_wording(
    *,
    factcheck: FactCheck,
    text: str,
    by: User,
    row_version: int | None = None,
    speaker: str | None = None,
) -> FactCheck:
    """Change what is checked, or who is credited with it; a sign-off of what it was is void.

    row_version: the version the person saw; Stale when it is no longer the newest. speaker: "" for nobody,
    None leaves who it is. Raises NotAllowed, TransitionDenied, BadClaim.
    """
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_edit(locked, by)
    check_is_as_seen(locked, row_version)
    before = locked.claim.text, locked.claim.speaker_id
    edited = claims.edit_claim(claim=locked.claim, text=text, speaker=speaker, by=by)
    if edited.text != before[0]:
        change_words(locked, by=by)
    elif edited.speaker_id != before[1]:
        change_what_is_checked(locked, by=by)
    factcheck.refresh_from_db()
    return factcheck


def check_is_as_seen(factcheck: FactCheck, row_version: int | None) -> None:
    """Raises Stale when it was changed since the person saw that version; None: whoever saw none."""
    if row_version is not None and row_version != factcheck.row_version:
        raise Stale(_("Someone else changed this claim in the meantime. Compare, then save again."))


def change_words(locked: FactCheck, *, by: User) -> None:
    """After another wording, under a lock on the row: what was said of the old words goes with them."""
    evidence.forget_comparisons(claim=locked.claim)
    change_what_is_checked(locked, by=by)


def change_what_is_checked(locked: FactCheck, *, by: User) -> None:
    """After an edit, under a lock on the row: who saw it before is told, and a sign-off is void."""
    lapse_suggestion(factcheck=locked)
    FactCheck.objects.filter(pk=locked.pk).update(row_version=F("row_version") + 1)
    if locked.state == State.SIGNED_OFF:
        void_sign_off(locked)
        move(factcheck=locked, to=state_of_work(locked), event=Event.VOIDED, by=by)


@transaction.atomic
def take_up_published(*, factcheck: FactCheck, text: str, speaker: str, by: User) -> None:
    """The newsroom has what readers see: that wording and speaker, that verdict, and the evidence signed."""
    credited = factcheck.claim.speaker.name if factcheck.claim.speaker else ""
    is_reworded = factcheck.claim.text != text
    if is_reworded or credited != speaker:
        claims.edit_claim(claim=factcheck.claim, text=text, speaker=speaker, by=by)
    if is_reworded:
        change_words(factcheck, by=by)
    published = published_verdict(factcheck)
    if published is not None:
        factcheck.verdicts.filter(is_current=True).update(is_current=False)
        Verdict.objects.filter(pk=published.pk).update(is_current=True)
        _judge_as_signed(factcheck, published, by)
    lapse_suggestion(factcheck=factcheck)


def _judge_as_signed(factcheck: FactCheck, verdict: Verdict, by: User) -> None:
    """Accept what was accepted when the verdict was signed off; sign-offs of old did not keep it.

    Judgements of passages whose capture was erased since stay as they are.
    """
    signed = verdict.signoffs.filter(decision=SignoffDecision.SIGNED_OFF).latest("id").content
    if not signed:
        return
    stances = {(one["snapshot"], one["start"], one["end"]): one["stance"] for one in signed["evidence"]}
    held = factcheck.claim.evidence.held()
    for one in held.select_related("snapshot", "claim__article", "claim__factcheck"):
        stance = stances.get((one.snapshot.warc_sha256, one.start, one.end), "")
        if stance and stance != one.stance_accepted:
            evidence.accept(evidence=one, stance=stance, by=by)
        if not stance and one.decision == Decision.ACCEPTED:
            evidence.reconsider(evidence=one, by=by)


@transaction.atomic
def comment(*, factcheck: FactCheck, text: str, by: User) -> Comment:
    """Tell the desk something; who is mentioned as @name hears of it. Raises NotAllowed, Incomplete."""
    policies.check_can_work(factcheck, by)
    if not text.strip():
        raise Incomplete(_("Write a comment first."), field="text")
    said = Comment.objects.create(factcheck=factcheck, by=by, text=text.strip())
    if mentioned := _mentioned(said):
        record(event=Event.MENTIONED, factcheck=factcheck, by=by, words=said.text, people=mentioned)
    return said


def _mentioned(said: Comment) -> list[User]:
    """Members of the desk whose user name stands after an @; anything else may be somebody's handle."""
    names = names_in(said.text)
    members = User.objects.filter(desks=said.factcheck.claim.article.desk_id)
    return [person for person in members if person.username.lower() in names]
