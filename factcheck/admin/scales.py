"""Rating scales: changed freely until the first publication, then only by a next version."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.access import Administering
from factcheck.admin.marks import verdict_tag
from factcheck.workflow import scales
from factcheck.workflow.models import Rating, RatingScale


class RatingFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        """Numbers run from 1 without gaps: readers and other newsrooms see the ends of the line."""
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data]
        numbers = sorted(data["value"] for data in kept if data.get("value") and not data.get("DELETE"))
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValidationError(
                _("The numbers are {numbers}. Number the ratings from 1 without gaps.").format(
                    numbers=", ".join(map(str, numbers))
                )
            )


class RatingInline(admin.StackedInline):
    model = Rating
    formset = RatingFormSet
    extra = 0
    fields = (("order", "label", "slug"), ("family", "value"), "definition", ("averitec_label", "retired"))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: RatingScale | None = None) -> bool:
        return _open_to(request, obj)

    has_change_permission = has_add_permission
    has_delete_permission = has_add_permission


@admin.register(RatingScale)
class RatingScaleAdmin(Administering):
    list_display = ("name", "version", "labels", "is_default", "locked_at")
    fields = ("name", "slug", "version", "conclusion_only", "is_default", "locked_at")
    readonly_fields = ("version", "is_default", "locked_at")
    inlines = (RatingInline,)
    actions = ("use", "copy")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RatingScale]:
        return super().get_queryset(request).prefetch_related("ratings")

    def has_change_permission(self, request: HttpRequest, obj: RatingScale | None = None) -> bool:
        return _open_to(request, obj)

    @admin.display(description=gettext_lazy("ratings"))
    def labels(self, scale: RatingScale) -> SafeString:
        return format_html_join(" ", "{}", ((verdict_tag(rating),) for rating in scale.ratings.all()))

    @admin.action(description=gettext_lazy("Use for new verdicts"))
    def use(self, request: HttpRequest, rows: QuerySet[RatingScale]) -> None:
        for scale in self._one(request, rows):
            scales.use(scale)
            messages.success(request, _("{scale} is in use.").format(scale=scale))

    @admin.action(description=gettext_lazy("Copy as the next version"))
    def copy(self, request: HttpRequest, rows: QuerySet[RatingScale]) -> None:
        for scale in self._one(request, rows):
            copy = scales.next_version(scale)
            messages.success(request, _("{scale} can be changed now, then used.").format(scale=copy))

    def _one(self, request: HttpRequest, rows: QuerySet[RatingScale]) -> list[RatingScale]:
        if not request.user.is_superuser:
            raise PermissionDenied(_("Only an administrator changes rating scales."))
        chosen = list(rows)
        if len(chosen) != 1:
            messages.error(request, _("Pick one scale."))
            return []
        return chosen


def _open_to(request: HttpRequest, scale: RatingScale | None) -> bool:
    return bool(request.user.is_superuser) and (scale is None or scale.locked_at is None)
