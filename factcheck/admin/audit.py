"""Who changed what, by which door. Read-only for everyone; the database refuses changes as well."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from pghistory.models import Events

from factcheck.accounts.models import User
from factcheck.admin.access import Looking
from factcheck.audit.models import AUDITED

DIFFERENCE_CHARACTERS = 160
ACTS = {"insert": _("added"), "update": _("changed"), "delete": _("deleted")}
# The history tracks a proxy of each model; people know the model by its own name.
NAMES = {f"audit.Audited{model.__name__}": model._meta.verbose_name for model in AUDITED}


class TableFilter(admin.SimpleListFilter):
    title = _("what")
    parameter_name = "what"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return sorted((model.__name__, str(model._meta.verbose_name)) for model in AUDITED)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Events]) -> QuerySet[Events]:
        known = {model.__name__ for model in AUDITED}
        if self.value() not in known:
            return queryset
        return Events.objects.across(f"audit.{self.value()}Event").order_by("-pgh_created_at", "-pgh_id")


@admin.register(Events)
class AuditAdmin(Looking):
    administrators_only = True
    list_display = ("at", "who", "door", "act", "subject", "difference")
    list_filter = (TableFilter, "pgh_label", "pgh_created_at")
    ordering = ("-pgh_created_at", "-pgh_id")
    fields = (
        "pgh_created_at",
        "door",
        "pgh_label",
        "subject",
        "difference_whole",
        "data_whole",
        "context_whole",
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Events]:
        """The model's default manager holds nothing, so that it is never read by accident."""
        return Events.objects.order_by(*self.ordering)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Audit"), **(extra_context or {})})

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        _name_people(changelist.result_list)
        return changelist

    @admin.display(description=_("when"), ordering="pgh_created_at")
    def at(self, event: Events) -> datetime:
        return event.pgh_created_at

    @admin.display(description=_("act"))
    def act(self, event: Events) -> str:
        return str(ACTS.get(event.pgh_label, event.pgh_label))

    @admin.display(description=_("who"))
    def who(self, event: Events) -> str:
        return getattr(event, "person", "–")

    @admin.display(description=_("door"))
    def door(self, event: Events) -> str:
        return (event.pgh_context or {}).get("door", "–")

    @admin.display(description=_("of what"))
    def subject(self, event: Events) -> str:
        return f"{NAMES.get(event.pgh_obj_model, event.pgh_obj_model)} {event.pgh_obj_id}"

    @admin.display(description=_("change"))
    def difference(self, event: Events) -> str:
        return Truncator(_in_words(event.pgh_diff)).chars(DIFFERENCE_CHARACTERS)

    @admin.display(description=_("change"))
    def difference_whole(self, event: Events) -> str:
        return _in_words(event.pgh_diff)

    @admin.display(description=_("as it was after"))
    def data_whole(self, event: Events) -> SafeString:
        return _pretty(event.pgh_data)

    @admin.display(description=_("context"))
    def context_whole(self, event: Events) -> SafeString:
        return _pretty(event.pgh_context)


def _name_people(events: Iterable[Any]) -> None:
    """Put names to the ids that the contexts hold, in one query."""
    ids = {event: (event.pgh_context or {}).get("by") for event in events}
    names = {user.pk: user.name for user in User.objects.filter(pk__in=[one for one in ids.values() if one])}
    for event, user_id in ids.items():
        event.person = names.get(user_id or 0, "–")


def _in_words(difference: dict[str, Any] | None) -> str:
    return "; ".join(
        f"{field}: {before!r} → {after!r}" for field, (before, after) in (difference or {}).items()
    )


def _pretty(value: Any) -> SafeString:
    return format_html(
        '<pre class="read" tabindex="0">{}</pre>', json.dumps(value, indent=2, ensure_ascii=False)
    )
