"""Rating scales that a newsroom can start with, and the loading of them.

The verdict families are fixed in code; a scale's labels, definitions and numbers are data. Only ratings
on the scale's line have a number: a claim that nobody can decide is not half true.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.exceptions import FactcheckError
from factcheck.workflow.models import Rating, RatingScale
from factcheck.workflow.statuses import Family


class UnknownScale(FactcheckError):
    """No preset has this name."""


@dataclass(frozen=True)
class PresetRating:
    slug: str
    label: str
    family: Family
    value: int | None
    definition: str


@dataclass(frozen=True)
class Preset:
    name: str
    ratings: tuple[PresetRating, ...]


UNPROVEN = PresetRating(
    "not-enough-evidence", "Not enough evidence", Family.UNPROVEN, None,
    "We looked, and what can be found neither supports nor contradicts the claim well enough to decide.",
)  # fmt: skip
NOT_CHECKABLE = PresetRating(
    "not-checkable", "Not checkable", Family.NOT_RATED, None,
    "The claim is an opinion, a forecast or a satire, or too vague for evidence to decide it.",
)  # fmt: skip

FIVE_POINT = Preset(
    "Five-point scale",
    (
        PresetRating("true", "True", Family.SUPPORTED, 5,
                     "The evidence supports the claim, and nothing important is left out."),
        PresetRating("mostly-true", "Mostly true", Family.SUPPORTED, 4,
                     "The claim is right in what matters, but a detail is wrong or needs an explanation."),
        PresetRating("half-true", "Half true", Family.MIXED, 3,
                     "Part of the claim holds, but it misses something that changes its meaning."),
        PresetRating("mostly-false", "Mostly false", Family.REFUTED, 2,
                     "There is a true detail in the claim, but what it tells people is wrong."),
        PresetRating("false", "False", Family.REFUTED, 1,
                     "The evidence contradicts the claim."),
        UNPROVEN,
        NOT_CHECKABLE,
    ),
)  # fmt: skip

SIX_POINT = Preset(
    "Six-point scale",
    (
        PresetRating("true", "True", Family.SUPPORTED, 6,
                     "The evidence supports the claim, and nothing important is left out."),
        PresetRating("mostly-true", "Mostly true", Family.SUPPORTED, 5,
                     "The claim is right, but it needs an explanation or one more fact."),
        PresetRating("half-true", "Half true", Family.MIXED, 4,
                     "Part of the claim holds, but it leaves out something that changes its meaning."),
        PresetRating("mostly-false", "Mostly false", Family.REFUTED, 3,
                     "There is a true detail in the claim, but it hides facts that say otherwise."),
        PresetRating("false", "False", Family.REFUTED, 2,
                     "The evidence contradicts the claim."),
        PresetRating("absurd", "Absurd", Family.REFUTED, 1,
                     "The evidence contradicts the claim, and whoever made it could not have believed it."),
        UNPROVEN,
        NOT_CHECKABLE,
    ),
)  # fmt: skip

# The classes of the AVeriTeC data set (Schlichtkrull and others, 2023), unnumbered.
AVERITEC = Preset(
    "AVeriTeC classes",
    (
        PresetRating("supported", "Supported", Family.SUPPORTED, None,
                     "The evidence supports the claim."),
        PresetRating("refuted", "Refuted", Family.REFUTED, None,
                     "The evidence contradicts the claim."),
        PresetRating("conflicting", "Conflicting evidence/cherry-picking", Family.MIXED, None,
                     "Good evidence stands on both sides, or the claim is right only by what it leaves out."),
        PresetRating("not-enough-evidence", "Not enough evidence", Family.UNPROVEN, None,
                     "What can be found does not decide the claim."),
    ),
)  # fmt: skip

DESCRIPTIVE = Preset(
    "Descriptive labels",
    (
        PresetRating("correct", "Correct", Family.SUPPORTED, None, "The evidence supports the claim."),
        PresetRating("missing-context", "Missing context", Family.MIXED, None,
                     "The claim holds, but without what it leaves out it misleads."),
        PresetRating("misleading", "Misleading", Family.MIXED, None,
                     "True details are put together so that they suggest something false."),
        PresetRating("altered", "Altered", Family.REFUTED, None,
                     "A picture, recording or quotation was changed to say something that it did not say."),
        PresetRating("false", "False", Family.REFUTED, None, "The evidence contradicts the claim."),
        UNPROVEN,
        PresetRating("satire", "Satire", Family.NOT_RATED, None,
                     "The claim was meant as a joke and is passed on as if it were not."),
    ),
)  # fmt: skip

PRESETS = {
    "five-point": FIVE_POINT,
    "six-point": SIX_POINT,
    "averitec": AVERITEC,
    "descriptive": DESCRIPTIVE,
}


@transaction.atomic
def load(slug: str) -> RatingScale:
    """Add a preset's scale, in use when no other is. One that is there already is returned as it is.

    Raises UnknownScale.
    """
    if slug not in PRESETS:
        raise UnknownScale(
            _("There is no scale “{slug}”. Choose one of: {known}.").format(
                slug=slug, known=", ".join(PRESETS)
            )
        )
    there = RatingScale.objects.filter(slug=slug).order_by("-version").first()
    return there or _add(slug, PRESETS[slug])


def _add(slug: str, preset: Preset) -> RatingScale:
    first = not RatingScale.objects.filter(is_default=True).exists()
    scale = RatingScale.objects.create(slug=slug, name=preset.name, is_default=first)
    for order, rating in enumerate(preset.ratings, start=1):
        Rating.objects.create(
            scale=scale,
            slug=rating.slug,
            label=rating.label,
            definition=rating.definition,
            family=rating.family,
            value=rating.value,
            order=order,
        )
    return scale


@transaction.atomic
def use(scale: RatingScale) -> RatingScale:
    """Verdicts are proposed on this scale from now on; what was concluded keeps its own."""
    RatingScale.objects.filter(is_default=True).exclude(pk=scale.pk).update(is_default=False)
    scale.is_default = True
    scale.save(update_fields=["is_default"])
    return scale


@transaction.atomic
def next_version(scale: RatingScale) -> RatingScale:
    """A copy that can be changed, because a scale that was published with can't."""
    newest = RatingScale.objects.filter(slug=scale.slug).order_by("-version").first() or scale
    copy = RatingScale.objects.create(slug=scale.slug, name=scale.name, version=newest.version + 1)
    for rating in scale.ratings.all():
        rating.pk, rating.scale, rating._state.adding = None, copy, True
        rating.save()
    return copy
