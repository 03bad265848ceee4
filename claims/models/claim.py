"""One checkable statement, who is credited with it, and where it stands in the article."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article, ArticleVersion


class SpeakerKind(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    UNKNOWN = "unknown", _("Unknown")


class Speaker(models.Model):
    """A person or organisation that is credited with what a claim says."""

    name = models.CharField(_("name"), max_length=300, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SpeakerKind, default=SpeakerKind.UNKNOWN)
    job_title = models.CharField(_("job title"), max_length=200, blank=True)
    same_as = models.URLField(
        _("same as"), max_length=500, blank=True, help_text=_("A page that identifies them.")
    )

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="speaker_has_name", condition=~Q(name=""))]
        indexes = [GinIndex(SearchVector("name", config="english"), name="speaker_words")]

    def __str__(self) -> str:
        return self.name


class ClaimKind(models.TextChoices):
    EVENT = "event", _("Event")
    PLANNED_EVENT = "planned_event", _("Planned event")
    STATEMENT = "statement", _("Statement")
    PROPERTY = "property", _("Property")
    ROLE = "role", _("Role")
    QUANTITY = "quantity", _("Quantity")
    OPINION = "opinion", _("Opinion")
    OTHER = "other", _("Other")


# Of an article's claims: those that are checked as a claim of another article, and those that it tells, as
# `ClaimQuerySet.told` leaves them. For counts; a negation would be a query of its own there.
JOINED_ELSEWHERE = Q(claims__merged_into__article__lt=F("pk")) | Q(claims__merged_into__article__gt=F("pk"))
TOLD = Q(claims__merged_into=None) | JOINED_ELSEWHERE


class ClaimQuerySet(models.QuerySet["Claim"]):
    def told(self) -> Self:
        """All but those that were merged into another claim of their own article."""
        return self.filter(Q(merged_into=None) | ~Q(merged_into__article=F("article")))

    def with_case(self) -> Self:
        """Adds `case_of`: the id of the claim as which each is checked (`Claim.checked_as`)."""
        return self.annotate(case_of=Coalesce("merged_into_id", "pk"))

    def cases(self) -> models.QuerySet[Claim, int]:
        """The ids of the claims as which these are checked."""
        return self.with_case().order_by().values_list("case_of", flat=True)


class Claim(models.Model):
    """What the machine found and what people made of it stand in different columns."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="claims", verbose_name=_("article"))
    text = models.TextField(_("checked as"), help_text=_("The self-contained wording that is checked."))
    kind = models.CharField(_("kind"), max_length=14, choices=ClaimKind, default=ClaimKind.OTHER)
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("speaker")
    )
    # What extraction found, kept beside what people changed. Null for a claim that a person added.
    extracted_text = models.TextField(_("found as"), null=True, editable=False)
    extraction_key = models.CharField(max_length=64, null=True, editable=False)
    checkworthiness = models.FloatField(_("check-worthiness"), null=True)
    reasons = models.JSONField(_("reasons"), default=list)
    ambiguous = models.JSONField(_("ambiguous"), default=list)
    when = models.JSONField(_("dates"), default=list)
    quantities = models.JSONField(_("quantities"), default=list)
    entities = models.JSONField(_("names"), default=list)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_off", verbose_name=_("split from")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="claims_added",
        verbose_name=_("added by"),
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="claims_edited",
        verbose_name=_("edited by"),
    )
    edited_at = models.DateTimeField(_("edited at"), null=True)
    created_at = models.DateTimeField(_("added at"), db_default=Now())
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["article_id", "id"]
        constraints = [
            models.CheckConstraint(name="claim_has_text", condition=~Q(text="")),
            models.CheckConstraint(name="claim_kind_known", condition=Q(kind__in=ClaimKind.values)),
            models.UniqueConstraint(fields=["article", "extraction_key"], name="claim_extracted_once"),
            models.CheckConstraint(
                name="claim_from_machine_or_person",
                condition=Q(extraction_key__isnull=False, extracted_text__isnull=False, added_by=None)
                | Q(extraction_key=None, extracted_text=None, added_by__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_edited_by_and_at",
                condition=Q(edited_by=None, edited_at=None)
                | Q(edited_by__isnull=False, edited_at__isnull=False),
            ),
            models.CheckConstraint(name="claim_not_merged_into_itself", condition=~Q(merged_into=F("id"))),
            models.CheckConstraint(name="claim_not_split_from_itself", condition=~Q(split_from=F("id"))),
            models.CheckConstraint(
                name="claim_checkworthiness_a_share",
                condition=Q(checkworthiness=None) | Q(checkworthiness__gte=0, checkworthiness__lte=1),
            ),
        ]
        indexes = [GinIndex(SearchVector("text", config="english"), name="claim_words")]

    def __str__(self) -> str:
        return self.text

    @property
    def checked_as(self) -> Claim:
        """The claim whose case is this one's: itself, or the one that it was merged into."""
        return self.merged_into or self


class ClaimAnchor(models.Model):
    """Where a claim stands: W3C TextPositionSelector and TextQuoteSelector of one version."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="anchors", verbose_name=_("claim"))
    version = models.ForeignKey(
        ArticleVersion, models.PROTECT, related_name="anchors", verbose_name=_("version")
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    quote = models.TextField(_("as written"))
    prefix = models.CharField(_("text before"), max_length=32, blank=True)
    suffix = models.CharField(_("text after"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        ordering = ["version_id", "start", "end", "id"]
        constraints = [
            models.CheckConstraint(name="anchor_span_forward", condition=Q(end__gt=F("start"))),
            models.UniqueConstraint(fields=["claim", "version", "start", "end"], name="anchor_once"),
        ]

    def __str__(self) -> str:
        return self.quote
