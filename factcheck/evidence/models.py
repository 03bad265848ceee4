"""A lead is a source worth reading for a claim; evidence is a passage, suggested until a person judged it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from factcheck.evidence.drift import PassageOutcome
from sources.models import Fetch, Snapshot, Source


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("Supports")
    CONTRADICTS = "contradicts", _("Contradicts")
    CONTEXT = "context", _("Context")
    UNCLEAR = "unclear", _("Unclear")


class Origin(models.TextChoices):
    ARTICLE = "article", _("Linked in the article")
    PERSON = "person", _("Added by a person")
    INTEGRATION = "integration", _("Added by an integration")
    ARCHIVE = "archive", _("Found in the archive")
    SEARCH = "search", _("Found by a search engine")


class LeadQuerySet(models.QuerySet["Lead"]):
    def searched(self) -> Self:
        """What searches found, best first; whatever the search engine says of it, nobody judged it."""
        return self.exclude(rank=None).order_by("rank", "id")


class Lead(models.Model):
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="leads", verbose_name=_("claim"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="leads", verbose_name=_("source"))
    origin = models.CharField(_("origin"), max_length=12, choices=Origin)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("added by")
    )
    rank = models.PositiveSmallIntegerField(_("rank in the search"), null=True)
    snippet = models.TextField(_("what the search shows of it"), blank=True)
    created_at = models.DateTimeField(_("added at"), db_default=Now())

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["claim", "source"], name="lead_once")]

    def __str__(self) -> str:
        return str(self.source)


class Decision(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")


class RejectionReason(models.TextChoices):
    DOES_NOT_SAY_THIS = "does_not_say_this", _("Does not say this")
    OUT_OF_CONTEXT = "out_of_context", _("Out of context")
    OUTDATED = "outdated", _("Outdated")
    DUPLICATE = "duplicate", _("Duplicate")
    UNRELIABLE_SOURCE = "unreliable_source", _("Unreliable source")


# The lock comes first: a clearing that is under way is waited for, and then seen.
NEVER_ON_CLEARED = pgtrigger.Trigger(
    name="evidence_never_on_cleared",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("snapshot_id"),
    func="""
    PERFORM 1 FROM sources_snapshot WHERE id = NEW.snapshot_id FOR KEY SHARE;
    IF EXISTS (SELECT 1 FROM sources_clearing WHERE snapshot_id = NEW.snapshot_id) THEN
        RAISE integrity_constraint_violation
        USING MESSAGE = format('snapshot %s was cleared from the archive', NEW.snapshot_id);
    END IF;
    RETURN NEW;
    """,
)


def numbered(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The accepted passages as they are numbered wherever people read them: [1] is the one accepted first.

    A reasoning names them so, in the newsroom and for readers; what is accepted later moves no number.
    """
    accepted = [one for one in evidence if one.decision == Decision.ACCEPTED]
    return sorted(accepted, key=lambda one: (one.decided_at, one.pk))


# What stands where a quotation was erased, in whatever language it was.
ERASED = "[erased for legal reasons]"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def accepted(self) -> Self:
        return self.filter(decision=Decision.ACCEPTED)

    def held(self) -> Self:
        """Whose capture is in the archive: it was not erased."""
        return self.filter(snapshot__clearing=None)

    def unjudged(self) -> Self:
        return self.filter(decision=Decision.SUGGESTED)

    def judged_as_worded(self) -> Self:
        """What people decided on for the claim's words; what they decided on for others is left out."""
        return self.exclude(decision=Decision.SUGGESTED).filter(judged_as=F("claim__text"))

    def uncompared(self) -> Self:
        """What a search found, and nothing is said of how it bears on the claim's words."""
        unsaid = self.filter(elements=[], stance_suggested=Stance.UNCLEAR, stance_score=None)
        return unsaid.exclude(score=None)


class Evidence(models.Model):
    """The suggestion's columns are the machine's; the decision's are a person's and are never overwritten."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evidence", verbose_name=_("claim"))
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="evidence", verbose_name=_("snapshot")
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    exact = models.TextField(_("passage"))
    prefix = models.CharField(_("text before"), max_length=32, blank=True)
    suffix = models.CharField(_("text after"), max_length=32, blank=True)

    suggested_by = models.CharField(_("suggested by"), max_length=80)
    score = models.FloatField(_("score"), null=True)
    stance_suggested = models.CharField(
        _("suggested stance"), max_length=12, choices=Stance, default=Stance.UNCLEAR
    )
    # What was thought of that stance, 0 to 1; None: whoever suggested the passage did not say.
    stance_score = models.FloatField(_("score of the suggested stance"), null=True)
    stance_shown = models.BooleanField(_("sure enough to show"), default=False)
    elements = models.JSONField(_("what agrees and differs"), default=list)

    decision = models.CharField(_("decision"), max_length=10, choices=Decision, default=Decision.SUGGESTED)
    stance_accepted = models.CharField(_("stance"), max_length=12, choices=Stance, blank=True)
    rejection_reason = models.CharField(
        _("rejected because"), max_length=20, choices=RejectionReason, blank=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="evidence_decided",
        verbose_name=_("judged by"),
    )
    decided_at = models.DateTimeField(_("judged at"), null=True)
    # The claim's words then: an edit asks for another judgement, and its undoing takes that back.
    judged_as = models.TextField(_("judged for the words"), blank=True, db_default="")
    created_at = models.DateTimeField(_("found at"), db_default=Now())

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["claim_id", "-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "snapshot", "start", "end"], name="evidence_once"),
            models.CheckConstraint(name="evidence_span_forward", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="evidence_judged_by_and_at",
                condition=Q(decision=Decision.SUGGESTED, decided_by=None, decided_at=None)
                | (~Q(decision=Decision.SUGGESTED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="evidence_accepted_with_stance",
                condition=Q(decision=Decision.ACCEPTED, stance_accepted__in=Stance.values)
                | (~Q(decision=Decision.ACCEPTED) & Q(stance_accepted="")),
            ),
            models.CheckConstraint(
                name="evidence_rejected_with_reason",
                condition=Q(decision=Decision.REJECTED, rejection_reason__in=RejectionReason.values)
                | (~Q(decision=Decision.REJECTED) & Q(rejection_reason="")),
            ),
        ]
        triggers = [NEVER_ON_CLEARED]

    def __str__(self) -> str:
        return self.exact[:80]


PASSAGE_OUTCOMES = [
    (PassageOutcome.SAME.value, _("Still there")),
    (PassageOutcome.MOVED.value, _("Still there, in another place")),
    (PassageOutcome.ALTERED.value, _("Changed")),
    (PassageOutcome.MISSING.value, _("Gone from the page")),
    (PassageOutcome.UNVERIFIABLE.value, _("Can't be told")),
    (PassageOutcome.DEAD.value, _("The page is gone")),
]
# What the source says differs from what was accepted.
CHANGED = (PassageOutcome.ALTERED.value, PassageOutcome.MISSING.value, PassageOutcome.DEAD.value)
# The words stand there.
STILL_SAID = (PassageOutcome.SAME.value, PassageOutcome.MOVED.value)
# What a person is told of: also that nobody could look for days.
TOLD_OF = (*CHANGED, PassageOutcome.UNVERIFIABLE.value)


class Drift(models.Model):
    """What became of an accepted passage, as one later fetch of its source showed.

    confirmed_at: when it counted, as a change or as out of sight for days; None while it doesn't, or not yet.
    """

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="drifts", verbose_name=_("evidence"))
    # The fetch that brought the later capture, or the failure after which the source counted as dead.
    fetch = models.ForeignKey(Fetch, models.PROTECT, related_name="drifts", verbose_name=_("fetch"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=PASSAGE_OUTCOMES)
    likeness = models.FloatField(_("likeness"), default=0.0)
    found = models.TextField(_("words there now"), blank=True)
    changes = models.JSONField(_("words that changed"), default=list)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    created_at = models.DateTimeField(_("checked at"), db_default=Now())

    class Meta:
        verbose_name = _("drift")
        verbose_name_plural = _("drifts")
        ordering = ["-fetch__started_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "fetch"], name="drift_once_per_fetch"),
            models.CheckConstraint(
                name="drift_outcome_known",
                condition=Q(outcome__in=[outcome.value for outcome in PassageOutcome]),
            ),
            models.CheckConstraint(
                name="drift_confirmed_is_told_of", condition=Q(confirmed_at=None) | Q(outcome__in=TOLD_OF)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.evidence}"


CONTRADICTION_KINDS = [("number", _("Number")), ("date", _("Date")), ("negation", _("Negation"))]


class ContradictionQuerySet(models.QuerySet["Contradiction"]):
    def standing(self) -> Self:
        """Those that nobody dismissed."""
        return self.filter(dismissed_at=None)

    def of_claims(self, ids: Iterable[int]) -> Self:
        """Those that one of these claims is part of."""
        wanted = list(ids)
        return self.filter(Q(claim__in=wanted) | Q(other__in=wanted))


class Contradiction(models.Model):
    """Two claims that can't be true together, with the words of each that say so: a suggestion to look.

    `claim` is the older of the two. The words are kept beside their spans: where a claim was reworded since
    and they stand elsewhere or nowhere, the row no longer holds until the claims are compared again.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="+", verbose_name=_("claim"))
    other = models.ForeignKey(Claim, models.CASCADE, related_name="+", verbose_name=_("other claim"))
    kind = models.CharField(_("kind"), max_length=10, choices=CONTRADICTION_KINDS)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    words = models.TextField(_("words"))
    other_start = models.PositiveIntegerField(_("start in the other"))
    other_end = models.PositiveIntegerField(_("end in the other"))
    other_words = models.TextField(_("words of the other"))
    note = models.TextField(_("what is said"))
    created_at = models.DateTimeField(_("found at"), db_default=Now())
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("dismissed by")
    )
    dismissed_at = models.DateTimeField(_("dismissed at"), null=True)

    objects = ContradictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contradiction")
        verbose_name_plural = _("contradictions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "other", "kind"], name="contradiction_once"),
            models.CheckConstraint(name="contradiction_older_first", condition=Q(claim__lt=F("other"))),
            models.CheckConstraint(
                name="contradiction_spans_forward",
                condition=Q(end__gt=F("start"), other_end__gt=F("other_start")),
            ),
            models.CheckConstraint(
                name="contradiction_dismissed_by_and_at",
                condition=Q(dismissed_by=None, dismissed_at=None)
                | Q(dismissed_by__isnull=False, dismissed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.note

    @property
    def holds(self) -> bool:
        """Whether both claims still have the words that were set against each other."""
        return (
            self.claim.text[self.start : self.end] == self.words
            and self.other.text[self.other_start : self.other_end] == self.other_words
        )
