"""The library of sources: every fetch, every snapshot, and the claims that rely on them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from factcheck import library
from factcheck.accounts.policies import desk_ids_of
from factcheck.evidence.models import Decision
from factcheck.models import Drift, Evidence
from factcheck.web.newsroom.access import source_for, sources_of
from factcheck.web.newsroom.acts import Refusal, act, done
from factcheck.web.newsroom.progress import source_row
from factcheck.web.newsroom.requests import PersonsRequest
from jobs.models import Job
from sources import services
from sources.models import Fetch, Reading, Snapshot, Source, SourceKind

ROWS_A_PAGE = 25
FETCHES_SHOWN = 20


@dataclass(frozen=True)
class SnapshotLine:
    """changed: whether its text differs from the capture before; None when that can't be told."""

    snapshot: Snapshot
    reading: Reading | None
    changed: bool | None


@require_safe
@login_required
def sources(request: PersonsRequest) -> HttpResponse:
    found = sources_of(request.user).select_related("publisher")
    for word in request.GET.get("q", "").split():
        found = found.filter(
            Q(title__icontains=word) | Q(address__icontains=word) | Q(publisher__name__icontains=word)
        )
    page = Paginator(_with_news(found, request.user).order_by("-created_at", "-pk"), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [source_row(source, None) for source in page]
    context = {"page": page, "rows": rows, "query": request.GET.get("q", "")}
    return render(request, "factcheck/newsroom/sources.html", context)


@require_safe
@login_required
def source(request: PersonsRequest, pk: int) -> HttpResponse:
    return _draw(request, source_for(request.user, pk))


def _draw(request: PersonsRequest, source: Source, refusal: Refusal | None = None) -> HttpResponse:
    annotated = _with_news(Source.objects.filter(pk=source.pk), request.user).get()
    context = {
        "source": source,
        "row": source_row(annotated, _job_of(source)),
        "fetches": source.fetches.select_related("snapshot")[:FETCHES_SHOWN],
        "snapshots": snapshot_lines(list(source.snapshots.prefetch_related("readings")[:FETCHES_SHOWN])),
        "has_several": source.snapshots.count() > 1,
        "relying": _relying(source, request.user),
        "kinds": SourceKind.choices,
        "forms": [(form.value, form.label) for form in services.FORMS_WITHOUT_ADDRESS],
        "why_not_correct": library.why_not_correct_source(source, request.user),
        "refusal": refusal,
    }
    status = refusal.status if refusal else None
    return render(request, "factcheck/newsroom/source.html", context, status=status)


def _job_of(source: Source) -> Job | None:
    """What is being done about it now; of what was handed in, also a reading that failed."""
    if source.address is None:
        newest = source.snapshots.first()
        readings = Job.objects.filter(kind="read_snapshot", payload__snapshot_id=newest.pk if newest else 0)
        return readings.order_by("-pk").first()
    fetch = Job.objects.filter(kind="fetch_source", key=f"source:{source.pk}").order_by("-pk").first()
    return fetch if fetch and fetch.is_live else None


on_source = act(find=source_for, refused=_draw)


@on_source
def fetch_again(request: PersonsRequest, source: Source) -> HttpResponse:
    services.request_fetch(source=source, by_id=request.user.pk, about=f"source:{source.pk}")
    return done(request, reverse("source", args=[source.pk]), _("The source is being fetched again."))


@on_source
def correct_source(request: PersonsRequest, source: Source) -> HttpResponse:
    """What is said of it, for every desk that reads it."""
    before = {"title": source.title, "kind": source.kind}
    if source.address is None:
        whose = source.publisher.name if source.publisher else ""
        before |= {"form": source.form, "publisher": whose, "dated": source.dated}
    given = {name: request.POST.get(name) for name in before}
    library.correct_source(source=source, by=request.user, **given)
    undo, said = (
        reverse("correct-source", args=[source.pk]),
        _("Saved. What is published stays as it was published."),
    )
    return done(request, reverse("source", args=[source.pk]), said, undo=undo, **before)


def _with_news(found: Any, user: Any) -> Any:
    """How the newest fetch and reading went, and how many passages of it these desks use."""
    newest = Fetch.objects.filter(source=OuterRef("pk")).order_by("-started_at", "-id")
    read = Reading.objects.filter(snapshot__source=OuterRef("pk")).order_by("-id")
    ours = Q(snapshots__evidence__claim__article__desk_id__in=desk_ids_of(user))
    used = Q(snapshots__evidence__decision=Decision.ACCEPTED)
    return found.annotate(
        outcome=Subquery(newest.values("outcome")[:1]),
        fetch_cause=Subquery(newest.values("cause")[:1]),
        fetched_at=Subquery(newest.values("started_at")[:1]),
        quality=Subquery(read.values("quality")[:1]),
        quality_cause=Subquery(read.values("cause")[:1]),
        passages=Count("snapshots__evidence", filter=ours, distinct=True),
        accepted=Count("snapshots__evidence", filter=ours & used, distinct=True),
    )


def snapshot_lines(snapshots: list[Snapshot]) -> list[SnapshotLine]:
    """Newest first; the oldest of them has nothing to be compared with."""
    pairs = zip_longest(snapshots, snapshots[1:])
    return [SnapshotLine(one, _reading(one), _is_changed(one, before)) for one, before in pairs]


def _is_changed(snapshot: Snapshot, before: Snapshot | None) -> bool | None:
    """None where it can't be told: two readers make different texts of the same bytes."""
    now, then = _reading(snapshot), _reading(before) if before else None
    if not now or not then or now.reader != then.reader:
        return None
    return now.text_sha256 != then.text_sha256


def _reading(snapshot: Snapshot) -> Reading | None:
    return next(iter(snapshot.readings.all()), None)


def _relying(source: Source, user: Any) -> list[Evidence]:
    """Accepted passages of this source, of claims that the person may see."""
    seen = Evidence.objects.filter(snapshot__source=source, claim__article__desk_id__in=desk_ids_of(user))
    drifts = Prefetch("drifts", Drift.objects.select_related("fetch__snapshot"), to_attr="newest_drifts")
    related = ("claim__article", "snapshot", "decided_by")
    return list(seen.accepted().select_related(*related).prefetch_related(drifts).order_by("-decided_at"))
