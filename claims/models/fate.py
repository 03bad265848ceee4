"""What became of a claim's words in a later version, and what a person decided about it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models.article import ArticleVersion
from claims.models.claim import ClaimAnchor
from claims.versions.follow import EXACT, Fate

FATE_CHOICES = [
    (Fate.UNCHANGED.value, _("Unchanged")),
    (Fate.MOVED.value, _("Moved")),
    (Fate.EDITED.value, _("Edited")),
    (Fate.DELETED.value, _("Deleted")),
    (Fate.AMBIGUOUS.value, _("Ambiguous")),
]
EXACT_VALUES = sorted(fate.value for fate in EXACT)


class FateDecision(models.TextChoices):
    PLACED = "placed", _("Placed")
    LEFT_OUT = "left_out", _("Left out")


class AnchorFateQuerySet(models.QuerySet["AnchorFate"]):
    def settled(self) -> Self:
        """Followed by itself, or decided by a person: a later version starts from there."""
        return self.filter(Q(fate__in=EXACT_VALUES) | Q(decided_at__isnull=False))

    def waiting(self) -> Self:
        """Those of the article's newest version that a person has to place or leave out."""
        newest = ArticleVersion.objects.filter(article=OuterRef("version__article")).order_by("-number")
        return self.exclude(fate__in=EXACT_VALUES).filter(
            decided_at=None, version_id=Subquery(newest.values("pk")[:1])
        )


class AnchorFate(models.Model):
    """One place of a claim, seen from a later version. `places` are what is proposed there, best first."""

    anchor = models.ForeignKey(ClaimAnchor, models.CASCADE, related_name="fates", verbose_name=_("anchor"))
    version = models.ForeignKey(
        ArticleVersion, models.CASCADE, related_name="fates", verbose_name=_("version")
    )
    fate = models.CharField(_("fate"), max_length=10, choices=FATE_CHOICES)
    places = models.JSONField(_("places"), default=list, help_text=_("Start, end and likeness of each."))
    decision = models.CharField(_("decision"), max_length=10, choices=FateDecision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    created_at = models.DateTimeField(_("found at"), db_default=Now())

    objects = AnchorFateQuerySet.as_manager()

    class Meta:
        verbose_name = _("fate of an anchor")
        verbose_name_plural = _("fates of anchors")
        ordering = ["version_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["anchor", "version"], name="fate_once"),
            models.CheckConstraint(name="fate_known", condition=Q(fate__in=[one.value for one in Fate])),
            models.CheckConstraint(
                name="fate_decided_by_and_at",
                condition=Q(decision="", decided_by=None, decided_at=None)
                | Q(decision__in=FateDecision.values, decided_by__isnull=False, decided_at__isnull=False),
            ),
            # What followed by itself was not for a person to decide.
            models.CheckConstraint(
                name="fate_exact_undecided", condition=~Q(fate__in=EXACT_VALUES) | Q(decided_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anchor}: {self.get_fate_display()}"
