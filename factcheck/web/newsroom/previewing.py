"""The public page before readers see it, for members of the desk: its very template and document."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from factcheck.exceptions import FactcheckError
from factcheck.publication import services
from factcheck.publication.claimreview import claimreview
from factcheck.web.newsroom.access import claim_for
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.web.public.views import draw_current


@require_safe
@login_required
@never_cache
def preview(request: PersonsRequest, pk: int) -> HttpResponse:
    """With what is missing above it. Raises Http404 where nothing is published next, or for others."""
    claim = claim_for(request.user, pk)
    try:
        shown = services.preview(factcheck=claim.checked_as.factcheck, by=request.user)
    except FactcheckError as refusal:
        raise Http404(str(refusal)) from refusal
    response = draw_current(
        request, shown.publication, preview=claim, missing=shown.missing, markup_text=_markup(shown)
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _markup(shown: services.Preview) -> str:
    """For people to read; "" where no verdict stands yet."""
    if not shown.markup_stands:
        return ""
    return json.dumps(claimreview(shown.publication.document), indent=1, ensure_ascii=False)
