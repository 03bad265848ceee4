"""What lies outside changed: a source that a verdict rests on, or a fact-check that a claim is matched to.

It is raised once, and nothing of the claim's own is rewritten; a person settles it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.evidence.models import Evidence
from factcheck.exceptions import Incomplete
from factcheck.matching.models import KnownMatch
from factcheck.notices.events import Event
from factcheck.notices.services import record
from factcheck.workflow import policies
from factcheck.workflow.models import BY_A_PERSON, ChangeKind, FactCheck, Settlement, SourceChange
from factcheck.workflow.services.deciding import return_for_changes, state_of_work, void_sign_off
from factcheck.workflow.services.moving import move
from factcheck.workflow.services.planning import whose_turn
from factcheck.workflow.statuses import ENDED, State


@transaction.atomic
def raise_source_change(
    *, factcheck: FactCheck, evidence: Evidence, kind: str, at: datetime, what: str
) -> SourceChange | None:
    """A passage that its verdict rests on changed, is gone or out of sight, as the capture of `at` shows.

    kind: of ChangeKind. what: the sentence that people read. None when no verdict rests on it, or nobody
    checks it any more.
    """
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    if State(locked.state) in ENDED or not _has_a_verdict(locked):
        return None
    said = {"kind": kind, "at": at, "what": what}
    change, is_news = SourceChange.objects.get_or_create(
        factcheck=locked, evidence=evidence, settled_at=None, defaults=said
    )
    if change.kind == ChangeKind.HIDDEN != kind:
        # The page was seen, and it has changed: that is more than that it couldn't be seen.
        SourceChange.objects.filter(pk=change.pk).update(**said)
        change.refresh_from_db()
        is_news = True
    _flag(locked)
    if is_news:
        record(event=Event.SOURCE_CHANGED, factcheck=locked, by=None, words=what)
    factcheck.refresh_from_db(fields=["source_changed_at", "updated_at"])
    return change


@transaction.atomic
def lift_hidden(*, evidence: Collection[int]) -> int:
    """The pages of these passages are seen again: whoever was told that they are hidden need not look.

    Returns how many fact-checks lost that flag.
    """
    hidden = SourceChange.objects.filter(evidence__in=evidence, settled_at=None, kind=ChangeKind.HIDDEN)
    cases = FactCheck.objects.filter(source_changes__in=hidden).order_by("pk")
    locked = list(
        FactCheck.objects.select_for_update(no_key=True).filter(pk__in=cases.values("pk")).order_by("pk")
    )
    hidden.update(settlement=Settlement.IN_SIGHT, settled_at=timezone.now())
    for factcheck in locked:
        _flag(factcheck)
    return len(locked)


@transaction.atomic
def settle_source_change(*, factcheck: FactCheck, settlement: str, note: str, by: User) -> FactCheck:
    """A person looked: the verdict stands (kept), or the claim is worked on again (reopened).

    Raises NotAllowed, TransitionDenied, Incomplete.
    """
    locked = FactCheck.objects.select_for_update(no_key=True).get(pk=factcheck.pk)
    policies.check_can_settle_source_change(locked, by)
    if settlement not in BY_A_PERSON:
        raise Incomplete(
            _("Choose whether the verdict stands or the claim is opened again."), field="settlement"
        )
    if not note.strip():
        raise Incomplete(_("Write what you found, so that others can follow it."), field="note")
    if settlement == Settlement.REOPENED:
        _reopen(locked, note.strip(), by)
    locked.source_changes.filter(settled_at=None).update(
        settlement=settlement, note=note.strip(), settled_by=by, settled_at=timezone.now()
    )
    _flag(locked)
    factcheck.refresh_from_db()
    return factcheck


@transaction.atomic
def tell_of_overtaken_matches(*, known: Collection[int], held_until: datetime | None = None) -> int:
    """These known fact-checks are rated otherwise now, or were taken back. Returns how many.

    Whoever works on a claim that was confirmed as the same hears of it; the flag is KnownMatch.overtaken().
    held_until: the embargo before which nobody outside is told.
    """
    overtaken = KnownMatch.objects.overtaken().filter(known__in=known, claim__merged_into=None)
    concerned = overtaken.exclude(claim__factcheck__state__in=ENDED).select_related(
        "known", "claim__factcheck__claim__article"
    )
    for match in concerned:
        record(
            event=Event.MATCH_OVERTAKEN,
            factcheck=match.claim.factcheck,
            by=None,
            words=match.what_overtook,
            held_until=held_until,
        )
    return len(concerned)


@transaction.atomic
def tell_of_joined(*, factcheck: FactCheck, what: str, by: User, held_until: datetime | None = None) -> int:
    """What readers are told of a check changed: so it did for the claims of other articles that are joined
    with it. Returns how many.

    what: the sentence that whoever works on them reads. held_until: the embargo before which nobody outside
    is told.
    """
    joined = factcheck.claim.merged.exclude(article=factcheck.claim.article_id)
    cases = FactCheck.objects.filter(claim__in=joined).select_related(
        "claim__article__created_by", "assignee"
    )
    for case in cases.order_by("pk"):
        record(
            event=Event.JOINED_CHANGED,
            factcheck=case,
            by=by,
            words=what,
            people=whose_turn(case),
            held_until=held_until,
        )
    return len(cases)


def _has_a_verdict(factcheck: FactCheck) -> bool:
    return any(verdict.is_current or verdict.signed_off for verdict in factcheck.verdicts.all())


def _flag(factcheck: FactCheck) -> None:
    """The flag is the oldest change that nobody settled."""
    oldest = factcheck.source_changes.filter(settled_at=None).aggregate(at=Min("at"))["at"]
    factcheck.refresh_from_db()
    factcheck.source_changed_at = oldest
    factcheck.save(update_fields=["source_changed_at", "updated_at"])


def _reopen(factcheck: FactCheck, note: str, by: User) -> None:
    """Back to a journalist, by the way that its state allows."""
    match factcheck.state:
        case State.PUBLISHED:
            policies.check_can_correct(factcheck, by)
            move(
                factcheck=factcheck,
                to=State.CORRECTING,
                event=Event.CORRECTION_STARTED,
                by=by,
                reason=note,
            )
        case State.SIGNED_OFF:
            void_sign_off(factcheck)
            move(factcheck=factcheck, to=state_of_work(factcheck), event=Event.VOIDED, by=by, reason=note)
        case State.IN_REVIEW:
            return_for_changes(factcheck=factcheck, note=note, by=by)
        case _:
            return
