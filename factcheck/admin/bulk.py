"""Acts on many fact-checks at once: assign, and return with a comment. Signing off is never one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.admin.access import person_of, tell
from factcheck.exceptions import FactcheckError
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What has to change"),
        help_text=gettext_lazy("Each journalist sees this beside the claim."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what has to change.")},
    )


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Any) -> str:
        return str(person.name)


class AssignForm(forms.Form):
    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = PersonField(
            label=_("Assign to"), queryset=people, error_messages={"required": _("Choose a person.")}
        )


@admin.action(description=gettext_lazy("Assign to me"))
def assign_to_me(model_admin: Any, request: HttpRequest, factchecks: QuerySet[FactCheck]) -> None:
    _each(
        request,
        factchecks,
        lambda one: workflow.assign(factcheck=one, to=person_of(request), by=person_of(request)),
        _("{count} assigned to you."),
    )


@admin.action(description=gettext_lazy("Assign to …"))
def assign_to(model_admin: Any, request: HttpRequest, factchecks: QuerySet[FactCheck]) -> HttpResponse | None:
    people = User.objects.filter(desks__in=desk_ids_of(person_of(request)), is_active=True).distinct()
    form = AssignForm(_answers(request), people=people)
    if not form.is_valid():
        return _ask(model_admin, request, factchecks, form, action="assign_to", label=_("Assign"))
    to = form.cleaned_data["to"]
    done = _("{count} assigned to {name}.").replace("{name}", to.name)
    _each(request, factchecks, lambda one: workflow.assign(factcheck=one, to=to, by=person_of(request)), done)
    return None


@admin.action(description=gettext_lazy("Return for changes"))
def return_many(
    model_admin: Any, request: HttpRequest, factchecks: QuerySet[FactCheck]
) -> HttpResponse | None:
    form = ReturnForm(_answers(request))
    if not form.is_valid():
        label = _("Return for changes")
        return _ask(model_admin, request, factchecks, form, action="return_many", label=label)
    note = form.cleaned_data["note"]
    _each(
        request,
        factchecks,
        lambda one: workflow.return_for_changes(factcheck=one, note=note, by=person_of(request)),
        _("{count} returned."),
    )
    return None


def assign_one(request: HttpRequest, factcheck: FactCheck) -> HttpResponse:
    """From the page of one fact-check: to a person, or to nobody."""
    chosen = request.POST["assignee"]
    to = get_object_or_404(people_of(factcheck), pk=chosen) if chosen else None
    try:
        workflow.assign(factcheck=factcheck, to=to, by=person_of(request))
    except FactcheckError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Assigned to {name}.").format(name=to.name if to else _("nobody")))
    return redirect("admin:factcheck_factcheck_change", factcheck.pk)


def people_of(factcheck: FactCheck) -> QuerySet[User]:
    return User.objects.filter(desks=factcheck.claim.article.desk_id, is_active=True).order_by("first_name")


def _answers(request: HttpRequest) -> Any:
    """The form's data on its own page; none when the action was only just chosen."""
    return request.POST if "apply" in request.POST else None


def _ask(
    model_admin: Any,
    request: HttpRequest,
    factchecks: QuerySet[FactCheck],
    form: forms.Form,
    *,
    action: str,
    label: str,
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": label,
        "opts": model_admin.opts,
        "factchecks": factchecks,
        "form": form,
        "action": action,
        "label": label,
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/factcheck/factcheck/ask.html", context)


def _each(
    request: HttpRequest, factchecks: Iterable[FactCheck], act: Callable[[FactCheck], object], done: str
) -> None:
    """Do it to each that allows it; say how many, and why the others did not."""
    count, refused = 0, []
    for factcheck in factchecks:
        try:
            act(factcheck)
        except FactcheckError as refusal:
            refused.append(str(refusal))
        else:
            count += 1
    tell(request, done=count, done_words=done, refused=refused)
