"""Published fact-checks, as readers see them. Nothing here shows a draft, and nothing needs a script."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from factcheck.publication.claimreview import claimreview
from factcheck.publication.models import Publication, PublicationQuerySet
from factcheck.publication.readers import source_changed_for_readers
from factcheck.publication.tombstones import tombstone_of
from factcheck.templatetags.look import Share
from factcheck.web.public.embedding import embed_code
from factcheck.web.public.frame import frame
from factcheck.web.public.reading import json_ld, readable
from factcheck.web.public.searching import SearchForm, found
from factcheck.web.public.standing import gone_page, gone_problem, newest_at
from factcheck.workflow.statuses import Family

CHECKS_A_PAGE = 20


@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    """The newest checks, or those that a search asks for."""
    form = SearchForm(request.GET)
    checks = found(form) if form.is_valid() else Publication.objects.none()
    page = _page(request, checks)
    context = {
        "form": form,
        "page": page,
        "shares": _shares(),
        "searching": form.asks,
        "lead": page[0] if page.number == 1 and len(page) and not form.asks else None,
    }
    return render(request, "factcheck/public/front_page.html", context | frame(search=False))


@require_safe
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    check = newest_at(slug)
    if stone := tombstone_of(check):
        return gone_page(request, stone)
    return draw_current(request, check)


def draw_current(request: HttpRequest, check: Publication, **more: Any) -> HttpResponse:
    """The page of the newest version, or in a preview of one that isn't stored. more: for its template."""
    context = {
        "json_ld": json_ld(claimreview(check.document)),
        "earlier_versions": _earlier_versions(check),
        "embed_code": embed_code(check),
        "version_address": f"{check.document['url']}v{check.version}/",
    }
    return _reading(request, check, context | more)


@require_safe
def publication_version(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """An earlier form, as it was, pointing to the one that replaced it. It has no ClaimReview."""
    current = newest_at(slug)
    if stone := tombstone_of(current):
        return gone_page(request, stone)
    if version == current.version:
        return redirect("publication", slug)
    visible = Publication.objects.visible().filter(slug=slug)
    check = get_object_or_404(visible, version=version)
    replaced = visible.filter(version__gt=version).earliest("version")
    response = _reading(request, check, {"replaced": replaced, "current": current})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def publication_json(request: HttpRequest, slug: str) -> HttpResponse:
    check = newest_at(slug)
    if stone := tombstone_of(check):
        return gone_problem(stone)
    shown = {**check.document, "sha256": check.document_sha256}
    return JsonResponse(shown, json_dumps_params={"indent": 1, "ensure_ascii": False})


def _reading(request: HttpRequest, check: Publication, context: dict[str, Any]) -> HttpResponse:
    shown = {
        "check": readable(check.document),
        "publication": check,
        "source_changed_at": source_changed_for_readers(check.factcheck),
    }
    return render(request, "factcheck/public/publication.html", shown | context | frame())


def _earlier_versions(check: Publication) -> list[int]:
    if check.version == 1:
        return []
    earlier = Publication.objects.visible().filter(slug=check.slug, version__lt=check.version)
    return list(earlier.order_by("version").values_list("version", flat=True))


def _page(request: HttpRequest, checks: PublicationQuerySet) -> Page[Publication]:
    return Paginator(checks.select_related("rating"), CHECKS_A_PAGE).get_page(request.GET.get("page"))


def _shares() -> list[Share]:
    """How many public checks ended in each verdict family."""
    rows = Publication.objects.public().order_by().values_list("rating__family")
    counts = dict(rows.annotate(count=Count("id")))
    return [Share(family.value, counts.get(family.value, 0), str(family.label)) for family in Family]
