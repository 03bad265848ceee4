"""Sources and what came from them: pages are shared by all desks, what was handed in is its desks' own."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import library
from factcheck.admin.access import Administering, Looking, person_of, readable, tell
from sources import services as sources
from sources.exceptions import SourcesError
from sources.models import Fetch, Publisher, Source, Subscription

# The newest of a source; the rest are a click away.
SNAPSHOTS_SHOWN = 10


@admin.register(Source)
class SourceAdmin(Looking):
    list_display = ("title_or_address", "form", "kind", "publisher", "snapshot_count", "last_capture")
    list_filter = ("form", "kind")
    list_select_related = ("publisher",)
    search_fields = ("address", "title", "publisher__name")
    search_help_text = gettext_lazy("Searches addresses, titles and publishers.")
    fields = ("address", "title", "form", "kind", "publisher", "dated", "note", "next_fetch_at",
              "snapshots_newest", "fetches_newest", "added_by", "created_at")  # fmt: skip
    readonly_fields = fields
    actions = ("fetch_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        rows = readable(super().get_queryset(request), request)
        return rows.annotate(captures=Count("snapshots"), captured=Max("snapshots__captured_at"))

    @admin.display(description=gettext_lazy("source"), ordering="title")
    def title_or_address(self, source: Source) -> SafeString:
        return format_html(
            '<span class="statement">{}</span> <span class="below">{}</span>', source, source.address or ""
        )

    @admin.display(description=gettext_lazy("snapshots"), ordering="captures")
    def snapshot_count(self, source: Source) -> int:
        return source.captures  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("last captured"), ordering="captured")
    def last_capture(self, source: Source) -> object:
        return source.captured  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("snapshots"))
    def snapshots_newest(self, source: Source) -> SafeString | str:
        rows = [
            (
                reverse("admin:sources_snapshot_change", args=[one.pk]),
                _moment(one.captured_at),
                one.body_sha256,
            )
            for one in source.snapshots.all()[:SNAPSHOTS_SHOWN]
        ]
        listed = format_html_join("\n", '<li><a href="{}">{}</a> <code>{}</code></li>', rows)
        return format_html("<ul>{}</ul>", listed) if rows else "–"

    @admin.display(description=gettext_lazy("fetches"))
    def fetches_newest(self, source: Source) -> SafeString | str:
        rows = [
            (_moment(one.started_at), one.get_outcome_display(), one.cause)
            for one in source.fetches.all()[:SNAPSHOTS_SHOWN]
        ]
        listed = format_html_join("\n", "<li>{} {} {}</li>", rows)
        return format_html("<ul>{}</ul>", listed) if rows else "–"

    @admin.action(description=gettext_lazy("Fetch again"))
    def fetch_again(self, request: HttpRequest, rows: QuerySet[Source]) -> None:
        asked, refused = 0, []
        for source in rows:
            try:
                sources.request_fetch(source=source, by_id=request.user.pk)
            except SourcesError as refusal:
                refused.append(str(refusal))
            else:
                asked += 1
        tell(request, done=asked, done_words=_("{count} will be fetched."), refused=refused)


@admin.register(Subscription)
class SubscriptionAdmin(Looking):
    list_display = ("source", "form", "country", "is_on", "items_a_day", "checked_at", "failures", "cause")
    list_filter = ("is_on", "form", "country")
    list_select_related = ("source",)
    search_fields = ("source__address", "source__title", "source__publisher__name", "cause")
    search_help_text = gettext_lazy("Searches addresses, titles, publishers and what is wrong.")
    actions = ("switch_on", "switch_off", "look_now")

    @admin.action(description=gettext_lazy("Switch on"))
    def switch_on(self, request: HttpRequest, rows: QuerySet[Subscription]) -> None:
        self._switch(request, rows, is_on=True)

    @admin.action(description=gettext_lazy("Switch off"))
    def switch_off(self, request: HttpRequest, rows: QuerySet[Subscription]) -> None:
        self._switch(request, rows, is_on=False)

    @admin.action(description=gettext_lazy("Look now"))
    def look_now(self, request: HttpRequest, rows: QuerySet[Subscription]) -> None:
        for subscription in rows:
            library.check_now(subscription=subscription, by=person_of(request))
        messages.success(request, _("{count} will be looked at.").format(count=len(rows)))

    def _switch(self, request: HttpRequest, rows: QuerySet[Subscription], *, is_on: bool) -> None:
        library.switch_subscriptions(subscriptions=list(rows), is_on=is_on, by=person_of(request))
        done = _("{count} switched on.") if is_on else _("{count} switched off.")
        messages.success(request, done.format(count=len(rows)))


@admin.register(Fetch)
class FetchAdmin(Looking):
    list_display = ("source", "outcome", "status", "cause", "elapsed_ms", "started_at")
    list_filter = ("outcome", "started_at")
    list_select_related = ("source",)
    search_fields = ("source__address", "cause")
    search_help_text = gettext_lazy("Searches addresses and causes.")


@admin.register(Publisher)
class PublisherAdmin(Administering):
    list_display = ("name", "site", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "site")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        """Who is only known from what was handed in at another desk is not told."""
        rows = super().get_queryset(request)
        seen = readable(Source.objects.all(), request).values("publisher")
        return rows.filter(Q(site__isnull=False) | Q(pk__in=seen))


def _moment(at: object) -> str:
    return timezone.localtime(at).strftime("%-d %b %Y, %H:%M")  # type: ignore[arg-type]
