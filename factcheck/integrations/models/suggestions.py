"""A verdict that a program suggests. It moves nothing: people propose and sign off."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from factcheck.workflow.models import FactCheck, Rating


class VerdictSuggestion(models.Model):
    factcheck = models.ForeignKey(
        FactCheck, models.CASCADE, related_name="verdict_suggestions", verbose_name=_("fact-check")
    )
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+", verbose_name=_("rating"))
    conclusion = models.TextField(_("conclusion"))
    reasoning = models.TextField(_("reasoning"), blank=True)
    suggested_by = models.CharField(_("suggested by"), max_length=100, help_text=_("The token's name."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("on behalf of")
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("suggested verdict")
        verbose_name_plural = _("suggested verdicts")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="suggested_verdict_has_conclusion", condition=~Q(conclusion=""))
        ]

    def __str__(self) -> str:
        return f"{self.rating}: {self.conclusion}"
