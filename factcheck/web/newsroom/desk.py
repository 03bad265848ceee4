"""How a person's desks are doing, in pictures that are tables."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from factcheck.accounts.policies import desk_ids_of
from factcheck.evidence.link_rot import link_rot
from factcheck.models import FactCheck
from factcheck.web.newsroom import figures
from factcheck.web.newsroom.exports import exports_of_desk
from factcheck.web.newsroom.requests import PersonsRequest


@require_safe
@login_required
def desk(request: PersonsRequest) -> HttpResponse:
    now = timezone.localtime()
    factchecks = FactCheck.objects.at_desks(desk_ids_of(request.user))
    context = {
        "weeks": figures.throughput(factchecks, now=now),
        "waiting": figures.waiting(factchecks, now=now),
        "backlog": figures.backlog(factchecks.at_hand()),
        "agreement": figures.agreement(factchecks),
        "exports": exports_of_desk(),
        "rot": link_rot(desk_ids=desk_ids_of(request.user)),
    }
    return render(request, "factcheck/newsroom/desk.html", context)
