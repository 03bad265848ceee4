"""A source: an address we follow, or something without one; its publisher and its host."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    PRIMARY = "primary", _("Primary")
    SECONDARY = "secondary", _("Secondary")
    TERTIARY = "tertiary", _("Reference work")
    UNKNOWN = "unknown", _("Not judged yet")


class Form(models.TextChoices):
    WEB_PAGE = "web_page", _("Web page")
    INTERVIEW = "interview", _("Interview")
    DOCUMENT = "document", _("Document")
    E_MAIL = "e_mail", _("E-mail")
    BOOK = "book", _("Book")
    DATA_SET = "data_set", _("Data set")


class Publisher(models.Model):
    """Who stands behind a source; two sources of one publisher are not independent."""

    name = models.CharField(_("name"), max_length=200)
    site = models.CharField(
        _("site"),
        max_length=253,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Its registrable host; empty for a person, or whoever has none."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=SourceKind, default=SourceKind.UNKNOWN)

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), condition=Q(site=None), name="publisher_without_site_once_by_name"
            ),
            models.CheckConstraint(name="publisher_site_not_empty", condition=~Q(site="")),
        ]

    def __str__(self) -> str:
        return self.name


class Host(models.Model):
    """How a host is treated: paused by a person, or resting after failures (the breaker)."""

    name = models.CharField(
        _("name"), max_length=260, unique=True, help_text=_("Host, with a port other than 80 and 443.")
    )
    paused = models.BooleanField(_("paused"), default=False)
    pause_reason = models.TextField(
        _("reason"), blank=True, help_text=_("Why it is paused, or why it was resumed.")
    )
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    open_until = models.DateTimeField(_("rests until"), null=True, blank=True)
    delay_seconds = models.FloatField(
        _("delay between requests"), null=True, blank=True, help_text=_("Seconds.")
    )

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="host_paused_with_reason", condition=Q(paused=False) | ~Q(pause_reason="")
            )
        ]

    def __str__(self) -> str:
        return self.name


class SourceQuerySet(models.QuerySet["Source"]):
    def due(self, *, at: datetime) -> Self:
        """Sources to be fetched again by now."""
        return self.filter(next_fetch_at__lte=at).order_by("next_fetch_at")


class Source(models.Model):
    address = models.URLField(_("address"), max_length=2000, unique=True, null=True, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.WEB_PAGE)
    kind = models.CharField(_("kind"), max_length=10, choices=SourceKind, default=SourceKind.UNKNOWN)
    publisher = models.ForeignKey(
        Publisher, models.PROTECT, null=True, blank=True, related_name="sources", verbose_name=_("publisher")
    )
    dated = models.CharField(
        _("date"),
        max_length=10,
        blank=True,
        help_text=_("When a source without an address is from: 2026-03-14, 2026-03 or 2026."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("How a source without an address reached the newsroom.")
    )
    next_fetch_at = models.DateTimeField(_("next fetch at"), null=True, blank=True, db_index=True)
    # The first of the failures after which it counted as gone; None while it answers.
    dead_since = models.DateTimeField(_("dead since"), null=True, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="sources_added",
        null=True,
        verbose_name=_("added by"),
    )
    created_at = models.DateTimeField(_("added at"), db_default=Now())

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="source_page_has_address",
                condition=Q(form=Form.WEB_PAGE, address__isnull=False) | ~Q(form=Form.WEB_PAGE),
            ),
            models.CheckConstraint(
                name="source_without_address_says_what",
                condition=Q(address__isnull=False) | ~Q(title="") & ~Q(note=""),
            ),
            models.CheckConstraint(
                name="source_dated_as_a_calendar_has_it",
                condition=Q(dated="") | Q(dated__regex=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.address or ""
