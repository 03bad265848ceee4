"""The newsroom's library: pages, feeds and sitemaps that are followed, and what they list."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sources.models.source import Source

DEFAULT_ITEMS_A_DAY = 20
MOST_ITEMS_A_DAY = 500


class SubscriptionForm(models.TextChoices):
    """What stands at a subscription's address."""

    PAGE = "page", _("Page")
    FEED = "feed", _("Feed")
    SITEMAP = "sitemap", _("Sitemap")


# How often each is looked at: a feed shows only its newest items, the others keep theirs.
CHECK_EVERY = {
    SubscriptionForm.PAGE: timedelta(hours=24),
    SubscriptionForm.FEED: timedelta(hours=1),
    SubscriptionForm.SITEMAP: timedelta(hours=24),
}


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def due(self, *, at: datetime) -> Self:
        """Those that are on and have to be looked at by now."""
        return self.filter(is_on=True, next_check_at__lte=at).order_by("next_check_at", "pk")


class Subscription(models.Model):
    """A source that is followed; the items of a feed or sitemap are archived, so many a day.

    The columns from next_check_at on say how the last look went.
    """

    source = models.OneToOneField(
        Source, models.PROTECT, related_name="subscription", verbose_name=_("source")
    )
    form = models.CharField(_("what it is"), max_length=8, choices=SubscriptionForm)
    country = models.CharField(
        _("country"),
        max_length=3,
        blank=True,
        help_text=_("Two letters, as in GB; INT for international bodies."),
    )
    items_a_day = models.PositiveSmallIntegerField(
        _("items a day"),
        default=DEFAULT_ITEMS_A_DAY,
        help_text=_("Archived at most within 24 hours; the newest first, the others wait."),
    )
    path_prefix = models.CharField(
        _("only paths that start with"), max_length=300, blank=True, help_text=_("As in /news/. Empty: all.")
    )
    is_on = models.BooleanField(_("on"), default=False)
    created_at = models.DateTimeField(_("added at"), db_default=Now())

    next_check_at = models.DateTimeField(_("next look at"), null=True, editable=False, db_index=True)
    checked_at = models.DateTimeField(_("last look at"), null=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    cause = models.TextField(_("what is wrong"), blank=True, editable=False)
    listed = models.PositiveIntegerField(_("items listed last"), null=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["source__title", "id"]
        constraints = [
            models.CheckConstraint(
                name="subscription_form_known", condition=Q(form__in=SubscriptionForm.values)
            ),
            models.CheckConstraint(
                name="subscription_items_within_bounds",
                condition=Q(items_a_day__gte=1, items_a_day__lte=MOST_ITEMS_A_DAY),
            ),
            models.CheckConstraint(
                name="subscription_prefix_is_a_path",
                condition=Q(path_prefix="") | Q(path_prefix__startswith="/"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)

    @property
    def subject(self) -> str:
        """What jobs that serve it are about."""
        return f"subscription:{self.pk}"


class SubscriptionItemQuerySet(models.QuerySet["SubscriptionItem"]):
    def waiting(self) -> Self:
        """Not asked for yet, the newest first."""
        return self.filter(requested_at=None).order_by(F("published_at").desc(nulls_last=True), "pk")


class SubscriptionItem(models.Model):
    """A page that a feed or sitemap lists; it waits until a day has room for it."""

    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="items", verbose_name=_("subscription")
    )
    address = models.CharField(_("address"), max_length=2000)
    title = models.CharField(_("title"), max_length=500, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    found_at = models.DateTimeField(_("found at"), db_default=Now())
    requested_at = models.DateTimeField(_("asked for at"), null=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, related_name="listed_as", verbose_name=_("source")
    )

    objects = SubscriptionItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("listed page")
        verbose_name_plural = _("listed pages")
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "address"], name="subscription_item_once"),
            models.CheckConstraint(
                name="subscription_item_asked_for_as_source",
                condition=Q(requested_at=None, source=None)
                | Q(requested_at__isnull=False, source__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["subscription", "requested_at"], name="subscription_item_requests")]

    def __str__(self) -> str:
        return self.title or self.address
