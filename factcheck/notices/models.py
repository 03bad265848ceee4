"""One row for what happened, one for each person who is told."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from factcheck.notices.events import Event


class NoticeQuerySet(models.QuerySet["Notice"]):
    def leaving(self) -> Self:
        """What may leave the newsroom now, and has not: under an embargo nothing does."""
        return self.filter(Q(held_until=None) | Q(held_until__lte=Now()), announced_at=None)


class Notice(models.Model):
    """One thing that happened to a fact-check, written in the transaction in which it happened."""

    event = models.CharField(_("event"), max_length=30, choices=Event)
    factcheck = models.ForeignKey(
        "factcheck.FactCheck", models.CASCADE, related_name="notices", verbose_name=_("fact-check")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    words = models.TextField(_("words"), blank=True, help_text=_("The reason, note or comment, if any."))
    at = models.DateTimeField(_("at"), db_default=Now())
    held_until = models.DateTimeField(_("held until"), null=True, help_text=_("The embargo's end."))
    announced_at = models.DateTimeField(_("announced at"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="notice_event_known", condition=Q(event__in=Event.values))]
        indexes = [models.Index(fields=["id"], condition=Q(announced_at=None), name="notice_unannounced")]

    def __str__(self) -> str:
        return str(self.get_event_display())


class InboxEntryQuerySet(models.QuerySet["InboxEntry"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def to_mail(self) -> Self:
        """Neither read nor told of by mail."""
        return self.unread().filter(mailed_at=None)


class InboxEntry(models.Model):
    """A notice in one person's inbox."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="entries", verbose_name=_("notice"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="inbox", verbose_name=_("person")
    )
    read_at = models.DateTimeField(_("read at"), null=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True)

    objects = InboxEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inbox entry")
        verbose_name_plural = _("inbox entries")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="inbox_entry_once")]
        indexes = [
            models.Index(fields=["person", "-id"], condition=Q(read_at=None), name="inbox_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.notice} → {self.person}"


class Mail(models.TextChoices):
    NEVER = "never", _("Never")
    DAILY = "daily", _("Once a day, in the morning")
    AT_ONCE = "at_once", _("Within minutes")


class NoticePreference(models.Model):
    """How a person wants to hear of things. Who has none gets the defaults."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notice_preference",
        verbose_name=_("person"),
    )
    mail = models.CharField(_("mail what is unread"), max_length=10, choices=Mail, default=Mail.DAILY)
    muted = models.JSONField(_("not told of"), default=list, blank=True)
    mailed_at = models.DateTimeField(_("last mail"), null=True, editable=False)

    class Meta:
        verbose_name = _("notice preference")
        verbose_name_plural = _("notice preferences")
        constraints = [models.CheckConstraint(name="notice_mail_known", condition=Q(mail__in=Mail.values))]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_mail_display()}"
