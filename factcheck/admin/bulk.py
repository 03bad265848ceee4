"""Acts on many fact-checks at once. Signing off is never one of them: each is read by a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.exceptions import ClaimsError
from factcheck.accounts.models import Desk, User
from factcheck.accounts.policies import desk_ids_of
from factcheck.accounts.services import who_can_log_in
from factcheck.admin.access import person_of, tell
from factcheck.admin.asking import answers, ask
from factcheck.admin.bulk_forms import AssignForm, DuplicateForm, ReturnForm
from factcheck.admin.queue import row_number
from factcheck.exceptions import FactcheckError
from factcheck.integrations.spreadsheet import to_csv
from factcheck.workflow import services as workflow
from factcheck.workflow.forms import DueForm, ImportanceForm, zone_of
from factcheck.workflow.models import FactCheck
from sources import services as sources
from sources.exceptions import SourcesError
from sources.models import Source

Picked = QuerySet[FactCheck]
HOLDER = "admin/factcheck/factcheck/holder.html"
COLUMNS = (
    "id",
    "claim",
    "article",
    "state",
    "verdict",
    "priority",
    "proposer",
    "assignee",
    "waiting since",
    "due",
)


@admin.action(description=gettext_lazy("Assign to me"))
def assign_to_me(model_admin: Any, request: HttpRequest, picked: Picked) -> None:
    """Of what was not on the page, only what is nobody's."""
    _assign(request, picked, to=person_of(request), done=_("{count} assigned to you."))


@admin.action(description=gettext_lazy("Assign to …"))
def assign_to(model_admin: Any, request: HttpRequest, picked: Picked) -> HttpResponse | None:
    people = who_can_log_in().filter(desks__in=desk_ids_of(person_of(request))).distinct()
    form = AssignForm(answers(request), people=people)
    if not form.is_valid():
        return ask(model_admin, request, picked, form, action="assign_to", label=_("Assign"), beside=HOLDER)
    to = form.cleaned_data["to"]
    done = _("{count} assigned to {name}.").replace("{name}", to.name)
    _assign(request, picked, to=to, done=done, reason=form.cleaned_data["reason"])
    return None


@admin.action(description=gettext_lazy("Return for changes"))
def return_many(model_admin: Any, request: HttpRequest, picked: Picked) -> HttpResponse | None:
    form = ReturnForm(answers(request))
    if not form.is_valid():
        return ask(model_admin, request, picked, form, action="return_many", label=_("Return for changes"))
    note, by = form.cleaned_data["note"], person_of(request)
    _each(
        request,
        picked,
        lambda one: workflow.return_for_changes(factcheck=one, note=note, by=by),
        _("{count} returned."),
    )
    return None


@admin.action(description=gettext_lazy("Set due …"))
def set_due(model_admin: Any, request: HttpRequest, picked: Picked) -> HttpResponse | None:
    desks = Desk.objects.filter(articles__claims__factcheck__in=picked.order_by().values("pk")).distinct()
    form = DueForm(answers(request), zone=zone_of(desks))
    if not form.is_valid():
        return ask(model_admin, request, picked, form, action="set_due", label=_("Set due"))
    due_at, by = form.cleaned_data["due_at"], person_of(request)
    done = _("{count} are due then.") if due_at else _("{count} have no deadline any more.")
    _each(request, picked, lambda one: workflow.set_due(factcheck=one, due_at=due_at, by=by), done)
    return None


@admin.action(description=gettext_lazy("Set importance …"))
def set_importance(model_admin: Any, request: HttpRequest, picked: Picked) -> HttpResponse | None:
    form = ImportanceForm(answers(request))
    if not form.is_valid():
        return ask(model_admin, request, picked, form, action="set_importance", label=_("Set importance"))
    importance, by = form.cleaned_data["importance"], person_of(request)
    _each(
        request,
        picked,
        lambda one: workflow.set_importance(factcheck=one, importance=importance, by=by),
        _("{count} changed."),
    )
    return None


@admin.action(description=gettext_lazy("Fetch their sources again"))
def fetch_again(model_admin: Any, request: HttpRequest, picked: Picked) -> None:
    """Every source that evidence or a lead of these claims comes from, once."""
    refused: list[str] = []
    asked = 0
    claims = picked.order_by().values("claim")
    found = Source.objects.filter(leads__claim__in=claims) | Source.objects.filter(
        snapshots__evidence__claim__in=claims
    )
    for source in found.distinct():
        try:
            sources.request_fetch(source=source, by_id=request.user.pk)
        except SourcesError as refusal:
            refused.append(str(refusal))
        else:
            asked += 1
    tell(request, done=asked, done_words=_("{count} sources will be fetched."), refused=refused)


@admin.action(description=gettext_lazy("Mark as duplicates of …"))
def mark_duplicates(model_admin: Any, request: HttpRequest, picked: Picked) -> HttpResponse | None:
    """The claims become appearances of the one that stays."""
    form = DuplicateForm(answers(request), candidates=model_admin.get_queryset(request))
    if not form.is_valid():
        return ask(
            model_admin, request, picked, form, action="mark_duplicates", label=_("Mark as duplicates")
        )
    survivor, by = form.cleaned_data["survivor"], person_of(request)
    _each(
        request,
        picked.exclude(pk=survivor.pk),
        lambda one: workflow.merge(survivor=survivor, others=[one], by=by),
        _("{count} merged into the claim that stays."),
    )
    return None


@admin.action(description=gettext_lazy("Export as CSV"))
def export_csv(model_admin: Any, request: HttpRequest, picked: Picked) -> HttpResponse:
    """The list as it is shown, with the claim's number and address in front."""
    response = HttpResponse(
        to_csv(COLUMNS, (_row(one) for one in picked)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="fact-checks-{timezone.localdate()}.csv"'
    return response


ACTIONS = (
    assign_to_me,
    assign_to,
    return_many,
    set_due,
    set_importance,
    fetch_again,
    mark_duplicates,
    export_csv,
)


def _assign(request: HttpRequest, picked: Picked, *, to: User, done: str, reason: str = "") -> None:
    """Not from who has one since the page was read: that one is skipped, and named."""
    pairs = (words.partition(":") for words in request.POST.getlist("had"))
    had = {row_number(factcheck): row_number(holder) for factcheck, _colon, holder in pairs}
    by = person_of(request)
    _each(
        request,
        picked,
        lambda one: workflow.hand_over(had={one: had.get(one.pk)}, to=to, by=by, reason=reason),
        done,
    )


def _row(factcheck: Any) -> list[object]:
    verdict = next(iter(factcheck.current_verdicts), None)
    return [
        factcheck.pk,
        factcheck.claim.text,
        factcheck.claim.article.title,
        factcheck.get_state_display(),
        verdict.rating if verdict else "",
        f"{factcheck.priority:.2f}",
        verdict.proposed_by.name if verdict else "",
        factcheck.assignee.name if factcheck.assignee else "",
        factcheck.waiting_since.isoformat(timespec="seconds"),
        factcheck.due_at.isoformat(timespec="seconds") if factcheck.due_at else "",
    ]


def _each(
    request: HttpRequest, picked: Iterable[FactCheck], act: Callable[[FactCheck], object], done: str
) -> None:
    """Do it to each that allows it; say how many, and why the others did not."""
    count, refused = 0, []
    for factcheck in picked:
        try:
            act(factcheck)
        except (ClaimsError, FactcheckError) as refusal:
            refused.append(str(refusal))
        else:
            count += 1
    tell(request, done=count, done_words=done, refused=refused)
