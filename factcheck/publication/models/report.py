"""What readers say is wrong, and what the newsroom asks other publishers to put right."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from factcheck.publication.models.publication import Publication
from factcheck.workflow.models import FactCheck

# Enough to tell what a report is about; the whole is a click away.
SHOWN_IN_LISTS = 120


class ReportOutcome(models.TextChoices):
    CORRECTED = "corrected", _("Corrected")
    STANDS = "stands", _("The check stands")
    SPAM = "spam", _("Not a report")


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def unsettled(self) -> Self:
        return self.filter(settled_at=None)


class ErrorReport(models.Model):
    """A reader's report on the version they read. contact, if given, is all that is kept of the person."""

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="error_reports", verbose_name=_("publication")
    )
    text = models.TextField(_("what is wrong"))
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    reported_at = models.DateTimeField(_("reported at"), db_default=Now())
    outcome = models.CharField(_("outcome"), max_length=9, choices=ReportOutcome, blank=True)
    answer = models.TextField(_("why"), blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("settled by")
    )

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        ordering = ["-reported_at", "-id"]
        constraints = [
            models.CheckConstraint(name="report_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="report_settled_with_outcome",
                condition=Q(settled_at=None, settled_by=None, outcome="")
                | Q(settled_at__isnull=False, settled_by__isnull=False, outcome__in=ReportOutcome.values),
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(SHOWN_IN_LISTS)


class RequestOutcome(models.TextChoices):
    CORRECTED = "corrected", _("Corrected")
    PARTLY = "partly", _("Corrected in part")
    REFUSED = "refused", _("Refused")
    NO_REPLY = "no_reply", _("No reply")


class CorrectionRequest(models.Model):
    """A publisher was asked to correct it: when, by when, what they said, and what came of it."""

    factcheck = models.ForeignKey(
        FactCheck, models.PROTECT, related_name="correction_requests", verbose_name=_("fact-check")
    )
    publisher = models.CharField(_("publisher"), max_length=300)
    sent_to = models.CharField(_("sent to"), max_length=300, blank=True)
    asked = models.TextField(_("what was asked"))
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    due_on = models.DateField(_("answer due on"), null=True)
    reply = models.TextField(_("reply"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=RequestOutcome, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("closed by")
    )

    class Meta:
        verbose_name = _("correction request")
        verbose_name_plural = _("correction requests")
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.CheckConstraint(name="request_says_what", condition=~Q(publisher="") & ~Q(asked="")),
            models.CheckConstraint(
                name="request_closed_with_outcome",
                condition=Q(closed_at=None, closed_by=None, outcome="")
                | Q(closed_at__isnull=False, closed_by__isnull=False, outcome__in=RequestOutcome.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}, {self.asked_on}"
