"""Two captures of a source beside each other, and first of all what became of the accepted passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.evidence import watching
from factcheck.evidence.drift import PassageOutcome
from factcheck.models import Evidence
from factcheck.web.newsroom.access import source_for
from factcheck.web.newsroom.changes import difference
from factcheck.web.newsroom.requests import PersonsRequest, number
from sources.models import Reading, Snapshot, Source

SNAPSHOTS_OFFERED = 100


@dataclass(frozen=True)
class Fate:
    """An accepted passage, what became of it in the later capture, and the sentence that says so."""

    evidence: Evidence
    outcome: str
    found: str
    changes: tuple[tuple[str, str], ...]
    sentence: str

    @property
    def is_change(self) -> bool:
        return self.outcome in (PassageOutcome.ALTERED, PassageOutcome.MISSING)

    @property
    def is_known(self) -> bool:
        return self.outcome != PassageOutcome.UNVERIFIABLE


@require_safe
@login_required
def compare_snapshots(request: PersonsRequest, pk: int) -> HttpResponse:
    source = source_for(request.user, pk)
    snapshots = list(source.snapshots.prefetch_related("readings")[:SNAPSHOTS_OFFERED])
    before, after = _chosen(source, snapshots, request)
    old, new = _reading(before), _reading(after)
    context: dict[str, Any] = {
        "source": source,
        "snapshots": snapshots,
        "before": before,
        "after": after,
        "old": old,
        "new": new,
        "fates": _fates(before, new, request.user),
        "difference": difference(old.text, new.text) if old and new else None,
    }
    return render(request, "factcheck/newsroom/diff.html", context)


def _chosen(source: Source, snapshots: list[Snapshot], request: PersonsRequest) -> tuple[Snapshot, Snapshot]:
    """As the address says; else from the oldest accepted passage's capture to the newest. Raises Http404."""
    if not snapshots:
        raise Http404
    return (
        _named(source, request.GET.get("a")) or _first_relied_on(source, request.user) or snapshots[-1],
        _named(source, request.GET.get("b")) or snapshots[0],
    )


def _named(source: Source, asked: str | None) -> Snapshot | None:
    if not asked:
        return None
    return get_object_or_404(source.snapshots.prefetch_related("readings"), pk=number(asked))


def _first_relied_on(source: Source, user: User) -> Snapshot | None:
    oldest = _accepted(user).filter(snapshot__source=source).order_by("snapshot__captured_at").first()
    return oldest.snapshot if oldest else None


def _accepted(user: User) -> Any:
    seen = Evidence.objects.filter(claim__article__desk_id__in=desk_ids_of(user))
    return seen.accepted().select_related("snapshot", "claim__article")


def _reading(snapshot: Snapshot) -> Reading | None:
    return next(iter(snapshot.readings.all()), None)


def _fates(before: Snapshot, new: Reading | None, user: User) -> list[Fate]:
    """Of the passages that were accepted from the earlier capture."""
    accepted = {one.pk: one for one in _accepted(user).filter(snapshot=before)}
    if new is None or not accepted:
        return []
    return [
        Fate(
            evidence=accepted[one.evidence_id],
            outcome=one.where.outcome.value,
            found=one.found,
            changes=one.where.changes,
            sentence=_sentence(one.where.outcome, new),
        )
        for one in watching.check(accepted.values(), reading=new)
    ]


def _sentence(outcome: PassageOutcome, new: Reading) -> str:
    match outcome:
        case PassageOutcome.SAME:
            return _("The accepted passage is still there.")
        case PassageOutcome.MOVED:
            return _("The accepted passage is still there, in another place.")
        case PassageOutcome.ALTERED:
            return _("The accepted passage was changed.")
        case PassageOutcome.MISSING:
            return _("The accepted passage is gone.")
        case _:
            return _("Nothing can be told from this capture: {why}").format(
                why=new.cause or new.get_quality_display()
            )
