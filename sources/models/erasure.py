"""What had to leave the archive because the law asks for it."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sources.models.snapshot import Snapshot


class Erasure(models.Model):
    """A capture's files and the text that was read from it are gone, whatever rested on it.

    Its manifest and its place in the chain stay, and so does this: who did it, when, why, and on what ground.
    """

    snapshot = models.OneToOneField(
        Snapshot, models.PROTECT, related_name="erasure", verbose_name=_("snapshot")
    )
    reason = models.TextField(_("reason, as the newsroom sees it"))
    basis = models.CharField(_("legal basis"), max_length=300)
    demanded_by = models.CharField(_("demanded by"), max_length=300)
    reference = models.CharField(_("file reference"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("erased by")
    )
    at = models.DateTimeField(_("erased at"), db_default=Now())

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="erasure_with_its_trace", condition=~Q(reason="") & ~Q(basis="") & ~Q(demanded_by="")
            )
        ]
        triggers = [
            pgtrigger.Protect(name="erasure_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.snapshot_id}: {self.basis}"
