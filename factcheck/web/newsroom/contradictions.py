"""What people say of two claims that can't both be true."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.evidence import consistency
from factcheck.models import Contradiction
from factcheck.web.newsroom import bench
from factcheck.web.newsroom.access import claim_for, contradiction_for
from factcheck.web.newsroom.acts import Refusal, act, done
from factcheck.web.newsroom.claims import draw_where_it_was
from factcheck.web.newsroom.requests import PersonsRequest


def _draw(request: PersonsRequest, contradiction: Contradiction, refusal: Refusal) -> HttpResponse:
    return draw_where_it_was(request, claim_for(request.user, contradiction.claim_id), refusal)


on_contradiction = act(find=contradiction_for, refused=_draw)


@on_contradiction
def dismiss_contradiction(request: PersonsRequest, contradiction: Contradiction) -> HttpResponse:
    consistency.dismiss(contradiction=contradiction, by=request.user)
    undo = reverse("take-up-contradiction", args=[contradiction.pk])
    said = _("Both claims can be true: the hint is gone.")
    return done(request, bench.address_of(contradiction.claim), said, undo=undo)


@on_contradiction
def take_up_contradiction(request: PersonsRequest, contradiction: Contradiction) -> HttpResponse:
    consistency.take_up(contradiction=contradiction, by=request.user)
    return done(request, bench.address_of(contradiction.claim), _("The hint is back."))
