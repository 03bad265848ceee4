"""A check as a card on other people's pages: no script, no cookie, and the only page that may be framed."""

from __future__ import annotations

from urllib.parse import urljoin

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from factcheck.publication.models import Publication
from factcheck.publication.tombstones import checked_anew, tombstone_of
from factcheck.web.public.reading import readable
from factcheck.web.public.standing import newest_at, status_of

# Pixels. Enough for a claim of two lines and a conclusion of 200 characters in a frame 320 wide.
EMBED_HEIGHT = 420


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "script-src": [NONE]})  # type: ignore[arg-type] # the package types views without arguments
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version, or why there is none any more: pages that embedded it must not go on showing it."""
    check = newest_at(slug)
    if stone := tombstone_of(check):
        gone = {"stone": stone, "anew": checked_anew(stone)}
        return render(request, "factcheck/public/embed.html", gone, status=status_of(stone))
    context = {"check": readable(check.document), "publication": check}
    return render(request, "factcheck/public/embed.html", context)


def embed_code(check: Publication) -> SafeString:
    """The HTML that another site pastes."""
    return format_html(
        '<iframe src="{}" title="{}: “{}”" width="100%" height="{}" loading="lazy"></iframe>',
        urljoin(check.document["url"], reverse("embed", args=[check.slug])),
        check.document["newsroom"]["name"],
        check.claim_text,
        EMBED_HEIGHT,
    )
