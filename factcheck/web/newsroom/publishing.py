"""What a reviewer does with a signed-off claim: publish it, correct it, take it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.models import Claim
from factcheck import pipeline
from factcheck.models import Publication
from factcheck.publication import services
from factcheck.web.newsroom import bench
from factcheck.web.newsroom.acts import done
from factcheck.web.newsroom.claims import on_claim
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.workflow import services as workflow
from factcheck.workflow.policies import check_can_withdraw


@on_claim
def publish(request: PersonsRequest, claim: Claim) -> HttpResponse:
    published = services.publish(
        factcheck=claim.factcheck,
        by=request.user,
        correction_note=request.POST.get("correction_note", ""),
        severity=request.POST.get("severity", ""),
    )
    return done(request, bench.address_of(claim), _said_of(published))


def _said_of(published: Publication) -> str:
    """From when on readers see it, and what they see until then."""
    if not published.hidden_until:
        return _("Published. Readers see it now.")
    ends = date_format(timezone.localtime(published.hidden_until), "j F Y, H:i")
    said = _("Published. Readers see it when its embargo ends: {at}.").format(at=ends)
    before = published.factcheck.publications.public().exists()
    return said + " " + _("Until then they see the version before.") if before else said


@on_claim
def correct(request: PersonsRequest, claim: Claim) -> HttpResponse:
    services.start_correction(factcheck=claim.factcheck, by=request.user)
    said = _("The claim can be worked on. Its public page stays as it is until the correction is published.")
    undo = reverse("abandon-correction", args=[claim.pk])
    return done(request, bench.address_of(claim), said, undo=undo)


@on_claim
def abandon_correction(request: PersonsRequest, claim: Claim) -> HttpResponse:
    services.abandon_correction(factcheck=claim.factcheck, by=request.user)
    pipeline.check_again(claim=claim, by=request.user)
    return done(request, bench.address_of(claim), _("The published version stands as it is."))


@on_claim
def withdraw(request: PersonsRequest, claim: Claim) -> HttpResponse:
    check_can_withdraw(claim.factcheck, request.user)
    services.withdraw(
        publication=claim.factcheck.publications.get(is_current=True),
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    return done(request, bench.address_of(claim), _("Withdrawn. Its address tells readers why."))


@on_claim
def check_anew(request: PersonsRequest, claim: Claim) -> HttpResponse:
    """The new claim opens, wherever the button stood: the withdrawn one has nothing left to do."""
    anew = workflow.check_anew(factcheck=claim.factcheck, by=request.user).claim
    pipeline.check_again(claim=anew, by=request.user)
    said = _("A new claim that says the same is open. Its check will have an address of its own.")
    return done(request, bench.address_of(anew), said)
