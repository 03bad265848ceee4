"""The editors' case on one claim: its state, its verdicts, who signed them off, and the scales they use."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.workflow.priority import Importance, priority_in_sql
from factcheck.workflow.statuses import UNCHECKED, Family, State

# The four classes of the AVeriTeC data set (Schlichtkrull and others, 2023), as it writes them.
AVERITEC_CLASSES = [
    (name, name)
    for name in (
        "Supported",
        "Refuted",
        "Not Enough Evidence",
        "Conflicting Evidence/Cherrypicking",
    )
]


class RatingScale(models.Model):
    """A newsroom's labels. Locked at its first publication; changes make the next version."""

    slug = models.SlugField(_("slug"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=100)
    is_default = models.BooleanField(_("in use"), default=False)
    # Readers see the conclusion and no label; the ratings only say which family it belongs to.
    conclusion_only = models.BooleanField(_("conclusion only"), default=False)
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("rating scale")
        verbose_name_plural = _("rating scales")
        ordering = ["slug", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="scale_version_once"),
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="scale_one_default"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class Rating(models.Model):
    """One label of a scale. Only a rating on the scale's line has a number."""

    scale = models.ForeignKey(RatingScale, models.CASCADE, related_name="ratings", verbose_name=_("scale"))
    slug = models.SlugField(_("slug"))
    label = models.CharField(_("label"), max_length=60)
    definition = models.TextField(_("definition"))
    family = models.CharField(_("family"), max_length=10, choices=Family)
    value = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"))
    averitec_label = models.CharField(
        _("AVeriTeC class"),
        max_length=40,
        choices=AVERITEC_CLASSES,
        blank=True,
        help_text=_("For exports to research; set by hand, since no family implies it."),
    )
    retired = models.BooleanField(
        _("retired"), default=False, help_text=_("New verdicts can't use it; old ones keep it.")
    )

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["scale", "order"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "slug"], name="rating_slug_once"),
            models.UniqueConstraint(fields=["scale", "value"], name="rating_number_once"),
            models.CheckConstraint(name="rating_family_known", condition=Q(family__in=Family.values)),
            models.CheckConstraint(name="rating_number_from_one", condition=Q(value=None) | Q(value__gte=1)),
            models.CheckConstraint(name="rating_defined", condition=~Q(label="") & ~Q(definition="")),
        ]
        triggers = [
            # What was published with a rating means what it meant then. Retiring one changes no meaning.
            pgtrigger.Trigger(
                name="rating_of_a_locked_scale_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                IF (SELECT locked_at FROM factcheck_ratingscale WHERE id = OLD.scale_id) IS NULL THEN
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                END IF;
                IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'retired' = to_jsonb(NEW) - 'retired' THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'a rating of a locked scale stays as it was published' USING ERRCODE = '23514';
                """,  # noqa: E501
            ),
        ]

    def __str__(self) -> str:
        return self.label


class FactCheckQuerySet(models.QuerySet["FactCheck"]):
    def at_desks(self, desk_ids: list[int]) -> Self:
        """Another desk's fact-checks don't exist for its neighbours."""
        return self.filter(claim__article__desk_id__in=desk_ids)

    def at_hand(self) -> Self:
        """Without what is only suggested in an article that was put away: nobody is asked to look at that."""
        return self.exclude(state=State.SUGGESTED, claim__article__put_away_at__isnull=False)

    def needs_sign_off(self) -> Self:
        return self.filter(state=State.IN_REVIEW)

    def with_changed_sources(self) -> Self:
        """Those whose verdict rests on a passage that changed, until a person settles it."""
        return self.filter(source_changed_at__isnull=False)

    def with_priority(self, *, at: datetime) -> Self:
        """Adds `priority`: deadline × importance × check-worthiness, as priority.priority computes it."""
        return self.annotate(priority=priority_in_sql(at))

    def with_status(self) -> Self:
        """Adds `verification_status`: the family of the signed-off verdict, else unchecked."""
        signed = Verdict.objects.filter(factcheck=OuterRef("pk"), signed_off=True).values("rating__family")[
            :1
        ]
        return self.annotate(verification_status=Coalesce(Subquery(signed), models.Value(UNCHECKED)))


class FactCheck(models.Model):
    claim = models.OneToOneField(Claim, models.CASCADE, related_name="factcheck", verbose_name=_("claim"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SUGGESTED)
    state_reason = models.TextField(
        _("reason"), blank=True, help_text=_("Why it was returned, dismissed or dropped.")
    )
    waiting_since = models.DateTimeField(_("waiting since"), db_default=Now())
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned",
        verbose_name=_("assignee"),
    )
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    importance = models.PositiveSmallIntegerField(
        _("importance"), choices=Importance, default=Importance.NORMAL, db_default=Importance.NORMAL
    )
    # What is published next stays hidden from readers until then.
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    # The oldest capture in which a source no longer says what the verdict rests on; None once settled.
    source_changed_at = models.DateTimeField(_("source changed at"), null=True, blank=True, editable=False)
    # The withdrawn check of the same claim that this one is made anew of; that one's address leads here.
    anew_of = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="checked_anew",
        verbose_name=_("checks anew"),
    )
    # Grows with every change, so that two people's edits can't silently overwrite each other.
    row_version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = FactCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact-check")
        verbose_name_plural = _("fact-checks")
        ordering = ["-waiting_since", "-id"]
        constraints = [
            models.CheckConstraint(name="factcheck_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="factcheck_importance_known", condition=Q(importance__in=Importance.values)
            ),
        ]
        indexes = [models.Index(fields=["state", "waiting_since"], name="factcheck_queue")]

    def __str__(self) -> str:
        return self.claim.text

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that is proposed or signed off now."""
        return next((verdict for verdict in self.verdicts.all() if verdict.is_current), None)


class Verdict(models.Model):
    """A conclusion that one person proposed. A new proposal is a new row; old ones stay."""

    factcheck = models.ForeignKey(
        FactCheck, models.CASCADE, related_name="verdicts", verbose_name=_("fact-check")
    )
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="verdicts", verbose_name=_("rating"))
    conclusion = models.TextField(_("conclusion"), help_text=_("One sentence that stands alone."))
    in_short = models.TextField(_("in short"), blank=True, help_text=_("At most three points, one a line."))
    reasoning = models.TextField(_("reasoning"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="verdicts_proposed",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed at"), db_default=Now())
    is_current = models.BooleanField(_("current"), default=True)
    signed_off = models.BooleanField(_("signed off"), default=False)

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["factcheck"], condition=Q(is_current=True), name="verdict_one_current"
            ),
            models.UniqueConstraint(
                fields=["factcheck"], condition=Q(signed_off=True), name="verdict_one_signed_off"
            ),
            models.CheckConstraint(name="verdict_has_conclusion", condition=~Q(conclusion="")),
        ]

    def __str__(self) -> str:
        return f"{self.rating}: {self.conclusion}"


class SignoffDecision(models.TextChoices):
    SIGNED_OFF = "signed_off", _("Signed off")
    RETURNED = "returned", _("Returned")
    UNDONE = "undone", _("Undone")


class Signoff(models.Model):
    """A second editor's decision on a verdict, bound to the hash of exactly what was on the screen."""

    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="signoffs", verbose_name=_("verdict"))
    decision = models.CharField(_("decision"), max_length=10, choices=SignoffDecision)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="signoffs", verbose_name=_("by")
    )
    # A copy of the verdict's proposer, so that the database itself can refuse a sign-off of one's own.
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    at = models.DateTimeField(_("at"), db_default=Now())
    note = models.TextField(_("note"), blank=True)
    content_sha256 = models.CharField(_("hash of what was signed"), max_length=64)
    # What the hash is of, so that a later change can be shown; empty for what was decided before it was kept.
    content = models.JSONField(_("what was signed"), default=dict, editable=False)

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="signoff_by_another_person",
                condition=~Q(decision=SignoffDecision.SIGNED_OFF) | ~Q(by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="signoff_returned_with_note",
                condition=~Q(decision=SignoffDecision.RETURNED) | ~Q(note=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="signoff_append_only", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="signoff_knows_the_proposer",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF NEW.proposed_by_id <> (SELECT proposed_by_id FROM factcheck_verdict WHERE id = NEW.verdict_id) THEN
                    RAISE EXCEPTION 'a sign-off must name the proposer of its verdict' USING ERRCODE = '23514';
                END IF;
                RETURN NEW;
                """,  # noqa: E501
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} by {self.by}"


class Settlement(models.TextChoices):
    KEPT = "kept", _("Verdict kept")
    REOPENED = "reopened", _("Opened again")
    IN_SIGHT = "in_sight", _("The page is in sight again")


# What a person settles it with; the page itself the other one.
BY_A_PERSON = (Settlement.KEPT, Settlement.REOPENED)


class ChangeKind(models.TextChoices):
    ALTERED = "altered", _("Reads differently")
    MISSING = "missing", _("The words are gone")
    GONE = "gone", _("The page is gone")
    HIDDEN = "hidden", _("The page is hidden")
    ERASED = "erased", _("Its capture was erased")


class SourceChange(models.Model):
    """A passage that a verdict rests on reads differently, is gone, or can't be looked for any more.

    Open until a person settled it; one of a page that is hidden also until its page is seen again, since no
    reader saw other words.
    """

    factcheck = models.ForeignKey(
        FactCheck, models.CASCADE, related_name="source_changes", verbose_name=_("fact-check")
    )
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="source_changes", verbose_name=_("evidence")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=ChangeKind)
    at = models.DateTimeField(_("seen in the capture of"))
    what = models.TextField(_("what changed"))
    raised_at = models.DateTimeField(_("raised at"), db_default=Now())
    settlement = models.CharField(_("settled"), max_length=8, choices=Settlement, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("settled by")
    )
    settled_at = models.DateTimeField(_("settled at"), null=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("source change")
        verbose_name_plural = _("source changes")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence"], condition=Q(settled_at=None), name="source_change_one_open"
            ),
            models.CheckConstraint(
                name="source_change_settled_by_and_at",
                condition=Q(settlement="", settled_by=None, settled_at=None)
                | Q(settlement__in=BY_A_PERSON, settled_by__isnull=False, settled_at__isnull=False)
                | Q(settlement=Settlement.IN_SIGHT, kind=ChangeKind.HIDDEN, settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Assignment(models.Model):
    factcheck = models.ForeignKey(
        FactCheck, models.CASCADE, related_name="assignments", verbose_name=_("fact-check")
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assignments", verbose_name=_("to")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), db_default=Now())
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.factcheck} → {self.to}"


class Comment(models.Model):
    factcheck = models.ForeignKey(
        FactCheck, models.CASCADE, related_name="comments", verbose_name=_("fact-check")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name=_("by")
    )
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="comment_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:80]
