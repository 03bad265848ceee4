"""The hosts that we fetch from: next turn, outcomes, rest, robots.txt; paused and resumed with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.access import Looking
from factcheck.admin.asking import answers, ask
from sources import services as sources
from sources.exceptions import SourcesError
from sources.models import Host
from sources.models.fetch import OUTCOMES


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Everybody who looks at this host reads it."),
        error_messages={"required": gettext_lazy("Say why, so that others know when it can be undone.")},
    )


class HostList(ChangeList):
    """Looks at all hosts of the page at once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        for look in sources.look_at_hosts(self.result_list):
            look.host.look = look  # type: ignore[attr-defined]


@admin.register(Host)
class HostAdmin(Looking):
    list_display = ("name", "treated", "next_turn", "last_day", "newest", "robots", "delay_seconds")
    list_filter = ("paused",)
    search_fields = ("name",)
    fields = ("name", "treated", "next_turn", "failures", "open_until", "delay_seconds", "robots", "last_day",
              "fetches")  # fmt: skip
    readonly_fields = fields
    actions = ("pause", "resume")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return HostList

    @admin.display(description=gettext_lazy("state"), ordering="paused")
    def treated(self, host: Host) -> SafeString | str:
        if host.paused:
            return format_html('<strong class="overdue">{}</strong> {}', _("Paused."), host.pause_reason)
        if host.open_until and host.open_until > timezone.now():
            return format_html(
                '<strong class="overdue">{}</strong>',
                _("Rests until {time}, after {count} failures in a row.").format(
                    time=_moment(host.open_until), count=host.failures
                ),
            )
        return _("Fetched from")

    @admin.display(description=gettext_lazy("next turn"))
    def next_turn(self, host: Host) -> str:
        at = _look(host).next_turn_at
        if at is None:
            return "–"
        return _moment(at) if at > timezone.now() else _("now")

    @admin.display(description=gettext_lazy("last 24 hours"))
    def last_day(self, host: Host) -> str:
        counted = sorted(_look(host).outcomes.items(), key=lambda one: -one[1])
        return ", ".join(f"{_words(outcome)} {times}" for outcome, times in counted) or "–"

    @admin.display(description=gettext_lazy("newest"))
    def newest(self, host: Host) -> SafeString | str:
        fetch = next(iter(_look(host).newest), None)
        if fetch is None:
            return "–"
        when_and_why = f"{_moment(fetch.started_at)} {fetch.cause}"
        return format_html('{} <span class="below">{}</span>', _words(fetch.outcome), when_and_why)

    @admin.display(description=gettext_lazy("robots.txt"))
    def robots(self, host: Host) -> str:
        return _look(host).robots or _("not asked in the last day")

    @admin.display(description=gettext_lazy("newest fetches"))
    def fetches(self, host: Host) -> SafeString | str:
        rows = [
            (_moment(one.started_at), _words(one.outcome), one.source, one.cause)
            for one in _look(host).newest
        ]
        return (
            format_html("<ul>{}</ul>", format_html_join("\n", "<li>{} {}: {} {}</li>", rows)) if rows else "–"
        )

    @admin.action(description=gettext_lazy("Pause: fetch nothing from it …"))
    def pause(self, request: HttpRequest, rows: QuerySet[Host]) -> HttpResponse | None:
        return self._set_paused(request, rows, paused=True)

    @admin.action(description=gettext_lazy("Resume …"))
    def resume(self, request: HttpRequest, rows: QuerySet[Host]) -> HttpResponse | None:
        return self._set_paused(request, rows, paused=False)

    def _set_paused(self, request: HttpRequest, rows: QuerySet[Host], *, paused: bool) -> HttpResponse | None:
        if not request.user.is_superuser:
            raise PermissionDenied(_("Only an administrator pauses and resumes hosts."))
        form = ReasonForm(answers(request))
        if not form.is_valid():
            action, label = ("pause", _("Pause hosts")) if paused else ("resume", _("Resume hosts"))
            return ask(self, request, rows, form, action=action, label=label)
        act = sources.pause_hosts if paused else sources.resume_hosts
        try:
            changed = act(hosts=rows, reason=form.cleaned_data["reason"])
        except SourcesError as refusal:
            messages.error(request, str(refusal))
            return None
        done = _("{count} paused.") if paused else _("{count} resumed.")
        messages.success(request, done.format(count=changed))
        return None


def _look(host: Host) -> sources.HostLook:
    """As the list looked at it, or now, for a page of one."""
    if not hasattr(host, "look"):
        host.look = sources.look_at_hosts([host])[0]  # type: ignore[attr-defined]
    return host.look  # type: ignore[attr-defined]


def _words(outcome: str) -> str:
    return str(next(label for value, label in OUTCOMES.items() if value == outcome))


def _moment(at: object) -> str:
    return date_format(timezone.localtime(at), "j M, H:i:s")  # type: ignore[arg-type]
