"""What a source said at a moment: the record, whether it holds, its text with what is quoted from it."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable
from typing import IO, Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.evidence import services as evidence_services
from factcheck.evidence.models import Decision, Stance
from factcheck.evidence.policies import read_by
from factcheck.exceptions import Incomplete
from factcheck.models import Evidence
from factcheck.web.marked_text import Mark, mark_text
from factcheck.web.newsroom import bench
from factcheck.web.newsroom.access import claim_for, claims_of
from factcheck.web.newsroom.acts import Refusal, act, done
from factcheck.web.newsroom.requests import PersonsRequest, number
from factcheck.workflow.statuses import IN_WORK
from jobs.models import Job
from sources.exceptions import SourcesError
from sources.models import Reading, Snapshot
from sources.services import answers_of, open_original, open_warc, verify_snapshot

# How a quoted passage is drawn: by what a person said it does; a suggestion has no tint.
FAMILY_OF_STANCE = {Stance.SUPPORTS: "supported", Stance.CONTRADICTS: "refuted"}
CLAIMS_OFFERED = 200


@require_safe
@login_required
def snapshot(request: PersonsRequest, pk: int) -> HttpResponse:
    return _draw(request, _snapshot_for(request.user, pk))


def _draw(request: PersonsRequest, snapshot: Snapshot, refusal: Refusal | None = None) -> HttpResponse:
    reading = snapshot.readings.first()
    quoted = _quoted(snapshot, request.user)
    chosen = request.POST.get("claim") or request.GET.get("claim", "")
    context = {
        "snapshot": snapshot,
        "reading": reading,
        "quality_is_good": reading is not None and reading.quality == "ok",
        "verification": verify_snapshot(snapshot=snapshot) if "verify" in request.GET else None,
        "asked_by": _asked_by(snapshot),
        "answers": answers_of(snapshot),
        "newest": snapshot.source.snapshots.first(),
        "quoted": quoted,
        "text": _text(reading, quoted),
        "stated": _stated(reading),
        "claims": _claims_in_work(request.user),
        "chosen_claim": chosen,
        "refusal": refusal,
    }
    status = refusal.status if refusal else None
    return render(request, "factcheck/newsroom/snapshot.html", context, status=status)


@require_safe
@login_required
def original(request: PersonsRequest, pk: int) -> HttpResponseBase:
    """The bytes as they came, to keep: never shown in the browser, and without any right if they were."""
    snapshot = _snapshot_for(request.user, pk)
    return _kept(request, snapshot, open_original, suffix=_suffix(snapshot))


@require_safe
@login_required
def warc(request: PersonsRequest, pk: int) -> HttpResponseBase:
    """The whole capture as any WARC tool opens it, byte for byte as it was signed."""
    return _kept(request, _snapshot_for(request.user, pk), open_warc, suffix=".warc.gz")


def _kept(
    request: PersonsRequest, snapshot: Snapshot, opened: Callable[[Snapshot], IO[bytes]], *, suffix: str
) -> HttpResponseBase:
    try:
        file = opened(snapshot)
    except SourcesError as lost:
        return _draw(request, snapshot, Refusal("original", snapshot.pk, str(lost)))
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=f"snapshot-{snapshot.pk}{suffix}",
        content_type="application/octet-stream",
    )
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _suffix(snapshot: Snapshot) -> str:
    return mimetypes.guess_extension(snapshot.content_type.partition(";")[0]) or ".bin"


def _asked_by(snapshot: Snapshot) -> str:
    """Who asked for this capture; "" when it was fetched by itself."""
    job_id = snapshot.fetch.job_id if snapshot.fetch else None
    job = Job.objects.filter(pk=job_id or 0).select_related("by").first()
    return job.by.name if job and job.by else ""


def _snapshot_for(user: User, pk: int) -> Snapshot:
    """Raises Http404."""
    related = ("source__publisher", "fetch", "manifest", "handed_in_by", "clearing", "erasure")
    seen = Snapshot.objects.filter(read_by(user, source="source__"))
    return get_object_or_404(seen.select_related(*related), pk=pk)


def _stated(reading: Reading | None) -> dict[str, Any]:
    """What the page says of itself: its meta elements by name, its JSON-LD as text."""
    structured = reading.structured if reading else {}
    objects = [json.dumps(one, indent=2, ensure_ascii=False) for one in structured.get("json_ld", ())]
    return {"meta": structured.get("meta", {}), "json_ld": objects} if structured else {}


on_snapshot = act(find=_snapshot_for, refused=_draw)


@on_snapshot
def use_as_evidence(request: PersonsRequest, snapshot: Snapshot) -> HttpResponse:
    """A passage that a person selected, or pasted, for a claim they choose."""
    claim_id = number(request.POST.get("claim"))
    if not claim_id:
        raise Incomplete(_("Choose the claim that the passage bears on."), field="claim")
    claim = claim_for(request.user, claim_id)
    start, end = _span(snapshot, request.POST.get("quote", ""), request.POST.get("start", ""))
    evidence_services.suggest_by_hand(claim=claim, snapshot=snapshot, start=start, end=end, by=request.user)
    return done(request, bench.address_of(claim), _("Passage added. Say how it bears on the claim."))


def _span(snapshot: Snapshot, quote: str, start: str) -> tuple[int, int]:
    """Where the words stand in the text: as the script says, else where they stand only once."""
    text = _text_of(snapshot.readings.first())
    quote = quote.strip()
    at = number(start) if start else -1
    if not quote:
        raise Incomplete(_("Select the passage in the text, or paste its words."), field="quote")
    if at >= 0 and text[at : at + len(quote)] == quote:
        return at, at + len(quote)
    if text.count(quote) != 1:
        raise Incomplete(
            _("These words are not in the text exactly once. Copy a longer passage."), field="quote"
        )
    return text.index(quote), text.index(quote) + len(quote)


def _quoted(snapshot: Snapshot, user: User) -> list[Evidence]:
    ours = snapshot.evidence.filter(claim__article__desk_id__in=desk_ids_of(user))
    kept = ours.exclude(decision=Decision.REJECTED)
    return list(kept.select_related("claim__article").order_by("start", "pk"))


def _text(reading: Reading | None, quoted: list[Evidence]) -> str:
    return mark_text(_text_of(reading), [_mark(number, one) for number, one in enumerate(quoted, start=1)])


def _mark(number: int, one: Evidence) -> Mark:
    family = (
        FAMILY_OF_STANCE.get(Stance(one.stance_accepted), "not_rated") if one.stance_accepted else "unchecked"
    )
    return Mark(
        number=number,
        family=family,
        start=one.start,
        end=one.end,
        label=f"{one.get_decision_display()}: {one.claim.text}",
        suggested=one.decision == Decision.SUGGESTED,
        address=bench.address_of(one.claim),
    )


def _text_of(reading: Reading | None) -> str:
    return reading.text if reading else ""


def _claims_in_work(user: User) -> list[dict[str, object]]:
    found = claims_of(user).filter(factcheck__state__in=IN_WORK, merged_into=None)
    newest = found.select_related("article").order_by("-article_id", "pk")[:CLAIMS_OFFERED]
    return [{"pk": str(claim.pk), "text": claim.text, "article": claim.article} for claim in newest]
