"""Which addresses that a person's desks cite are rotten, as a page and as CSV."""

from __future__ import annotations

import csv

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from factcheck.accounts.policies import desk_ids_of
from factcheck.evidence.link_rot import Rotten
from factcheck.evidence.link_rot import link_rot as report_on
from factcheck.web.newsroom.requests import PersonsRequest

COLUMNS = ("address", "title", "what", "since", "leads_to", "accepted_passages", "archived_copy")
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@login_required
def link_rot(request: PersonsRequest) -> HttpResponse:
    report = report_on(desk_ids=desk_ids_of(request.user))
    if request.GET.get("format") == "csv":
        return _as_csv(request, report.rotten)
    return render(request, "factcheck/newsroom/link_rot.html", {"report": report})


def _as_csv(request: PersonsRequest, rotten: tuple[Rotten, ...]) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="link-rot.csv"'
    rows = csv.writer(answer)
    rows.writerow(COLUMNS)
    for one in rotten:
        since = one.since.isoformat() if one.since else ""
        kept = request.build_absolute_uri(reverse("snapshot", args=[one.kept.pk])) if one.kept else ""
        cells = [one.source.address, one.source.title, one.what.value, since, one.leads_to, one.relying, kept]
        rows.writerow([_plain(str(cell)) for cell in cells])
    return answer


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
