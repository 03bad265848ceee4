"""Whom we tell of what happens, and how each telling went."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from factcheck.notices.events import Event
from factcheck.notices.models import Notice


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def live(self) -> Self:
        return self.filter(disabled_at=None, owner__is_active=True)


class Webhook(models.Model):
    """An address that is told of chosen events at the desks of its owner, signed with a secret they share."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="webhooks", verbose_name=_("owner")
    )
    address = models.URLField(_("address"), max_length=2000)
    events = ArrayField(models.CharField(max_length=30, choices=Event), verbose_name=_("events"))
    # Needed as it is to sign, so it can't be hashed; no list, log, answer or audit event holds it.
    secret = models.CharField(max_length=100, editable=False)
    previous_secret = models.CharField(max_length=100, blank=True, editable=False)
    previous_until = models.DateTimeField(_("the secret before lasts until"), null=True)
    disabled_at = models.DateTimeField(_("disabled at"), null=True)
    disabled_reason = models.CharField(_("disabled because"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created at"), db_default=Now())

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="webhook_disabled_with_reason",
                condition=Q(disabled_at=None, disabled_reason="")
                | (Q(disabled_at__isnull=False) & ~Q(disabled_reason="")),
            )
        ]

    def __str__(self) -> str:
        return self.address

    def secrets_at(self, now: datetime) -> list[str]:
        """The secrets that sign now: the newest, and for a while the one before it."""
        rotating = self.previous_until is not None and self.previous_until > now
        return [self.secret, self.previous_secret] if rotating else [self.secret]


class Delivery(models.Model):
    """One event for one webhook. The body never changes, so that every attempt carries the same."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+", verbose_name=_("notice"))
    message_id = models.CharField(_("message"), max_length=40, unique=True)
    event = models.CharField(_("event"), max_length=30, choices=Event)
    body = models.TextField(_("body"))
    created_at = models.DateTimeField(_("created at"), db_default=Now())
    delivered_at = models.DateTimeField(_("delivered at"), null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["webhook", "notice"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.event} → {self.webhook}"


class DeliveryAttempt(models.Model):
    """How one attempt ended: the status, or why there was none."""

    delivery = models.ForeignKey(
        Delivery, models.CASCADE, related_name="attempts", verbose_name=_("delivery")
    )
    at = models.DateTimeField(_("at"), db_default=Now())
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    cause = models.TextField(_("cause"), blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    elapsed_ms = models.PositiveIntegerField(_("milliseconds"))

    class Meta:
        verbose_name = _("delivery attempt")
        verbose_name_plural = _("delivery attempts")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.status or self.cause}"
