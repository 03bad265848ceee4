"""Ways on from a page that can't be fetched: hand in a copy, or name the copy of an archive."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.web.newsroom.acts import done
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.web.newsroom.sources import on_source
from sources import services
from sources.exceptions import BadCopy
from sources.models import Source


@on_source
def upload_copy(request: PersonsRequest, source: Source) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        raise BadCopy(_("Choose the file that you saved."))
    services.keep_copy(
        source=source,
        file=file.read(),
        file_name=file.name or "",
        note=request.POST.get("note", ""),
        transcript=request.POST.get("transcript", ""),
        by=request.user,
    )
    return done(request, _page(source), _("Your copy is archived. It is being read."))


@on_source
def use_archived_copy(request: PersonsRequest, source: Source) -> HttpResponse:
    services.request_archived_copy(
        source=source,
        address=request.POST.get("archived_at", ""),
        by=request.user,
        about=f"source:{source.pk}",
    )
    return done(request, _page(source), _("The archive's copy is being fetched."))


def _page(source: Source) -> str:
    return reverse("source", args=[source.pk])
