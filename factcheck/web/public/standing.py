"""What stands at a public address: a check, or the tombstone of one that was withdrawn or taken down."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from factcheck.publication.models import Publication
from factcheck.publication.tombstones import Tombstone, checked_anew
from factcheck.web.public.frame import frame


def newest_at(slug: str) -> Publication:
    """The newest version at an address that readers may see, whatever became of it. Raises Http404 for what
    was never public.
    """
    newest = Publication.objects.newest_visible().select_related("factcheck__claim__article__public_page")
    check = newest.prefetch_related("factcheck__takedowns").filter(slug=slug).first()
    if check is None:
        raise Http404(_("No fact-check is published at this address."))
    return check


def status_of(stone: Tombstone) -> HTTPStatus:
    """Gone, or unavailable for legal reasons (RFC 7725)."""
    return HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS if stone.by_law else HTTPStatus.GONE


def gone_page(request: HttpRequest, stone: Tombstone) -> HttpResponse:
    context = {"stone": stone, "anew": checked_anew(stone)} | frame()
    response = render(request, "factcheck/public/gone.html", context, status=status_of(stone))
    return _blocked_by(response, stone)


def gone_problem(stone: Tombstone) -> HttpResponse:
    """The same for machines, as a problem (RFC 9457)."""
    title = _("Taken down for legal reasons") if stone.by_law else _("Withdrawn")
    status = status_of(stone)
    body = {"type": "about:blank", "title": title, "status": status, "detail": stone.reason}
    if anew := checked_anew(stone):
        body["checked_anew"] = anew.document["url"]
    response = JsonResponse(body, status=status, content_type="application/problem+json")
    return _blocked_by(response, stone)


def _blocked_by(response: HttpResponse, stone: Tombstone) -> HttpResponse:
    """A 451 names who blocks."""
    if stone.by_law:
        response["Link"] = f'<{settings.NEWSROOM["ADDRESS"]}>; rel="blocked-by"'
    return response
