"""What left the archive on purpose."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sources.models.snapshot import Snapshot


class Clearing(models.Model):
    """The files of a capture were cleared away, because nothing rested on it, or it was erased.

    Its manifest and its place in the chain stay, and unless it was erased the text that was read; it can
    carry no evidence any more.
    """

    snapshot = models.OneToOneField(
        Snapshot, models.PROTECT, related_name="clearing", verbose_name=_("snapshot")
    )
    cleared_at = models.DateTimeField(_("cleared at"), db_default=Now())
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("clearing")
        verbose_name_plural = _("clearings")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="clearing_says_why", condition=~Q(reason=""))]
        triggers = [
            pgtrigger.Protect(name="clearing_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.snapshot_id}: {self.reason}"
