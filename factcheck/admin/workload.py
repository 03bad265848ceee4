"""Who has how much, who is away, and the handing over of what they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.accounts.services import who_can_log_in
from factcheck.admin.access import person_of, tell
from factcheck.workflow import services as workflow
from factcheck.workflow.forms import PersonField
from factcheck.workflow.statuses import UNFINISHED, State

if TYPE_CHECKING:
    from factcheck.admin.factchecks import FactCheckAdmin


class HandOverForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Why"), help_text=gettext_lazy("Who gets them reads this."), required=False
    )

    def __init__(self, *given: object, people: QuerySet[User]) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        for name, label in (("of", _("Hand over what this person has")), ("to", _("To"))):
            self.fields[name] = PersonField(
                label=label, queryset=people, error_messages={"required": _("Choose a person.")}
            )
        self.order_fields(["of", "to", "reason"])


def workloads(desk_ids: list[int]) -> QuerySet[User]:
    """Everybody of these desks with what they have unfinished there, the most first; one query."""
    here = Q(assigned__claim__article__desk__in=desk_ids, assigned__state__in=UNFINISHED)
    people = who_can_log_in().filter(memberships__desk__in=desk_ids)
    return people.annotate(
        working=_count(here, assigned__state__in=[State.OPEN, State.SUGGESTED, State.CORRECTING]),
        returned=_count(here, assigned__state=State.RETURNED),
        to_decide=_count(here, assigned__state__in=[State.IN_REVIEW, State.SIGNED_OFF]),
        overdue=_count(here, assigned__due_at__lt=timezone.now()),
        total=_count(here),
    ).order_by("-total", "first_name", "pk")


def show(page: FactCheckAdmin, request: HttpRequest) -> HttpResponse:
    desk_ids = desk_ids_of(person_of(request))
    people = workloads(desk_ids)
    form = HandOverForm(request.POST or None, people=people)
    if form.is_bound and form.is_valid():
        return _hand_over(request, form)
    context = {
        **page.admin_site.each_context(request),
        "people": people,
        "today": timezone.localdate(),
        "form": form,
        "opts": page.opts,
        "title": _("Workload"),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/factcheck/factcheck/workload.html", context, status=status)


def _hand_over(request: HttpRequest, form: HandOverForm) -> HttpResponse:
    of, to = form.cleaned_data["of"], form.cleaned_data["to"]
    done, refused = workflow.reassign_all(
        of=of, to=to, by=person_of(request), reason=form.cleaned_data["reason"]
    )
    tell(request, done=done, done_words=_("{count} handed over."), refused=refused)
    if not done and not refused:
        messages.warning(request, _("{name} has nothing unfinished.").format(name=of.name))
    return redirect("admin:factcheck_workload")


def _count(here: Q, **wanted: object) -> Count:
    return Count("assigned", filter=here & Q(**wanted), distinct=True)
