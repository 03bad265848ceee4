"""The one page of help: the walk, the marks, what the machine does."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.workflow.statuses import UNCHECKED, Family


@require_safe
@login_required
def help_page(request: PersonsRequest) -> HttpResponse:
    families = [*Family.choices, (UNCHECKED, _("No verdict yet"))]
    return render(request, "factcheck/newsroom/help.html", {"families": families})
