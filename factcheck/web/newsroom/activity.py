"""Who did what: of a claim, of a person, at the desks of who asks. Nothing here can be changed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.models import Claim
from factcheck.accounts.models import Desk, User
from factcheck.accounts.policies import desk_ids_of, is_reviewer_at
from factcheck.audit.activity import activity
from factcheck.web.newsroom.requests import PersonsRequest

DEEDS_A_PAGE = 50
# Each page reads all before it; who needs more narrows it to a claim or a person.
PAGES = 40
NARROWED_BY = ("claim", "person", "desk")
# Digits of the largest number that the database takes as a key.
LONGEST_NUMBER = 18


@require_safe
@login_required
def activity_page(request: PersonsRequest) -> HttpResponse:
    """Reviewers see their desks' work, everyone else what they did themselves and their desks' claims."""
    claim, person, desk = _claim(request), _person(request), _desk(request)
    page = min(_number(request, "page") or 1, PAGES)
    desk_ids = [desk.pk] if desk else desk_ids_of(request.user)
    if claim is None and person is None and not any(is_reviewer_at(request.user, pk) for pk in desk_ids):
        person = request.user
    with_machine = bool(request.GET.get("machine"))
    deeds = activity(
        desk_ids=desk_ids,
        claim_id=claim.pk if claim else None,
        person_id=person.pk if person else None,
        with_machine=with_machine,
        offset=(page - 1) * DEEDS_A_PAGE,
        limit=DEEDS_A_PAGE,
    )
    context = {
        "deeds": deeds,
        "claim": claim,
        "who": person,
        "desk": desk,
        "older": page + 1 if len(deeds) == DEEDS_A_PAGE else None,
        "with_machine": with_machine,
        "narrowed": {name: request.GET[name] for name in NARROWED_BY if request.GET.get(name)},
    }
    return render(request, "factcheck/newsroom/activity.html", context)


def _claim(request: PersonsRequest) -> Claim | None:
    number = _number(request, "claim")
    return (
        get_object_or_404(Claim, pk=number, article__desk__in=desk_ids_of(request.user)) if number else None
    )


def _person(request: PersonsRequest) -> User | None:
    """Oneself, or for a reviewer somebody of the own desks. Raises Http404 for anybody else."""
    number = _number(request, "person")
    if number is None or number == request.user.pk:
        return request.user if number else None
    reviewed = [pk for pk in desk_ids_of(request.user) if is_reviewer_at(request.user, pk)]
    people = User.objects.all() if request.user.is_superuser else User.objects.filter(desks__in=reviewed)
    return get_object_or_404(people.distinct(), pk=number)


def _desk(request: PersonsRequest) -> Desk | None:
    number = _number(request, "desk")
    return get_object_or_404(Desk, pk=number, pk__in=desk_ids_of(request.user)) if number else None


def _number(request: PersonsRequest, name: str) -> int | None:
    """Raises Http404 for what is no number."""
    value = request.GET.get(name, "")
    if not value:
        return None
    if not value.isdecimal() or len(value) > LONGEST_NUMBER:
        raise Http404(_("There is nothing with this number."))
    return int(value)
