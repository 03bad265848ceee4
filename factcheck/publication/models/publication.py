"""What the public sees: a frozen document; a correction is a new version of it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.publication.models.takedown import Takedown
from factcheck.workflow.models import FactCheck, Rating


class Severity(models.TextChoices):
    """What a correction means for somebody who relied on the version before."""

    MINOR = "minor", _("Minor correction, the finding stands")
    MAJOR = "major", _("Major correction, the finding changed")


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible(self) -> Self:
        """Every version that readers may see, replaced and withdrawn ones too: the one door to them.

        What is under an embargo doesn't exist for readers, whatever they ask.
        """
        return self.filter(Q(embargo_until=None) | Q(embargo_until__lte=Now()))

    def newest_visible(self) -> Self:
        """Of each fact-check, the newest version that readers may see; it may be withdrawn, or taken down
        (then `is_taken_down`).
        """
        later = Publication.objects.visible().filter(
            factcheck=OuterRef("factcheck"), version__gt=OuterRef("version")
        )
        standing = Takedown.objects.standing().filter(factcheck=OuterRef("factcheck"))
        newest = self.visible().filter(Q(is_current=True) | ~Exists(later))
        return newest.annotate(is_taken_down=Exists(standing))

    def public(self) -> Self:
        """What readers find: the newest version that they may see, neither withdrawn nor taken down."""
        return self.newest_visible().filter(withdrawn_at=None, is_taken_down=False)

    def gone(self) -> Self:
        """What readers found once: withdrawn, or taken down for legal reasons."""
        return self.newest_visible().exclude(withdrawn_at=None, is_taken_down=False)


class Publication(models.Model):
    """One version of a published fact-check. `document` holds all that the page shows, as it was then."""

    factcheck = models.ForeignKey(
        FactCheck, models.PROTECT, related_name="publications", verbose_name=_("fact-check")
    )
    slug = models.SlugField(_("slug"), max_length=120)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="publications", verbose_name=_("rating"))
    claim_text = models.TextField(_("claim"))
    speaker_name = models.CharField(_("speaker"), max_length=300, blank=True)
    document = models.JSONField(_("document"))
    document_sha256 = models.CharField(_("SHA-256 of the document"), max_length=64)
    correction_note = models.TextField(_("what was corrected"), blank=True)
    severity = models.CharField(_("severity"), max_length=5, choices=Severity, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="publications", verbose_name=_("published by")
    )
    published_at = models.DateTimeField(_("published at"), db_default=Now())
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    is_current = models.BooleanField(_("newest version"), default=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawal_reason = models.TextField(_("withdrawn because"), blank=True)
    # As found when it was stated; later events made it otherwise. No correction: nothing was wrong.
    overtaken_on = models.DateField(_("overtaken since"), null=True)
    overtaken_note = models.TextField(_("what happened since"), blank=True)
    overtaken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("noted by")
    )
    words = models.GeneratedField(
        expression=SearchVector("claim_text", "speaker_name", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-published_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="publication_version_once"),
            models.UniqueConstraint(
                fields=["factcheck"], condition=Q(is_current=True), name="publication_one_current"
            ),
            models.CheckConstraint(
                name="publication_correction_noted", condition=Q(version=1) | ~Q(correction_note="")
            ),
            models.CheckConstraint(
                name="publication_severity_of_a_correction",
                condition=Q(severity="") | Q(version__gt=1, severity__in=Severity.values),
            ),
            models.CheckConstraint(
                name="publication_overtaken_with_note",
                condition=Q(overtaken_on=None, overtaken_by=None, overtaken_note="")
                | (Q(overtaken_on__isnull=False, overtaken_by__isnull=False) & ~Q(overtaken_note="")),
            ),
            models.CheckConstraint(
                name="publication_withdrawn_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
            ),
        ]
        indexes = [GinIndex(fields=["words"], name="publication_words")]
        triggers = [
            pgtrigger.Protect(name="publication_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="publication_document_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "factcheck",
                    "slug",
                    "version",
                    "rating",
                    "claim_text",
                    "speaker_name",
                    "document",
                    "document_sha256",
                    "correction_note",
                    "severity",
                    "published_by",
                    "published_at",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} v{self.version}"

    @property
    def hidden_until(self) -> datetime | None:
        """The end of its embargo, while that lasts: until then it does not exist for readers."""
        return self.embargo_until if self.embargo_until and self.embargo_until > timezone.now() else None
