"""Taken from the public because the law asks for it: an act of its own, with its trace."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from factcheck.workflow.models import FactCheck


class TakedownQuerySet(models.QuerySet["Takedown"]):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class Takedown(models.Model):
    """The verdict stays what it is, in the newsroom; readers see that it was taken down, and why.

    reason is for readers. basis, demanded_by and reference are the trace, which the newsroom keeps.
    """

    factcheck = models.ForeignKey(
        FactCheck, models.PROTECT, related_name="takedowns", verbose_name=_("fact-check")
    )
    reason = models.TextField(_("reason, as readers see it"))
    basis = models.CharField(_("legal basis"), max_length=300)
    demanded_by = models.CharField(_("demanded by"), max_length=300)
    reference = models.CharField(_("file reference"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken down by")
    )
    at = models.DateTimeField(_("taken down at"), db_default=Now())
    lifted_at = models.DateTimeField(_("lifted at"), null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("lifted by")
    )
    lifted_because = models.TextField(_("lifted because"), blank=True)

    objects = TakedownQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal takedown")
        verbose_name_plural = _("legal takedowns")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["factcheck"], condition=Q(lifted_at=None), name="takedown_one_standing"
            ),
            models.CheckConstraint(
                name="takedown_with_its_trace", condition=~Q(reason="") & ~Q(basis="") & ~Q(demanded_by="")
            ),
            models.CheckConstraint(
                name="takedown_lifted_with_reason",
                condition=Q(lifted_at=None, lifted_by=None, lifted_because="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because="")),
            ),
        ]

    def __str__(self) -> str:
        return self.basis
