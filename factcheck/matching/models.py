"""Fact-checks that claims are matched to: other publishers', as they were imported, and our own."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pgvector.django import HnswIndex, VectorField

from claims.language import vectors
from claims.models import Claim


class KnownFactCheckQuerySet(models.QuerySet["KnownFactCheck"]):
    def standing(self) -> Self:
        """Those that their publishers still stand by."""
        return self.filter(withdrawn_at=None)

    def of_others(self) -> Self:
        """Other publishers' that still stand: ours are read from their publications."""
        return self.standing().filter(factcheck=None)

    def without_vector(self, model: str) -> Self:
        """Those that this model, the one in use, hasn't read yet.

        By what lies before and after its name: an index finds these, and for "another name" reads every row.
        """
        return self.filter(Q(vector_model__lt=model) | Q(vector_model__gt=model))


class KnownFactCheck(models.Model):
    """One claim that somebody checked, and what they found.

    A page that checks several claims has a row for each: `fingerprint` tells them apart (services.py).
    """

    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    claim_reviewed = models.TextField(_("claim"))
    title = models.CharField(_("headline"), max_length=500, blank=True)
    rating_text = models.CharField(_("rating"), max_length=300, blank=True, help_text=_("In their words."))
    # One of the workflow's families, which lie above; a test holds the two together. "": can't be told.
    family = models.CharField(_("family"), max_length=10, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300)
    url = models.URLField(_("address"), max_length=2000)
    claimed_by = models.CharField(_("claimed by"), max_length=300, blank=True)
    claimed_on = models.DateField(_("claimed on"), null=True)
    published_on = models.DateField(_("published on"), null=True)
    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("BCP 47, as in en."))
    raw = models.JSONField(_("as it was imported"), default=dict)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    # Ours; None: another publisher's. A string: matching knows that fact-checks exist, not how they are made.
    factcheck = models.OneToOneField(
        "factcheck.FactCheck",
        models.CASCADE,
        null=True,
        related_name="known_as",
        verbose_name=_("our fact-check"),
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("imported by")
    )
    imported_at = models.DateTimeField(_("imported at"), db_default=Now())
    words = models.GeneratedField(
        expression=SearchVector("claim_reviewed", "title", "claimed_by", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # Of the claim's wording; empty until a job has read it.
    vector = VectorField(_("vector"), dimensions=vectors.DIMENSIONS, null=True)
    vector_model = models.CharField(_("vector model"), max_length=40, blank=True, db_index=True)
    # Of a newer model, until every row has one and it takes the place of `vector`.
    next_vector = VectorField(_("next vector"), dimensions=vectors.DIMENSIONS, null=True)
    next_model = models.CharField(_("next vector model"), max_length=40, blank=True)

    objects = KnownFactCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("known fact-check")
        verbose_name_plural = _("known fact-checks")
        ordering = ["-published_on", "-id"]
        constraints = [
            models.CheckConstraint(name="known_has_claim", condition=~Q(claim_reviewed="")),
            models.CheckConstraint(
                name="known_vector_with_model",
                condition=Q(vector=None, vector_model="") | (Q(vector__isnull=False) & ~Q(vector_model="")),
            ),
            models.CheckConstraint(
                name="known_next_vector_with_model",
                condition=Q(next_vector=None, next_model="")
                | (Q(next_vector__isnull=False) & ~Q(next_model="")),
            ),
        ]
        indexes = [
            GinIndex(fields=["words"], name="known_words"),
            HnswIndex(
                name="known_vector", fields=["vector"], opclasses=["vector_ip_ops"], m=16, ef_construction=64
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.claim_reviewed[:80]}"


class MatchDecision(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Same claim")
    REJECTED = "rejected", _("Another claim")


class KnownMatchQuerySet(models.QuerySet["KnownMatch"]):
    def shown(self) -> Self:
        """What a person should see: neither rejected, nor the claim's own check, nor one to decide about that
        its publisher took back."""
        taken_back = Q(decision=MatchDecision.SUGGESTED, known__withdrawn_at__isnull=False)
        own = Q(known__factcheck__claim=F("claim"))
        return self.exclude(decision=MatchDecision.REJECTED).exclude(taken_back).exclude(own)

    def overtaken(self) -> Self:
        """Those whose other fact-check is rated otherwise, or was taken back, since they were confirmed."""
        as_seen = Q(known__rating_text=F("rating_seen"), known__family=F("family_seen"))
        confirmed = self.filter(decision=MatchDecision.CONFIRMED)
        return confirmed.filter(~as_seen | Q(known__withdrawn_at__isnull=False))


class KnownMatch(models.Model):
    """A claim of ours beside one that was checked already; a person says whether they say the same.

    rating_seen, family_seen: what the other was rated when a person confirmed it. Where it is rated otherwise
    now, the claim is flagged and nothing of it is rewritten.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="known_matches", verbose_name=_("claim"))
    known = models.ForeignKey(
        KnownFactCheck, models.CASCADE, related_name="matches", verbose_name=_("known fact-check")
    )
    score = models.FloatField(_("score"))
    suggested_by = models.CharField(_("suggested by"), max_length=80)
    created_at = models.DateTimeField(_("found at"), db_default=Now())
    decision = models.CharField(
        _("decision"), max_length=10, choices=MatchDecision, default=MatchDecision.SUGGESTED
    )
    rating_seen = models.CharField(_("rating when confirmed"), max_length=300, blank=True)
    family_seen = models.CharField(_("family when confirmed"), max_length=10, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = KnownMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["claim_id", "-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "known"], name="match_once"),
            models.CheckConstraint(
                name="match_decided_by_and_at",
                condition=Q(decision=MatchDecision.SUGGESTED, decided_by=None, decided_at=None)
                | (
                    ~Q(decision=MatchDecision.SUGGESTED)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.known)

    @property
    def is_overtaken(self) -> bool:
        """Whether the other is rated otherwise, or was taken back, since a person confirmed the match."""
        if self.decision != MatchDecision.CONFIRMED:
            return False
        now = (self.known.rating_text, self.known.family)
        return self.known.withdrawn_at is not None or now != (self.rating_seen, self.family_seen)

    @property
    def what_overtook(self) -> str:
        """The sentence that people read of an overtaken match."""
        known = self.known
        if known.withdrawn_at is not None:
            return gettext("{publisher} took its fact-check back since this was confirmed.").format(
                publisher=known.publisher
            )
        return gettext(
            "{publisher} rated it “{then}” when this was confirmed, and rates it “{now}” now."
        ).format(
            publisher=known.publisher,
            then=self.rating_seen or self.family_seen,
            now=known.rating_text or known.family,
        )
