"""Work in the background: how far it is, why it failed; cancel it or try it again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Article
from factcheck.accounts.policies import desk_ids_of
from factcheck.admin.access import Looking, person_of, tell
from jobs import services
from jobs.exceptions import JobsError
from jobs.models import LIVE, Job


@admin.register(Job)
class JobAdmin(Looking):
    list_display = ("kind", "key", "state", "progress", "cause", "attempt", "by", "created_at")
    list_filter = ("state", "kind", "queue", "created_at")
    list_select_related = ("by",)
    search_fields = ("key", "about", "cause")
    search_help_text = gettext_lazy("Searches keys, what a job is about, and causes.")
    actions = ("cancel", "try_again")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        """A reviewer's own jobs, and those about articles of the own desks."""
        rows: QuerySet[Job] = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        name = Concat(Value("article:"), Cast("pk", CharField()))
        articles = Article.objects.filter(desk__in=desk_ids_of(person_of(request))).annotate(
            subject_name=name
        )
        return rows.filter(Q(by=person_of(request)) | Q(about__in=articles.values("subject_name")))

    @admin.display(description=gettext_lazy("progress"))
    def progress(self, job: Job) -> str:
        if job.total is None:
            return job.now or "–"
        done = _("{done} of {total}").format(done=job.done, total=job.total)
        return _("{done}, {failed} failed").format(done=done, failed=job.failed) if job.failed else done

    @admin.action(description=gettext_lazy("Cancel"))
    def cancel(self, request: HttpRequest, rows: QuerySet[Job]) -> None:
        live, ended = [job for job in rows if job.is_live], rows.exclude(state__in=LIVE).count()
        for job in live:
            services.cancel(job=job)
        refused = [_("Only a job that has not ended can be cancelled.")] * ended
        tell(request, done=len(live), done_words=_("{count} will be cancelled."), refused=refused)

    @admin.action(description=gettext_lazy("Try again"))
    def try_again(self, request: HttpRequest, rows: QuerySet[Job]) -> None:
        added, refused = 0, []
        for job in rows:
            try:
                services.try_again(job=job, by_id=request.user.pk)
            except JobsError:
                refused.append(_("Only a job that failed or was cancelled can be tried again."))
            else:
                added += 1
        tell(request, done=added, done_words=_("{count} added again."), refused=refused)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (
            "kind", "key", "about", "state", "cause", "progress", "attempt", "max_attempts", "payload",
            "queue", "priority", "next_at", "lease_until", "by", "created_at", "started_at", "finished_at",
        )  # fmt: skip
