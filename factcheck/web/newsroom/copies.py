"""Ways on from a page that can't be fetched, and another file in place of a wrong one: hand it in, or name
an archive's copy.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.web.newsroom.acts import done
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.web.newsroom.sources import on_source
from sources import services
from sources.models import Source


@on_source
def upload_copy(request: PersonsRequest, source: Source) -> HttpResponse:
    file = request.FILES.get("file")
    services.keep_copy(
        source=source,
        file=file,
        file_name=(file.name or "") if file else "",
        note=request.POST.get("note", ""),
        transcript=request.POST.get("transcript", ""),
        by=request.user,
    )
    return done(request, _page(source), _("It is archived and being read."))


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
