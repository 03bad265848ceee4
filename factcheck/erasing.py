"""A capture is erased because the law asks for it: who may, and what becomes of all that rests on it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.accounts.models import User
from factcheck.clearing import tell_of_cleared
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Evidence
from factcheck.exceptions import Incomplete, NotAllowed, TransitionDenied
from factcheck.workflow import services as workflow
from factcheck.workflow.models import ChangeKind, FactCheck
from jobs import services as jobs
from jobs.endings import Postponed
from jobs.leases import Lease
from sources import services as sources
from sources.exceptions import ArchiveInUse
from sources.models import Snapshot

KIND = "erase_files"
# A backup reads the archive for longer than this; the files go as soon as it has ended.
BACKUP_RETRY_SECONDS = 60.0
_ALREADY = gettext_lazy("It is erased already.")


def check_can_erase(snapshot: Snapshot, user: User) -> None:
    """The law decides, not a desk, and all desks share the archive. Raises NotAllowed, TransitionDenied."""
    if not user.is_superuser:
        raise NotAllowed(_("Only an administrator erases a capture for legal reasons. Ask one."))
    if hasattr(snapshot, "erasure"):
        raise TransitionDenied(str(_ALREADY))


@transaction.atomic
def erase(
    *,
    snapshot: Snapshot,
    reason: str,
    basis: str,
    demanded_by: str,
    by: User,
    reference: str = "",
    whole_source: bool = False,
    blank_quotes: bool = False,
) -> list[Snapshot]:
    """Erase a capture and every other one of the same bytes: their text now, their files by a job.

    whole_source: all captures of its source. blank_quotes: accepted passages lose their words as well.
    Verdicts that rest on one are flagged until a person settles it. What was published, signed and audited
    stays as it was. Returns what was erased. Raises NotAllowed, TransitionDenied, Incomplete with the field.
    """
    check_can_erase(Snapshot.objects.get(pk=snapshot.pk), by)
    _lock_cases(sources.erased_with(snapshot, whole_source=whole_source))
    erased = sources.erase_captures(
        snapshot=snapshot,
        whole_source=whole_source,
        reason=_needed(reason, _("Write why, for everybody in the newsroom."), field="reason"),
        basis=_needed(basis, _("Name the law, the order or the right it is based on."), field="basis"),
        demanded_by=_needed(demanded_by, _("Name who demands it."), field="demanded_by"),
        reference=reference.strip(),
        by=by,
    )
    if not erased:
        raise TransitionDenied(str(_ALREADY))
    _flag(erased, blank_quotes=blank_quotes)
    tell_of_cleared(erased)
    jobs.add(kind=KIND, key=f"erasure:{snapshot.pk}", payload={}, by_id=by.pk)
    return erased


def remove_files(_lease: Lease) -> Postponed | None:
    """The files of all that was erased; after a backup, when one is being made."""
    try:
        sources.remove_erased_files()
    except ArchiveInUse as later:
        return Postponed(BACKUP_RETRY_SECONDS, str(later))
    return None


def _lock_cases(captures: QuerySet[Snapshot]) -> None:
    """Who splits, joins or judges holds a case and asks for its captures: we ask in the same order."""
    quoting = Evidence.objects.filter(snapshot__in=captures).values("claim")
    list(
        FactCheck.objects.select_for_update(no_key=True)
        .filter(claim__in=quoting)
        .order_by("pk")
        .values_list("pk")
    )


def _flag(erased: Sequence[Snapshot], *, blank_quotes: bool) -> None:
    for one in evidence.forget_captures(snapshots=erased, blank_accepted=blank_quotes):
        workflow.raise_source_change(
            factcheck=one.claim.factcheck,
            evidence=one,
            kind=ChangeKind.ERASED,
            at=timezone.now(),
            what=_("The capture that it was quoted from was erased for legal reasons."),
        )


def _needed(text: str, sentence: str, *, field: str) -> str:
    if not text.strip():
        raise Incomplete(sentence, field=field)
    return text.strip()
