"""A job as a person sees it: how far it is, how it ended, cancel and try again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from claims.models import Article
from factcheck.web.newsroom.access import articles_by_subject, articles_of, job_for
from factcheck.web.newsroom.acts import Refusal, act, done
from factcheck.web.newsroom.requests import PersonsRequest
from jobs import services
from jobs.models import LIVE, Job, State
from sources.models import Source

TITLES = {
    "extract_claims": gettext_lazy("Finding claims"),
    "follow_claims": gettext_lazy("Following claims into the new text"),
    "fetch_source": gettext_lazy("Fetching a page"),
    "read_snapshot": gettext_lazy("Reading a page"),
    "find_evidence": gettext_lazy("Comparing passages with claims"),
    "compare_claims": gettext_lazy("Comparing claims with one another"),
    "search_sources": gettext_lazy("Searching for sources"),
    "check_list": gettext_lazy("Looking at a feed or sitemap"),
    "look_up": gettext_lazy("Setting a page of the library beside claims"),
}


@require_safe
@login_required
def job(request: PersonsRequest, pk: int) -> HttpResponse:
    """Leads on to the article as soon as there is one."""
    found = job_for(request.user, pk)
    article = _article_of(request, found)
    if article is not None and found.payload.get("article"):
        address = reverse("workbench", args=[article.pk])
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    return _draw(request, found, article=article)


def _draw(
    request: PersonsRequest, job: Job, refusal: Refusal | None = None, article: Article | None = None
) -> HttpResponse:
    newest = _newest_of_chain(job)
    context = {
        "job": job,
        "newest": newest,
        "title": TITLES.get(newest.kind, newest.kind),
        "article": article,
        "source": Source.objects.filter(pk=job.payload.get("source_id")).first(),
        "is_live": newest.state in LIVE,
        "can_try_again": newest.state in (State.FAILED, State.CANCELLED),
        "refusal": refusal,
    }
    name = "parts/job.html" if request.htmx and not request.htmx.boosted else "job.html"
    status = refusal.status if refusal else None
    return render(request, f"factcheck/newsroom/{name}", context, status=status)


on_job = act(find=job_for, refused=_draw)


@on_job
def cancel_job(request: PersonsRequest, job: Job) -> HttpResponse:
    services.cancel(job=job)
    return done(request, reverse("job", args=[job.pk]), _("Cancelled."))


@on_job
def try_again(request: PersonsRequest, job: Job) -> HttpResponse:
    again = services.try_again(job=job, by_id=request.user.pk)
    return done(request, reverse("job", args=[again.pk]), _("It is tried again."))


def _newest_of_chain(job: Job) -> Job:
    """An article that comes from an address is fetched, then read: the last step says how it stands."""
    if not job.payload.get("article"):
        return job
    return Job.objects.about(job.about).filter(by=job.by_id, pk__gte=job.pk).order_by("-pk").first() or job


def _article_of(request: PersonsRequest, job: Job) -> Article | None:
    wanted = job.payload.get("article")
    if not wanted or "id" in wanted:
        return articles_by_subject(request.user, [job]).get(job.about)
    made = articles_of(request.user).filter(created_by=job.by_id, created_at__gte=job.created_at)
    address = Source.objects.filter(pk=job.payload["source_id"]).values_list("address", flat=True).first()
    return made.filter(address=address).order_by("-pk").first()
