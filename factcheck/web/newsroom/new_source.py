"""Handing in a source that has no address: an interview, document, e-mail, book or data set."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.models import Article, Claim
from factcheck import pipeline
from factcheck.web.newsroom import bench
from factcheck.web.newsroom.access import article_for
from factcheck.web.newsroom.acts import REFUSALS, UNPROCESSABLE, done
from factcheck.web.newsroom.claims import no_claim_yet
from factcheck.web.newsroom.forms import NewSource
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.workflow.statuses import State
from sources.services import Description

DESCRIBED = ("form", "title", "publisher", "dated", "kind", "note")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_source(request: PersonsRequest, pk: int) -> HttpResponse:
    article = article_for(request.user, pk)
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NewSource(*given, claims=_claims(article), chosen=request.GET.get("claim", ""))
    if form.is_bound and form.is_valid():
        try:
            return _hand_in(request, article, form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
    if form.errors and request.FILES and "file" not in form.errors:
        form.add_error("file", _("Choose the file again: no page can keep it for you."))
    context = {"form": form, "article": article}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "factcheck/newsroom/new_source.html", context, status=status)


def _claims(article: Article) -> QuerySet[Claim]:
    """Those that a source may be for."""
    gone = [State.DISMISSED, State.DROPPED]
    return article.claims.filter(factcheck__isnull=False, merged_into=None).exclude(factcheck__state__in=gone)


def _hand_in(request: PersonsRequest, article: Article, given: dict[str, Any]) -> HttpResponse:
    chosen, file = given["claim"], given["file"]
    wanted = [chosen] if chosen else list(_claims(article))
    if not wanted:
        raise no_claim_yet()
    pipeline.hand_in_source(
        claims=wanted,
        described=Description(**{name: given[name] for name in DESCRIBED}),
        file=file,
        file_name=file.name if file else "",
        transcript=given["transcript"],
        by=request.user,
    )
    to = bench.address_of(chosen) if chosen else reverse("workbench", args=[article.pk])
    return done(request, to, _("It is archived and being read. What bears on a claim will stand beside it."))
