"""Saying whether a claim is one that was checked already."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.matching import services
from factcheck.models import KnownMatch
from factcheck.web.newsroom import bench
from factcheck.web.newsroom.access import claim_for, match_for
from factcheck.web.newsroom.acts import Refusal, act, done
from factcheck.web.newsroom.claims import draw_where_it_was
from factcheck.web.newsroom.requests import PersonsRequest


def _draw(request: PersonsRequest, match: KnownMatch, refusal: Refusal) -> HttpResponse:
    return draw_where_it_was(request, claim_for(request.user, match.claim_id), refusal)


on_match = act(find=match_for, refused=_draw)


@on_match
def confirm_match(request: PersonsRequest, match: KnownMatch) -> HttpResponse:
    services.confirm(match=match, by=request.user)
    return _done(request, match, _("The same claim: it is flagged when they rate it otherwise."))


@on_match
def reject_match(request: PersonsRequest, match: KnownMatch) -> HttpResponse:
    services.reject(match=match, by=request.user)
    return _done(request, match, _("Another claim: it is not suggested again."))


@on_match
def reconsider_match(request: PersonsRequest, match: KnownMatch) -> HttpResponse:
    services.reconsider(match=match, by=request.user)
    return done(request, bench.address_of(match.claim), _("To be decided again."))


def _done(request: PersonsRequest, match: KnownMatch, said: str) -> HttpResponse:
    undo = reverse("reconsider-match", args=[match.pk])
    return done(request, bench.address_of(match.claim), said, undo=undo)
