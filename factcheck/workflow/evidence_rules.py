"""What a newsroom asks of the evidence for its verdicts, as rows; requirements.py says what is missing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import Desk
from factcheck.workflow.models import RatingScale


class Enforcement(models.TextChoices):
    ADVISE = "advise", _("Advise: say what is missing")
    REQUIRE = "require", _("Require: without it nothing is signed off or published")


class EvidenceRule(models.Model):
    """What the evidence for a verdict has to be, at a desk, on a scale, or everywhere (requirements.py)."""

    desk = models.ForeignKey(
        Desk, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("desk"),
        help_text=_("Empty: every desk."),
    )  # fmt: skip
    scale = models.ForeignKey(
        RatingScale, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("rating scale"),
        help_text=_("Empty: every scale. It holds for all versions of the scale."),
    )  # fmt: skip
    min_independent = models.PositiveSmallIntegerField(
        _("independent sources"),
        default=2,
        help_text=_("Of different publishers. The same text in several papers counts once."),
    )
    min_primary = models.PositiveSmallIntegerField(_("primary sources"), default=1)
    max_age_days = models.PositiveSmallIntegerField(
        _("seen within, in days"), null=True, blank=True, help_text=_("Empty: however long ago.")
    )
    enforcement = models.CharField(
        _("enforcement"), max_length=7, choices=Enforcement, default=Enforcement.ADVISE
    )

    class Meta:
        verbose_name = _("evidence rule")
        verbose_name_plural = _("evidence rules")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "scale"], name="evidence_rule_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="evidence_rule_enforcement_known", condition=Q(enforcement__in=Enforcement.values)
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(str(one) for one in (self.desk, self.scale) if one) or str(_("Everywhere"))

    @property
    def is_required(self) -> bool:
        return self.enforcement == Enforcement.REQUIRE
