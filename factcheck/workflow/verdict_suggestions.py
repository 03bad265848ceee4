"""A verdict that a program suggests, the newsroom's own rules among them. It moves nothing: people propose
and sign off."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from factcheck.workflow.models import FactCheck, Rating, Verdict
from factcheck.workflow.statuses import Family


class VerdictSuggestionQuerySet(models.QuerySet["VerdictSuggestion"]):
    def standing(self) -> Self:
        """Those whose evidence is still what it was."""
        return self.filter(lapsed_at=None)

    def by_rules(self) -> Self:
        """Whatever their version: they name no rating."""
        return self.filter(rating=None)

    def by_programs(self) -> Self:
        return self.exclude(rating=None)


class VerdictSuggestion(models.Model):
    """What a program would conclude, beside what a person then concluded (`verdict`).

    A program names a rating and writes a conclusion; the rules (evidence/conclude.py) name a family alone,
    the score they give it and the passages it rests on. A row of theirs lapses when those change.
    """

    factcheck = models.ForeignKey(
        FactCheck, models.CASCADE, related_name="verdict_suggestions", verbose_name=_("fact-check")
    )
    family = models.CharField(_("family"), max_length=10, choices=Family)
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, related_name="+", verbose_name=_("rating"))
    conclusion = models.TextField(_("conclusion"), blank=True)
    reasoning = models.TextField(_("reasoning"), blank=True)
    score = models.FloatField(_("score"), null=True)
    # Each {"evidence": its primary key, "stance": what a person said of it}.
    passages = models.JSONField(_("passages it rests on"), default=list)
    suggested_by = models.CharField(
        _("suggested by"), max_length=100, help_text=_("The token's name, or the rules' version.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("on behalf of")
    )
    at = models.DateTimeField(_("at"), db_default=Now())
    lapsed_at = models.DateTimeField(_("lapsed at"), null=True)
    verdict = models.ForeignKey(
        Verdict, models.SET_NULL, null=True, related_name="suggestions", verbose_name=_("proposed then")
    )

    objects = VerdictSuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggested verdict")
        verbose_name_plural = _("suggested verdicts")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="suggested_verdict_concludes_or_is_scored",
                condition=Q(rating__isnull=False, by__isnull=False) & ~Q(conclusion="")
                | Q(rating=None, by=None, score__isnull=False),
            ),
            models.CheckConstraint(
                name="suggested_verdict_family_known", condition=Q(family__in=Family.values)
            ),
            models.UniqueConstraint(
                fields=["factcheck"],
                condition=Q(rating=None, lapsed_at=None),
                name="suggested_verdict_one_standing_by_rules",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating or self.get_family_display()}: {self.conclusion or self.reasoning}"
