"""What readers report and what publishers were asked, until each has its outcome."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import User
from factcheck.admin.access import Looking, person_of
from factcheck.exceptions import FactcheckError
from factcheck.publication import policies, services
from factcheck.publication.models import (
    CorrectionRequest,
    ErrorReport,
    Publication,
    ReportOutcome,
    RequestOutcome,
)

CHOOSE = [("", _("Choose"))]


class SettleReport(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What came of it"), required=False, choices=[*CHOOSE, *ReportOutcome.choices]
    )
    answer = forms.CharField(label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class CloseRequest(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What came of it"), required=False, choices=[*CHOOSE, *RequestOutcome.choices]
    )
    reply = forms.CharField(
        label=_("What the publisher said"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class Settling(Looking):
    """One row to read, and one form that ends it."""

    change_form_template = "admin/factcheck/settle.html"
    form_class: ClassVar[type[forms.Form]]
    act_label: ClassVar[str | Promise]
    done: ClassVar[str | Promise]

    def check_can_settle(self, row: Any, by: User) -> None:
        raise NotImplementedError

    def settle(self, row: Any, by: User, given: dict[str, Any]) -> None:
        raise NotImplementedError

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        form = self.form_class(request.POST if request.method == "POST" else None)
        if request.method == "POST":
            if form.is_valid() and self._settled(form, row, person_of(request)):
                messages.success(request, str(self.done))
                return redirect(request.path)
            request.method = "GET"  # What is read-only is drawn, with the refused form below it.
        context = {
            "act": {"name": "settle", "label": self.act_label, "look": "primary"},
            "form": form,
            "why_not": self._why_not(row, person_of(request)),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def _settled(self, form: forms.Form, row: Any, by: User) -> bool:
        try:
            self.settle(row, by, form.cleaned_data)
        except FactcheckError as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
        return not form.errors

    def _why_not(self, row: Any, by: User) -> str:
        try:
            self.check_can_settle(row, by)
        except FactcheckError as refusal:
            return str(refusal)
        return ""


def _page_of(publication: Publication) -> SafeString:
    address = reverse("admin:factcheck_publication_change", args=[publication.pk])
    return format_html('<a href="{}">{}</a>', address, publication)


@admin.register(ErrorReport)
class ErrorReportAdmin(Settling):
    desk_lookup = "publication__factcheck__claim__article__desk"
    form_class = SettleReport
    act_label = _("Settle the report")
    done = _("Settled.")
    list_display = ("report", "publication", "reported_at", "outcome", "settled_by")
    list_filter = (("settled_at", admin.EmptyFieldListFilter), "outcome", "reported_at")
    list_select_related = ("publication", "settled_by")
    search_fields = ("text", "publication__claim_text")
    search_help_text = _("Searches reports and claims.")
    fields = ("text", "contact", "page", "reported_at", "outcome", "answer", "settled_by", "settled_at")
    readonly_fields = fields

    @admin.display(description=_("report"))
    def report(self, report: ErrorReport) -> SafeString:
        """Shortened; the whole is on its page."""
        return format_html('<span class="statement">{}</span>', report)

    @admin.display(description=_("publication"))
    def page(self, report: ErrorReport) -> SafeString:
        return _page_of(report.publication)

    def check_can_settle(self, row: ErrorReport, by: User) -> None:
        policies.check_can_settle_report(row, by)

    def settle(self, row: ErrorReport, by: User, given: dict[str, Any]) -> None:
        services.settle_report(report=row, by=by, **given)


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(Settling):
    desk_lookup = "factcheck__claim__article__desk"
    form_class = CloseRequest
    act_label = _("Close the request")
    done = _("Closed.")
    list_display = ("publisher", "factcheck", "asked_on", "due_on", "outcome", "asked_by")
    list_filter = (("closed_at", admin.EmptyFieldListFilter), "outcome", "due_on")
    list_select_related = ("factcheck__claim", "asked_by")
    search_fields = ("publisher", "asked", "factcheck__claim__text")
    search_help_text = _("Searches publishers, what was asked, and claims.")
    fields = ("publisher", "sent_to", "factcheck", "asked", "asked_on", "asked_by", "due_on", "reply",
              "outcome", "closed_by", "closed_at")  # fmt: skip
    readonly_fields = fields

    def check_can_settle(self, row: CorrectionRequest, by: User) -> None:
        policies.check_can_close_request(row, by)

    def settle(self, row: CorrectionRequest, by: User, given: dict[str, Any]) -> None:
        services.close_correction_request(request=row, by=by, **given)
