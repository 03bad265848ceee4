"""The library's pages: what is followed, how it went last, and who may change it changes it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck import library as services
from factcheck.accounts.policies import can_keep_library
from factcheck.exceptions import NotAllowed
from factcheck.web.newsroom.acts import FORBIDDEN, UNPROCESSABLE, Refusal, act, done
from factcheck.web.newsroom.forms import NewSubscription, SubscriptionLimits
from factcheck.web.newsroom.requests import PersonsRequest
from jobs.models import LIVE, Job
from sources.exceptions import BadAddress, BadSubscription
from sources.models import Fetch, Subscription, SubscriptionForm

ROWS_A_PAGE = 50
ITEMS_SHOWN = 30
POLL_SECONDS = 3
SHOWN = {
    "all": (gettext_lazy("All"), Q()),
    "on": (gettext_lazy("On"), Q(is_on=True)),
    "off": (gettext_lazy("Off"), Q(is_on=False)),
    "broken": (gettext_lazy("Not working"), Q(is_on=True) & ~Q(cause="")),
}


@dataclass(frozen=True)
class Shown:
    """One way to narrow the list."""

    slug: str
    label: str
    count: int
    current: bool


@require_safe
@login_required
def library(request: PersonsRequest) -> HttpResponse:
    return _draw_library(request)


def _draw_library(request: PersonsRequest, refused: str = "") -> HttpResponse:
    show = request.GET.get("show", "all")
    show = show if show in SHOWN else "all"
    query = request.GET.get("q", "")
    found = _with_news(_with_words(query).filter(SHOWN[show][1]))
    page = Paginator(found.order_by("-is_on", "source__title", "pk"), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "query": query,
        "show": show,
        "ways": [
            Shown(slug, str(label), Subscription.objects.filter(narrowed).count(), slug == show)
            for slug, (label, narrowed) in SHOWN.items()
        ],
        "is_empty": not Subscription.objects.exists(),
        "may_keep": can_keep_library(request.user),
        "refused": refused,
    }
    status = FORBIDDEN if refused else None
    return render(request, "factcheck/newsroom/library.html", context, status=status)


def _with_words(query: str) -> QuerySet[Subscription]:
    found = Subscription.objects.select_related("source__publisher")
    for word in query.split():
        found = found.filter(
            Q(source__title__icontains=word)
            | Q(source__address__icontains=word)
            | Q(source__publisher__name__icontains=word)
            | Q(country__iexact=word)
        )
    return found


def _with_news(found: QuerySet[Subscription]) -> QuerySet[Any]:
    """How many pages were archived and wait; for a page how its own newest fetch went."""
    newest = Fetch.objects.filter(source=OuterRef("source")).order_by("-started_at", "-id")
    return found.annotate(
        asked=Count("items", filter=Q(items__requested_at__isnull=False), distinct=True),
        waiting=Count("items", filter=Q(items__requested_at=None), distinct=True),
        newest=Max("items__requested_at"),
        fetch_cause=Subquery(newest.values("cause")[:1]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_subscription(request: PersonsRequest) -> HttpResponse:
    form = NewSubscription(request.POST or None)
    if form.is_bound and form.is_valid() and (made := _made(request, form)):
        return done(request, _page(made), _("It is followed from now on."))
    status = UNPROCESSABLE if form.errors else None
    context = {"form": form, "may_keep": can_keep_library(request.user)}
    return render(request, "factcheck/newsroom/new_subscription.html", context, status=status)


def _made(request: PersonsRequest, form: NewSubscription) -> Subscription | None:
    """None when the service refused: the form then says why."""
    try:
        return services.add_subscription(by=request.user, **form.cleaned_data)
    except BadAddress as refusal:
        form.add_error("address", str(refusal))
    except BadSubscription as refusal:
        form.add_error(refusal.field or None, str(refusal))
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
    return None


@require_POST
@login_required
def load_starter_list(request: PersonsRequest) -> HttpResponse:
    try:
        added = services.load_starter_list(by=request.user)
    except NotAllowed as refusal:
        return _draw_library(request, refused=str(refusal))
    said = ngettext("One added, switched off.", "{n} added, switched off.", added).format(n=added)
    return done(request, reverse("library"), said)


@require_safe
@login_required
def subscription(request: PersonsRequest, pk: int) -> HttpResponse:
    return _draw(request, _subscription_for(request.user, pk))


def _subscription_for(_user: Any, pk: int) -> Subscription:
    """The library is everybody's. Raises Http404."""
    return get_object_or_404(_with_news(Subscription.objects.select_related("source__publisher")), pk=pk)


def _draw(
    request: PersonsRequest, subscription: Subscription, refusal: Refusal | None = None
) -> HttpResponse:
    live = Job.objects.about(subscription.subject).filter(state__in=LIVE).count()
    limits = SubscriptionLimits(
        refusal.values if refusal and refusal.act == "change_limits" else None,
        initial={
            "title": subscription.source.title,
            "items_a_day": subscription.items_a_day,
            "path_prefix": subscription.path_prefix,
        },
    )
    context = {
        "subscription": subscription,
        "items": subscription.items.select_related("source")[:ITEMS_SHOWN],
        "is_page": subscription.form == SubscriptionForm.PAGE,
        "live": live,
        "poll_seconds": POLL_SECONDS if live else 0,
        "limits": limits,
        "may_keep": can_keep_library(request.user),
        "refusal": refusal,
    }
    part = request.htmx and not request.htmx.boosted
    name = "parts/subscription_work.html" if part else "subscription.html"
    status = refusal.status if refusal else None
    return render(request, f"factcheck/newsroom/{name}", context, status=status)


on_subscription = act(find=_subscription_for, refused=_draw)


@on_subscription
def switch_on(request: PersonsRequest, subscription: Subscription) -> HttpResponse:
    services.switch_subscriptions(subscriptions=[subscription], is_on=True, by=request.user)
    return _done(request, subscription, _("On: “{title}” is looked at within a minute."), "switch-off")


@on_subscription
def switch_off(request: PersonsRequest, subscription: Subscription) -> HttpResponse:
    services.switch_subscriptions(subscriptions=[subscription], is_on=False, by=request.user)
    return _done(request, subscription, _("Off: “{title}”. What is archived stays."), "switch-on")


@on_subscription
def change_limits(request: PersonsRequest, subscription: Subscription) -> HttpResponse:
    form = SubscriptionLimits(request.POST)
    if not form.is_valid():
        raise BadSubscription(" ".join(str(error) for errors in form.errors.values() for error in errors))
    services.change_subscription(subscription=subscription, by=request.user, **form.cleaned_data)
    return done(request, _page(subscription), _("Limits saved."))


@on_subscription
def look_now(request: PersonsRequest, subscription: Subscription) -> HttpResponse:
    services.check_now(subscription=subscription, by=request.user)
    return done(request, _page(subscription), _("It is being looked at."))


@on_subscription
def remove(request: PersonsRequest, subscription: Subscription) -> HttpResponse:
    services.remove_subscription(subscription=subscription, by=request.user)
    return done(request, reverse("library"), _("Taken out of the library. What is archived stays."))


def _done(request: PersonsRequest, subscription: Subscription, said: str, undo: str) -> HttpResponse:
    return done(
        request,
        _page(subscription),
        said.format(title=subscription),
        undo=reverse(undo, args=[subscription.pk]),
    )


def _page(subscription: Subscription) -> str:
    return reverse("subscription", args=[subscription.pk])
