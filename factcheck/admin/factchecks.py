"""The queue of fact-checks and the page on which one is decided. There is no bulk sign-off."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.accounts.services import people_at
from factcheck.admin import bulk, case, filters, one_by_one, planning, queue, workload
from factcheck.admin.access import Looking, person_of
from factcheck.admin.acts import ACTS, Asked, perform
from factcheck.admin.bulk_forms import PlanForm
from factcheck.admin.flags import flags_of
from factcheck.admin.marks import verdict_tag
from factcheck.workflow.models import FactCheck, Verdict
from factcheck.workflow.priority import band, is_overdue, most_urgent_first

STATEMENT_CHARACTERS = 140


@admin.register(FactCheck)
class FactCheckAdmin(Looking):
    desk_lookup = "claim__article__desk"
    list_display = (
        "statement",
        "state",
        "proposed",
        "evidence",
        "flags",
        "proposer",
        "assigned_to",
        "waiting",
        "priority",
        "due",
    )
    list_filter = (
        filters.TabFilter,
        "state",
        filters.ProposedRatingFilter,
        filters.FlagFilter,
        filters.WaitingFilter,
        filters.AssigneeFilter,
        filters.ProposerFilter,
        filters.ArticleFilter,
        filters.PriorityFilter,
        filters.LanguageFilter,
    )
    search_fields = (
        "claim__text",
        "claim__anchors__quote",
        "claim__article__title",
        "claim__speaker__name",
        "claim__leads__source__address",
    )
    search_help_text = gettext_lazy(
        "Searches statements, quotes, article titles, speakers and source hosts. A number opens that claim."
    )
    actions = bulk.ACTIONS

    def get_queryset(self, request: HttpRequest) -> QuerySet[FactCheck]:
        rows: Any = super().get_queryset(request)
        return queue.with_columns(rows, now=timezone.now())

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        return most_urgent_first(timezone.now())

    def get_urls(self) -> list[URLPattern]:
        """The fast screen and the workload, before the addresses of single rows."""
        site = self.admin_site.admin_view
        own = [
            path("workload/", site(self.workload_view), name="factcheck_workload"),
            path("queue/", site(self.start_view), name="factcheck_queue_start"),
            path("queue/finished/", site(self.finished_view), name="factcheck_queue_finished"),
            path("<int:pk>/queue/", site(self.one_view), name="factcheck_queue"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        number = queue.row_number(request.GET.get(SEARCH_VAR, "").strip())
        if number and super().get_queryset(request).filter(pk=number).exists():
            return redirect("admin:factcheck_factcheck_change", number)
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
        factcheck = self.to_read(request, object_id)
        if request.method == "POST":
            return self._act(request, factcheck)
        return self._page(request, factcheck)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect(f"{reverse('admin:factcheck_factcheck_change', args=[object_id])}#history")

    def start_view(self, request: HttpRequest) -> HttpResponse:
        return one_by_one.start(self, request)

    def one_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return one_by_one.show(self, request, pk)

    def finished_view(self, request: HttpRequest) -> HttpResponse:
        return one_by_one.finished(self, request)

    def workload_view(self, request: HttpRequest) -> HttpResponse:
        return workload.show(self, request)

    def to_read(self, request: HttpRequest, object_id: str) -> FactCheck:
        """One fact-check of the reader's desks, with all that its page shows. Raises Http404."""
        rows = case.factchecks_to_read(super().get_queryset(request))
        try:
            return rows.get(pk=object_id)
        except (FactCheck.DoesNotExist, ValueError, ValidationError) as missing:
            raise Http404 from missing

    def _act(self, request: HttpRequest, factcheck: FactCheck) -> HttpResponse:
        if "assignee" in request.POST:
            planning.assign_one(request, factcheck)
            return redirect("admin:factcheck_factcheck_change", factcheck.pk)
        if "plan" in request.POST:
            return self._plan(request, factcheck)
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        asked = Asked(
            words=request.POST.get("words", ""),
            content_sha256=request.POST.get("content_sha256", ""),
            choice=request.POST.get("choice", ""),
        )
        refusal = perform(act, factcheck=factcheck, by=person_of(request), asked=asked)
        if refusal:
            again = self.to_read(request, str(factcheck.pk))
            return self._page(request, again, refused=(act, asked, refusal))
        messages.success(request, str(act.done))
        return redirect("admin:factcheck_factcheck_change", factcheck.pk)

    def _plan(self, request: HttpRequest, factcheck: FactCheck) -> HttpResponse:
        form = planning.plan_form(factcheck, request.POST)
        if not planning.plan(form, factcheck=factcheck, by=person_of(request)):
            return self._page(request, self.to_read(request, str(factcheck.pk)), plan=form)
        messages.success(request, _("The plan is saved."))
        return redirect("admin:factcheck_factcheck_change", factcheck.pk)

    def _page(
        self, request: HttpRequest, factcheck: FactCheck, *, plan: PlanForm | None = None, **refused: Any
    ) -> HttpResponse:
        form = plan or planning.plan_form(factcheck)
        context = {
            **self.admin_site.each_context(request),
            **case.page(factcheck, person_of(request), **refused),
            "people": people_at([factcheck.claim.article.desk_id]),
            "form": form,
            "opts": self.opts,
            "title": _("Fact-check"),
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if refused or form.errors else HTTPStatus.OK
        return TemplateResponse(request, "admin/factcheck/factcheck/case.html", context, status=status)

    @admin.display(description=gettext_lazy("statement"), ordering="claim__text")
    def statement(self, factcheck: FactCheck) -> SafeString:
        return format_html(
            '<span class="statement">{}</span> <span class="below">{}</span>',
            Truncator(factcheck.claim.text).chars(STATEMENT_CHARACTERS),
            factcheck.claim.article.title,
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

    @admin.display(description=gettext_lazy("flags"))
    def flags(self, factcheck: FactCheck) -> str:
        return ", ".join(str(flag.label) for flag in flags_of(factcheck)) or "–"

    @admin.display(description=gettext_lazy("priority"), ordering="-priority")
    def priority(self, factcheck: Any) -> str:
        return str(band(factcheck.priority).label)

    @admin.display(description=gettext_lazy("proposer"))
    def proposer(self, factcheck: FactCheck) -> str:
        verdict = _verdict(factcheck)
        return verdict.proposed_by.name if verdict else "–"

    @admin.display(description=gettext_lazy("assignee"), ordering="assignee__first_name")
    def assigned_to(self, factcheck: FactCheck) -> SafeString:
        """With who has it as the page shows it, for the acts that give it to somebody else."""
        return format_html(
            '{}<input type="hidden" name="had" value="{}:{}">',
            factcheck.assignee.name if factcheck.assignee else "–",
            factcheck.pk,
            factcheck.assignee_id or "",
        )

    @admin.display(description=gettext_lazy("waiting"), ordering="waiting_since")
    def waiting(self, factcheck: FactCheck) -> str:
        return queue.waited(factcheck.waiting_since, timezone.now())

    @admin.display(description=gettext_lazy("due"), ordering=F("due_at").asc(nulls_last=True))
    def due(self, factcheck: FactCheck) -> SafeString | str:
        if factcheck.due_at is None:
            return "–"
        zone = factcheck.claim.article.desk.zone
        day = f"{timezone.localtime(factcheck.due_at, zone):%-d %b, %H:%M} {zone}"
        late = is_overdue(due_at=factcheck.due_at, state=factcheck.state, now=timezone.now())
        return format_html('{} <strong class="overdue">{}</strong>', day, _("overdue")) if late else day


def _verdict(factcheck: Any) -> Verdict | None:
    """Of a row as the queue prefetched it."""
    return next(iter(factcheck.current_verdicts), None)
