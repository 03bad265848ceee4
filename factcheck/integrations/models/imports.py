"""One import of others' fact-checks: from where, how far it is, and what could not be taken in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from jobs.models import Job


class ImportForm(models.TextChoices):
    FEED = "feed", _("Feed of ClaimReview: Data Commons' form, a list, or JSON Lines")
    CSV = "csv", _("Table of checked claims (CSV)")
    PAGE = "page", _("Web page with ClaimReview in it")
    API = "api", _("Fact Check Tools API, Google's or another instance's")


class FactCheckImport(models.Model):
    """Its job reads on from `position` wherever it was interrupted; what was taken in stays."""

    form = models.CharField(_("form"), max_length=4, choices=ImportForm)
    name = models.CharField(_("from"), max_length=2000, help_text=_("A file's name, or an address."))
    query = models.JSONField(_("asked for"), default=dict, help_text=_("What is searched for, by API."))
    file = models.CharField(max_length=100, blank=True, editable=False)
    snapshot = models.ForeignKey(
        "sources.Snapshot", models.PROTECT, null=True, related_name="+", verbose_name=_("snapshot")
    )
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+", verbose_name=_("job"))
    position = models.PositiveIntegerField(_("read"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    withdrawn = models.PositiveIntegerField(_("taken back"), default=0)
    failed = models.PositiveIntegerField(_("not imported"), default=0)
    problems = models.JSONField(_("problems"), default=list, help_text=_("Line and cause of the first ones."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked for by")
    )
    created_at = models.DateTimeField(_("asked for at"), db_default=Now())
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="import_form_known", condition=Q(form__in=ImportForm.values))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def unchanged(self) -> int:
        """How many were known already, as they are."""
        return max(0, self.position - self.added - self.changed - self.withdrawn - self.failed)
