"""Fact-checks that a tool of another publisher wrote here by the Fact Check Tools API, page by page."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class MarkupPage(models.Model):
    """What a tool wrote of one page, as it wrote it; known fact-checks are made of it."""

    url = models.URLField(_("address"), max_length=2000, unique=True)
    site = models.CharField(_("site"), max_length=255, db_index=True)
    markup = models.JSONField(_("mark-up"), help_text=_("A ClaimReviewMarkupPage without its output fields."))
    version = models.PositiveIntegerField(_("version"), default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    created_at = models.DateTimeField(_("created at"), db_default=Now())

    class Meta:
        verbose_name = _("mark-up page")
        verbose_name_plural = _("mark-up pages")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="markup_page_has_site", condition=~Q(site=""))]

    def __str__(self) -> str:
        return self.url
