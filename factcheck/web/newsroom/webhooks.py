"""A person's webhooks: made, looked at, rotated, disabled, removed; what they were told, sent again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.accounts.models import User
from factcheck.exceptions import Incomplete
from factcheck.integrations import deliveries, webhooks
from factcheck.models import Delivery, Webhook
from factcheck.web.newsroom.acts import UNPROCESSABLE, Refusal, act, done
from factcheck.web.newsroom.forms import NewWebhook
from factcheck.web.newsroom.requests import PersonsRequest
from sources.exceptions import BadAddress

NEW_SECRET = "new_webhook_secret"  # noqa: S105 - the session's key, not a secret
SHOWN_DELIVERIES = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_webhooks(request: PersonsRequest) -> HttpResponse:
    form = NewWebhook(request.POST or None)
    if form.is_bound and form.is_valid() and (made := _made(request, form)):
        request.session[NEW_SECRET] = made.secret
        return redirect("webhook", pk=made.pk)
    context = {
        "form": form,
        "webhooks": Webhook.objects.filter(owner=request.user),
        "here": "webhooks",
    }
    status = UNPROCESSABLE if form.errors else None
    return render(request, "factcheck/newsroom/webhooks.html", context, status=status)


def _made(request: PersonsRequest, form: NewWebhook) -> Webhook | None:
    """None when the service refused: the form then says why."""
    try:
        return webhooks.create_webhook(owner=request.user, **form.cleaned_data)
    except BadAddress as refusal:
        form.add_error("address", str(refusal))
    except Incomplete as refusal:
        form.add_error(refusal.field or None, str(refusal))
    return None


@require_safe
@login_required
def webhook(request: PersonsRequest, pk: int) -> HttpResponse:
    return _draw(request, webhook_for(request.user, pk))


def webhook_for(user: User, pk: int) -> Webhook:
    return get_object_or_404(Webhook, pk=pk, owner=user)


def delivery_for(user: User, pk: int) -> Delivery:
    return get_object_or_404(Delivery.objects.select_related("webhook"), pk=pk, webhook__owner=user)


def _draw(request: PersonsRequest, webhook: Webhook, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "webhook": webhook,
        "deliveries": webhook.deliveries.prefetch_related("attempts")[:SHOWN_DELIVERIES],
        "secret": request.session.pop(NEW_SECRET, ""),
        "refusal": refusal,
        "here": "webhooks",
    }
    status = refusal.status if refusal else None
    return render(request, "factcheck/newsroom/webhook.html", context, status=status)


def _draw_delivery(request: PersonsRequest, delivery: Delivery, refusal: Refusal) -> HttpResponse:
    return _draw(request, delivery.webhook, refusal)


on_webhook = act(find=webhook_for, refused=_draw)
on_delivery = act(find=delivery_for, refused=_draw_delivery)


@on_webhook
def rotate_secret(request: PersonsRequest, webhook: Webhook) -> HttpResponse:
    request.session[NEW_SECRET] = webhooks.rotate_secret(webhook=webhook, by=request.user)
    return done(request, _page(webhook), _("New secret. For 24 hours the one before works too."))


@on_webhook
def disable(request: PersonsRequest, webhook: Webhook) -> HttpResponse:
    webhooks.disable_webhook(webhook=webhook, by=request.user)
    return done(request, _page(webhook), _("Webhook disabled. It is told of nothing."))


@on_webhook
def enable(request: PersonsRequest, webhook: Webhook) -> HttpResponse:
    webhooks.enable_webhook(webhook=webhook, by=request.user)
    return done(request, _page(webhook), _("Webhook enabled."))


@on_webhook
def remove(request: PersonsRequest, webhook: Webhook) -> HttpResponse:
    webhooks.delete_webhook(webhook=webhook, by=request.user)
    return done(request, reverse("webhooks"), _("Webhook removed, with its log."))


@on_delivery
def resend(request: PersonsRequest, delivery: Delivery) -> HttpResponse:
    deliveries.resend(delivery=delivery, by=request.user)
    return done(request, _page(delivery.webhook), _("It is sent again."))


def _page(webhook: Webhook) -> str:
    return reverse("webhook", args=[webhook.pk])
