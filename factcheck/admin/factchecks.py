"""The queue of fact-checks and the page on which one is decided. There is no bulk sign-off."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin import bulk, case, queue
from factcheck.admin.access import Looking, person_of
from factcheck.admin.acts import ACTS, Asked, perform
from factcheck.admin.marks import verdict_tag
from factcheck.workflow.models import FactCheck, Verdict

STATEMENT_CHARACTERS = 140


@admin.register(FactCheck)
class FactCheckAdmin(Looking):
    desk_lookup = "claim__article__desk"
    list_display = ("statement", "state", "proposed", "evidence", "proposer", "assigned_to", "waiting", "due")
    list_filter = (
        queue.TabFilter,
        "state",
        queue.ProposedRatingFilter,
        queue.WaitingFilter,
        queue.AssigneeFilter,
        queue.ProposerFilter,
        queue.ArticleFilter,
    )
    search_fields = (
        "claim__text",
        "claim__anchors__quote",
        "claim__article__title",
        "claim__speaker__name",
        "claim__leads__source__address",
    )
    search_help_text = gettext_lazy("Searches statements, quotes, article titles, speakers and source hosts.")
    ordering = (F("due_at").asc(nulls_last=True), "waiting_since", "pk")
    actions = (bulk.assign_to_me, bulk.assign_to, bulk.return_many)

    def get_queryset(self, request: HttpRequest) -> QuerySet[FactCheck]:
        return queue.with_columns(super().get_queryset(request))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {
            "tabs": queue.tabs(request, super().get_queryset(request)),
            "title": _("Fact-checks"),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        factcheck = self._to_read(request, object_id)
        if request.method == "POST":
            return self._act(request, factcheck)
        return self._page(request, factcheck)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect(f"{reverse('admin:factcheck_factcheck_change', args=[object_id])}#history")

    def _to_read(self, request: HttpRequest, object_id: str) -> FactCheck:
        rows = case.factchecks_to_read(super().get_queryset(request))
        try:
            return rows.get(pk=object_id)
        except (FactCheck.DoesNotExist, ValueError, ValidationError) as missing:
            raise Http404 from missing

    def _act(self, request: HttpRequest, factcheck: FactCheck) -> HttpResponse:
        if "assignee" in request.POST:
            return bulk.assign_one(request, factcheck)
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        asked = Asked(request.POST.get("words", ""), request.POST.get("content_sha256", ""))
        refusal = perform(act, factcheck=factcheck, by=person_of(request), asked=asked)
        if refusal:
            again = self._to_read(request, str(factcheck.pk))
            return self._page(request, again, refused=(act, asked, refusal))
        messages.success(request, str(act.done))
        return redirect("admin:factcheck_factcheck_change", factcheck.pk)

    def _page(self, request: HttpRequest, factcheck: FactCheck, **refused: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            **case.page(factcheck, person_of(request), **refused),
            "people": bulk.people_of(factcheck),
            "opts": self.opts,
            "title": _("Fact-check"),
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
        return TemplateResponse(request, "admin/factcheck/factcheck/case.html", context, status=status)

    @admin.display(description=gettext_lazy("statement"), ordering="claim__text")
    def statement(self, factcheck: FactCheck) -> SafeString:
        return format_html(
            '<span class="statement">{}</span> <span class="below">{}</span>{}',
            Truncator(factcheck.claim.text).chars(STATEMENT_CHARACTERS),
            factcheck.claim.article.title,
            _source_changed(factcheck),
        )

    @admin.display(description=gettext_lazy("verdict"))
    def proposed(self, factcheck: FactCheck) -> SafeString | str:
        verdict = _verdict(factcheck)
        return verdict_tag(verdict.rating) if verdict else "–"

    @admin.display(description=gettext_lazy("evidence"))
    def evidence(self, factcheck: Any) -> str:
        counts = [
            (factcheck.supporting, _("{count} supports")),
            (factcheck.contradicting, _("{count} contradicts")),
            (factcheck.unjudged, _("{count} unjudged")),
        ]
        shown = [words.format(count=count) for count, words in counts if count]
        return ", ".join(shown) or _("none")

    @admin.display(description=gettext_lazy("proposer"))
    def proposer(self, factcheck: FactCheck) -> str:
        verdict = _verdict(factcheck)
        return verdict.proposed_by.name if verdict else "–"

    @admin.display(description=gettext_lazy("assignee"), ordering="assignee__first_name")
    def assigned_to(self, factcheck: FactCheck) -> str:
        return factcheck.assignee.name if factcheck.assignee else "–"

    @admin.display(description=gettext_lazy("waiting"), ordering="waiting_since")
    def waiting(self, factcheck: FactCheck) -> str:
        return queue.waited(factcheck.waiting_since, timezone.now())

    @admin.display(description=gettext_lazy("due"), ordering=F("due_at").asc(nulls_last=True))
    def due(self, factcheck: FactCheck) -> SafeString | str:
        if factcheck.due_at is None:
            return "–"
        day = timezone.localtime(factcheck.due_at).strftime("%-d %b, %H:%M")
        overdue = factcheck.due_at < timezone.now()
        return format_html('{} <strong class="overdue">{}</strong>', day, _("overdue")) if overdue else day


def _source_changed(factcheck: FactCheck) -> SafeString | str:
    if factcheck.source_changed_at is None:
        return ""
    return format_html(' <strong class="below">{}</strong>', _("A source changed."))


def _verdict(factcheck: Any) -> Verdict | None:
    """Of a row as the queue prefetched it."""
    return next(iter(factcheck.current_verdicts), None)
