"""What was captured or handed in, whether it still holds, and its erasure for legal reasons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck import erasing
from factcheck.accounts.models import User
from factcheck.accounts.policies import desk_ids_of
from factcheck.admin.access import Looking, person_of, readable
from factcheck.exceptions import FactcheckError
from factcheck.models import Publication
from factcheck.workflow.models import FactCheck
from sources import services as sources
from sources.models import Snapshot

PREFIX = "erase"
ACT = {"name": PREFIX, "label": gettext_lazy("Erase for legal reasons"), "look": "danger"}


class EraseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why. Everybody in the newsroom reads this"), required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    basis = forms.CharField(label=gettext_lazy("Legal basis, for the record"), required=False, max_length=300)
    demanded_by = forms.CharField(
        label=gettext_lazy("Demanded by, for the record"), required=False, max_length=300
    )
    reference = forms.CharField(
        label=gettext_lazy("File reference (not needed)"), required=False, max_length=200
    )
    whole_source = forms.BooleanField(
        label=gettext_lazy("Every capture of this source, not this one alone"), required=False
    )
    blank_quotes = forms.BooleanField(
        label=gettext_lazy("Also blank what was quoted from it in the newsroom"), required=False
    )


@admin.register(Snapshot)
class SnapshotAdmin(Looking):
    list_display = ("source", "way", "captured_at", "content_type", "body_bytes", "standing")
    list_filter = ("way", ("erasure", admin.EmptyFieldListFilter))
    list_select_related = ("source", "clearing", "erasure")
    search_fields = ("source__address", "source__title", "body_sha256")
    search_help_text = gettext_lazy("Searches addresses, titles and SHA-256 sums.")
    fields = ("source", "way", "handed_in_by", "file_name", "note", "address", "captured_at",
              "content_type", "body_bytes", "body_sha256", "warc_sha256", "standing", "quality",
              "text")  # fmt: skip
    readonly_fields = fields
    actions = ("verify",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Snapshot]:
        return readable(super().get_queryset(request), request, source="source__")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        snapshot = self.get_object(request, object_id)
        if snapshot is None:
            raise Http404
        form = EraseForm(prefix=PREFIX)
        if request.method == "POST":
            form = _erase(snapshot, person_of(request), request)
            if not form.errors:
                return redirect(request.path)
            request.method = "GET"  # What is read-only is drawn, with the refused form below it.
        context = {
            "act": ACT,
            "form": form,
            "why_not": _why_not(snapshot, person_of(request)),
            "cases": (cases := _cases(snapshot, person_of(request))),
            "publications": Publication.objects.filter(factcheck__in=cases, is_current=True),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    @admin.display(description=gettext_lazy("in the archive"))
    def standing(self, snapshot: Snapshot) -> str:
        if hasattr(snapshot, "erasure"):
            erasure = snapshot.erasure
            words = _(
                "Erased by {name} on {at}: {reason} Basis: {basis}. Demanded by {demanded_by}. {reference}"
            )
            return words.format(
                name=erasure.by.name, at=_moment(erasure.at), reason=erasure.reason, basis=erasure.basis,
                demanded_by=erasure.demanded_by, reference=erasure.reference,
            )  # fmt: skip
        if hasattr(snapshot, "clearing"):
            return _("Cleared on {at}").format(at=_moment(snapshot.clearing.cleared_at))
        return _("Yes")

    @admin.display(description=gettext_lazy("capture quality"))
    def quality(self, snapshot: Snapshot) -> str:
        reading = snapshot.readings.first()
        return f"{reading.get_quality_display()} {reading.cause}".strip() if reading else "–"

    @admin.display(description=gettext_lazy("text that was read"))
    def text(self, snapshot: Snapshot) -> SafeString | str:
        reading = snapshot.readings.first()
        return format_html('<div class="read">{}</div>', reading.text) if reading else "–"

    @admin.action(description=gettext_lazy("Verify against the archive"))
    def verify(self, request: HttpRequest, rows: QuerySet[Snapshot]) -> None:
        for snapshot in rows:
            report = sources.verify_snapshot(snapshot=snapshot)
            if report.ok:
                messages.success(request, _("{snapshot}: unchanged.").format(snapshot=snapshot))
            else:
                findings = " ".join(check.found for check in report.checks if not check.ok)
                messages.error(request, f"{snapshot}: {findings}")


def _erase(snapshot: Snapshot, by: User, request: HttpRequest) -> EraseForm:
    """Do it. The form that comes back has errors when it was refused."""
    form = EraseForm(request.POST, prefix=PREFIX)
    if not form.is_valid():
        return form
    try:
        erased = len(erasing.erase(snapshot=snapshot, by=by, **form.cleaned_data))
    except FactcheckError as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, str(refusal))
    else:
        done = ngettext("{n} capture is erased.", "{n} captures are erased.", erased).format(n=erased)
        messages.success(
            request,
            f"{done} {_('Backups may still hold what was erased: docs/operations.md says where else.')}",
        )
    return form


def _cases(snapshot: Snapshot, user: User) -> QuerySet[FactCheck]:
    """Those of the person's desks whose claims it was quoted for."""
    quoting = snapshot.evidence.filter(claim__article__desk__in=desk_ids_of(user)).values("claim")
    return FactCheck.objects.filter(claim__in=quoting).select_related("claim").order_by("pk")


def _why_not(snapshot: Snapshot, user: User) -> str:
    try:
        erasing.check_can_erase(snapshot, user)
    except FactcheckError as refusal:
        return str(refusal)
    return ""


def _moment(at: Any) -> str:
    return timezone.localtime(at).strftime("%-d %b %Y, %H:%M")
