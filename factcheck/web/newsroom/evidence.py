"""Judging passages."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.evidence.models import RejectionReason, Stance
from factcheck.models import Evidence
from factcheck.web.newsroom import bench
from factcheck.web.newsroom.access import claim_for, evidence_for
from factcheck.web.newsroom.acts import Refusal, act, done
from factcheck.web.newsroom.claims import draw_where_it_was
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.workflow import services


def _draw(request: PersonsRequest, evidence: Evidence, refusal: Refusal) -> HttpResponse:
    return draw_where_it_was(request, claim_for(request.user, evidence.claim_id), refusal)


on_evidence = act(find=evidence_for, refused=_draw)


@on_evidence
def accept(request: PersonsRequest, evidence: Evidence) -> HttpResponse:
    stance = request.POST.get("stance", "")
    services.accept_passage(passage=evidence, stance=stance, by=request.user)
    said = _("Passage accepted: {stance}.").format(stance=str(Stance(stance).label).lower())
    return done(request, bench.address_of(evidence.claim), said, undo=_undo(evidence))


@on_evidence
def reject(request: PersonsRequest, evidence: Evidence) -> HttpResponse:
    reason = request.POST.get("reason", "")
    services.reject_passage(passage=evidence, reason=reason, by=request.user)
    said = _("Passage rejected: {reason}.").format(reason=str(RejectionReason(reason).label).lower())
    return done(request, bench.address_of(evidence.claim), said, undo=_undo(evidence))


@on_evidence
def reconsider(request: PersonsRequest, evidence: Evidence) -> HttpResponse:
    services.reconsider_passage(passage=evidence, by=request.user)
    return done(request, bench.address_of(evidence.claim), _("The passage is to be judged again."))


def _undo(evidence: Evidence) -> str:
    return reverse("reconsider", args=[evidence.pk])
