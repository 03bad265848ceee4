"""The one door to rating scales: load a preset, use one, make its next version.

The verdict families are fixed in code; a scale's labels, definitions and numbers are data. A scale that was
published with is locked: what was concluded on it keeps it, whatever is used from then on.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.exceptions import FactcheckError
from factcheck.workflow.models import Rating, RatingScale
from factcheck.workflow.presets import PRESETS, Preset


class UnknownScale(FactcheckError):
    """No preset has this name."""


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
    scale = RatingScale.objects.create(
        slug=slug, name=preset.name, is_default=first, conclusion_only=preset.conclusion_only
    )
    for order, rating in enumerate(preset.ratings, start=1):
        Rating.objects.create(
            scale=scale,
            slug=rating.slug,
            label=rating.label,
            definition=rating.definition,
            family=rating.family,
            value=rating.value,
            order=order,
            averitec_label=rating.averitec,
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
    copy = RatingScale.objects.create(
        slug=scale.slug,
        name=scale.name,
        version=newest.version + 1,
        conclusion_only=scale.conclusion_only,
    )
    for rating in scale.ratings.all():
        rating.pk, rating.scale, rating._state.adding = None, copy, True
        rating.save()
    return copy
