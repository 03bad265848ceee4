"""A person's imports of others' fact-checks: asked for, and what became of each."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.exceptions import FactcheckError
from factcheck.integrations import imports
from factcheck.models import FactCheckImport
from factcheck.web.newsroom.acts import UNPROCESSABLE
from factcheck.web.newsroom.forms import NewImport
from factcheck.web.newsroom.requests import PersonsRequest
from sources.exceptions import BadAddress

SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_imports(request: PersonsRequest) -> HttpResponse:
    form = NewImport(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid() and (asked := _asked(request, form)):
        return redirect("import", pk=asked.pk)
    listed = FactCheckImport.objects.filter(by=request.user).select_related("job")[:SHOWN]
    context = {"form": form, "imports": listed, "here": "imports"}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "factcheck/newsroom/imports.html", context, status=status)


@require_safe
@login_required
def one_import(request: PersonsRequest, pk: int) -> HttpResponse:
    own = FactCheckImport.objects.filter(by=request.user).select_related("job")
    context = {"import": get_object_or_404(own, pk=pk), "here": "imports"}
    return render(request, "factcheck/newsroom/import.html", context)


def _asked(request: PersonsRequest, form: NewImport) -> FactCheckImport | None:
    """None when the service refused: the form then says why."""
    try:
        return _ask(request, form.cleaned_data)
    except BadAddress as refusal:
        form.add_error("address", str(refusal))
    except FactcheckError as refusal:
        form.add_error(getattr(refusal, "field", "") or None, str(refusal))
    return None


def _ask(request: PersonsRequest, given: dict[str, Any]) -> FactCheckImport:
    form, file = given["form"], given["file"]
    if file:
        return imports.import_file(file=file, name=file.name, form=form, by=request.user)
    searched = {"query": given["query"], "reviewPublisherSiteFilter": given["site"]}
    return imports.import_from_address(address=given["address"], form=form, query=searched, by=request.user)
