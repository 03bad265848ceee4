"""What is planned for one fact-check: whose it is, by when, how important, under what embargo."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.services import people_at
from factcheck.admin.access import person_of
from factcheck.admin.bulk_forms import PlanForm
from factcheck.admin.queue import row_number
from factcheck.exceptions import FactcheckError, Incomplete
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck


def plan_form(factcheck: FactCheck, data: object = None) -> PlanForm:
    given = {
        "due_at": factcheck.due_at,
        "importance": factcheck.importance,
        "embargo_until": factcheck.embargo_until,
    }
    return PlanForm(data, initial=given, zone=factcheck.claim.article.desk.zone)


def assign_one(request: HttpRequest, factcheck: FactCheck) -> None:
    """From the page of one fact-check: to a person, or to nobody; not from who has it since that was read."""
    chosen = row_number(request.POST["assignee"])
    to = get_object_or_404(people_at([factcheck.claim.article.desk_id]), pk=chosen) if chosen else None
    try:
        workflow.hand_over(
            had={factcheck: row_number(request.POST.get("had"))},
            to=to,
            by=person_of(request),
            reason=request.POST.get("reason", ""),
        )
    except FactcheckError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Assigned to {name}.").format(name=to.name if to else _("nobody")))


def plan(form: PlanForm, *, factcheck: FactCheck, by: User) -> bool:
    """Write what changed; False, with the form's errors, when something was refused."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            _write(form, factcheck, by)
    except FactcheckError as refusal:
        form.add_error(refusal.field or None if isinstance(refusal, Incomplete) else None, str(refusal))
        return False
    return True


def _write(form: PlanForm, factcheck: FactCheck, by: User) -> None:
    wanted = form.cleaned_data
    if "due_at" in form.changed_data:
        workflow.set_due(factcheck=factcheck, due_at=wanted["due_at"], by=by)
    if "importance" in form.changed_data:
        workflow.set_importance(factcheck=factcheck, importance=wanted["importance"], by=by)
    if "embargo_until" in form.changed_data:
        publication.set_embargo(factcheck=factcheck, until=wanted["embargo_until"], by=by)
