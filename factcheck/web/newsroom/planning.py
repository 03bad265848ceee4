"""Who has claims and by when they are due: changed on one claim's card, and for several at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from claims.models import Claim
from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.accounts.services import people_at
from factcheck.exceptions import Incomplete
from factcheck.models import FactCheck
from factcheck.web.newsroom import bench
from factcheck.web.newsroom.acts import REFUSALS, UNPROCESSABLE, Refusal, act, done, refusal_of
from factcheck.web.newsroom.claim_list import draw_list
from factcheck.web.newsroom.claims import on_claim
from factcheck.web.newsroom.planning_forms import HandOver, PlanOfMany, PlanOfOne
from factcheck.web.newsroom.requests import PersonsRequest, number
from factcheck.workflow import services as workflow
from factcheck.workflow.forms import zone_of
from factcheck.workflow.services import Plan


@on_claim
def take_over(request: PersonsRequest, claim: Claim) -> HttpResponse:
    """From nobody, or from who is named in the form; somebody else's name there is refused."""
    return _give(request, claim, to=request.user, reason=request.POST.get("reason", ""))


@on_claim
def hand_over(request: PersonsRequest, claim: Claim) -> HttpResponse:
    form = HandOver(request.POST, people=people_at([claim.article.desk_id]), me=request.user)
    _check(form)
    return _give(request, claim, to=form.person, reason=form.cleaned_data["reason"])


@on_claim
def plan(request: PersonsRequest, claim: Claim) -> HttpResponse:
    form = PlanOfOne(request.POST, zone=claim.article.desk.zone)
    _check(form)
    before = {claim.factcheck: _plan_of(claim.factcheck)}
    workflow.plan(plans={claim.factcheck: Plan(**form.cleaned_data)}, by=request.user)
    said = _("Deadline and importance saved.")
    return done(
        request, bench.address_of(claim), said, undo=reverse("plan-as-before"), before=_listed_plans(before)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hand_over_picked(request: PersonsRequest) -> HttpResponse:
    """Who gets the picked claims? Who has which of them stands beside each, before it happens."""
    picked = _picked(request)
    people = people_at({one.claim.article.desk_id for one in picked})
    form = HandOver(*_given(request), people=people, me=request.user)
    return _about_picked(request, picked, form, "factcheck/newsroom/hand_over.html", _handed_over)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plan_picked(request: PersonsRequest) -> HttpResponse:
    """One deadline, one importance for the picked claims."""
    picked = _picked(request)
    form = PlanOfMany(*_given(request), zone=zone_of(one.claim.article.desk for one in picked))
    return _about_picked(request, picked, form, "factcheck/newsroom/plan.html", _planned)


def _yourself(user: User) -> User:
    return user


def _draw_refused(request: PersonsRequest, _user: User, refusal: Refusal) -> HttpResponse:
    return draw_list(request, refusal=refusal)


on_yours = act(find=_yourself, refused=_draw_refused)


@on_yours
def hand_back(request: PersonsRequest, user: User) -> HttpResponse:
    """Take a handing over back: each claim to who had it."""
    had = _parts(request.POST.get("before", ""))
    people = User.objects.in_bulk([number(holder) for holder in had.values()])
    to = {one: people.get(number(before)) for one, before in _listed(user, had)}
    of = User.objects.filter(pk=number(request.POST.get("of"))).first()
    workflow.hand_back(to=_some(to), of=of, by=user)
    return done(request, reverse("claims"), _("Handed back."))


@on_yours
def plan_as_before(request: PersonsRequest, user: User) -> HttpResponse:
    """Take a change of deadlines and importance back."""
    before = _parts(request.POST.get("before", ""))
    plans = {one: _read_plan(words) for one, words in _listed(user, before)}
    workflow.plan(plans=_some(plans), by=user)
    return done(request, reverse("claims"), _("Deadline and importance are as they were."))


def _give(request: PersonsRequest, claim: Claim, *, to: User | None, reason: str) -> HttpResponse:
    had = {claim.factcheck: number(request.POST.get("had")) or None}
    workflow.hand_over(had=had, to=to, by=request.user, reason=reason)
    return done(
        request, bench.address_of(claim), _has_it(to, request.user), undo=reverse("hand-back"),
        **_way_back(had, to),
    )  # fmt: skip


def _about_picked(
    request: PersonsRequest, picked: list[FactCheck], form: Any, template: str, act_on: Any
) -> HttpResponse:
    """The page that asks, and the act when all is there."""
    refusal = None
    if request.method == "POST":
        try:
            if not picked:
                raise Incomplete(_("Choose the claims first."), field="claim")
            if form.is_valid():
                return act_on(request, picked, form)
        except REFUSALS as error:
            refusal = refusal_of("about_picked", 0, error, request)
    back = (request.POST if request.method == "POST" else request.GET).get("back", "")
    context = {"picked": picked, "form": form, "refusal": refusal, "back": back}
    status = refusal.status if refusal else UNPROCESSABLE if form.errors else None
    return render(request, template, context, status=status)


def _handed_over(request: PersonsRequest, picked: list[FactCheck], form: HandOver) -> HttpResponse:
    seen = _parts(" ".join(request.POST.getlist("claim")))
    had = {one: number(seen.get(one.claim_id)) or None for one in picked}
    workflow.hand_over(had=had, to=form.person, by=request.user, reason=form.cleaned_data["reason"])
    name = form.person.name if form.person else _("Nobody")
    said = ngettext("{name} has one claim more.", "{name} has {n} claims more.", len(picked))
    return done(
        request, reverse("claims"), said.format(name=name, n=len(picked)), undo=reverse("hand-back"),
        **_way_back(had, form.person),
    )  # fmt: skip


def _planned(request: PersonsRequest, picked: list[FactCheck], form: PlanOfMany) -> HttpResponse:
    before = {one: _plan_of(one) for one in picked}
    wanted = form.cleaned_data
    plans = {
        one: Plan(
            due_at=None if wanted["no_deadline"] else wanted["due_at"] or one.due_at,
            importance=wanted["importance"] or one.importance,
        )
        for one in picked
    }
    workflow.plan(plans=plans, by=request.user)
    said = ngettext("Saved for one claim.", "Saved for {n} claims.", len(picked)).format(n=len(picked))
    return done(
        request, reverse("claims"), said, undo=reverse("plan-as-before"), before=_listed_plans(before)
    )


def _picked(request: PersonsRequest) -> list[FactCheck]:
    """The cases of the picked claims; a claim that is checked as another one stands for that."""
    asked = request.POST if request.method == "POST" else request.GET
    return _of_yours(request.user, _parts(" ".join(asked.getlist("claim"))))


def _of_yours(user: User, claim_ids: Iterable[int]) -> list[FactCheck]:
    ids = list(claim_ids)
    named = Q(claim__in=ids, claim__merged_into=None) | Q(claim__merged__in=ids)
    found = FactCheck.objects.at_desks(desk_ids_of(user)).filter(named).distinct()
    return list(found.select_related("claim__article__desk", "assignee").order_by("claim_id"))


def _listed(user: User, parts: dict[int, str]) -> list[tuple[FactCheck, str]]:
    """What an undo names, with what it says of each; not what was merged into another claim since."""
    return [(one, parts[one.claim_id]) for one in _of_yours(user, parts) if one.claim_id in parts]


def _parts(words: str) -> dict[int, str]:
    """Of “12:3 14:” what stands behind each claim's number."""
    parts = (word.partition(":") for word in words.split())
    return {number(claim): rest for claim, _colon, rest in parts}


def _some(wanted: dict[FactCheck, Any]) -> dict[FactCheck, Any]:
    """Raises Incomplete for none."""
    if not wanted:
        raise Incomplete(_("There is nothing to undo any more."))
    return wanted


def _given(request: PersonsRequest) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()


def _check(form: forms.Form) -> None:
    """Raises Incomplete with the first complaint."""
    for field, complaints in form.errors.items():
        raise Incomplete(str(complaints[0]), field=field)


def _has_it(to: User | None, user: User) -> str:
    if to is None:
        return _("Nobody has it now.")
    return _("You have it now.") if to == user else _("{name} has it now.").format(name=to.name)


def _way_back(had: dict[FactCheck, int | None], to: User | None) -> dict[str, str]:
    before = " ".join(f"{one.claim_id}:{holder or ''}" for one, holder in had.items())
    return {"before": before, "of": str(to.pk) if to else ""}


def _plan_of(factcheck: FactCheck) -> Plan:
    return Plan(due_at=factcheck.due_at, importance=factcheck.importance)


def _listed_plans(plans: dict[FactCheck, Plan]) -> str:
    return " ".join(
        f"{one.claim_id}:{plan.importance}:{plan.due_at.isoformat() if plan.due_at else ''}"
        for one, plan in plans.items()
    )


def _read_plan(words: str) -> Plan:
    importance, _colon, moment = words.partition(":")
    return Plan(due_at=_moment(moment), importance=number(importance))


def _moment(words: str) -> datetime | None:
    """Raises Incomplete for what no undo of ours says."""
    try:
        moment = parse_datetime(words) if words else None
    except ValueError:
        moment = None
    if words and (moment is None or moment.tzinfo is None):
        raise Incomplete(_("There is nothing to undo any more."))
    return moment
