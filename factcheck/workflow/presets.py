"""Rating scales that a newsroom can start with: data, and nothing else.

Only ratings on a scale's line have a number: a claim that nobody can decide is not half true. The class that
a rating has in the AVeriTeC data set is set by hand for each; no family implies it.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.workflow.statuses import Family


@dataclass(frozen=True)
class PresetRating:
    slug: str
    label: str
    family: Family
    value: int | None
    definition: str
    averitec: str = ""


@dataclass(frozen=True)
class Preset:
    """conclusion_only: readers see the conclusion and no label."""

    name: str
    ratings: tuple[PresetRating, ...]
    conclusion_only: bool = False


SUPPORTED, REFUTED = "Supported", "Refuted"
NOT_ENOUGH, CONFLICTING = "Not Enough Evidence", "Conflicting Evidence/Cherrypicking"

UNPROVEN = PresetRating(
    "not-enough-evidence", "Not enough evidence", Family.UNPROVEN, None,
    "We looked, and what can be found neither supports nor contradicts the claim well enough to decide.",
    NOT_ENOUGH,
)  # fmt: skip
NOT_CHECKABLE = PresetRating(
    "not-checkable", "Not checkable", Family.NOT_RATED, None,
    "The claim is an opinion, a forecast or a satire, or too vague for evidence to decide it.",
)  # fmt: skip

FIVE_POINT = Preset(
    "Five-point scale",
    (
        PresetRating("true", "True", Family.SUPPORTED, 5,
                     "The evidence supports the claim, and nothing important is left out.", SUPPORTED),
        PresetRating("mostly-true", "Mostly true", Family.SUPPORTED, 4,
                     "The claim is right in what matters, but a detail is wrong or needs an explanation."),
        PresetRating("half-true", "Half true", Family.MIXED, 3,
                     "Part of the claim holds, but it misses something that changes its meaning.",
                     CONFLICTING),
        PresetRating("mostly-false", "Mostly false", Family.REFUTED, 2,
                     "There is a true detail in the claim, but what it tells people is wrong."),
        PresetRating("false", "False", Family.REFUTED, 1,
                     "The evidence contradicts the claim.", REFUTED),
        UNPROVEN,
        NOT_CHECKABLE,
    ),
)  # fmt: skip

SIX_POINT = Preset(
    "Six-point scale",
    (
        PresetRating("true", "True", Family.SUPPORTED, 6,
                     "The evidence supports the claim, and nothing important is left out.", SUPPORTED),
        PresetRating("mostly-true", "Mostly true", Family.SUPPORTED, 5,
                     "The claim is right, but it needs an explanation or one more fact."),
        PresetRating("half-true", "Half true", Family.MIXED, 4,
                     "Part of the claim holds, but it leaves out something that changes its meaning.",
                     CONFLICTING),
        PresetRating("mostly-false", "Mostly false", Family.REFUTED, 3,
                     "There is a true detail in the claim, but it hides facts that say otherwise."),
        PresetRating("false", "False", Family.REFUTED, 2,
                     "The evidence contradicts the claim.", REFUTED),
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
                     "The evidence supports the claim.", SUPPORTED),
        PresetRating("refuted", "Refuted", Family.REFUTED, None,
                     "The evidence contradicts the claim.", REFUTED),
        PresetRating("conflicting", "Conflicting evidence/cherry-picking", Family.MIXED, None,
                     "Good evidence stands on both sides, or the claim is right only by what it leaves out.",
                     CONFLICTING),
        PresetRating("not-enough-evidence", "Not enough evidence", Family.UNPROVEN, None,
                     "What can be found does not decide the claim.", NOT_ENOUGH),
    ),
)  # fmt: skip

DESCRIPTIVE = Preset(
    "Descriptive labels",
    (
        PresetRating("correct", "Correct", Family.SUPPORTED, None,
                     "The evidence supports the claim.", SUPPORTED),
        PresetRating("missing-context", "Missing context", Family.MIXED, None,
                     "The claim holds, but without what it leaves out it misleads.", CONFLICTING),
        PresetRating("misleading", "Misleading", Family.MIXED, None,
                     "True details are put together so that they suggest something false."),
        PresetRating("altered", "Altered", Family.REFUTED, None,
                     "A picture, recording or quotation was changed to say something that it did not say."),
        PresetRating("false", "False", Family.REFUTED, None,
                     "The evidence contradicts the claim.", REFUTED),
        UNPROVEN,
        PresetRating("satire", "Satire", Family.NOT_RATED, None,
                     "The claim was meant as a joke and is passed on as if it were not."),
    ),
)  # fmt: skip

SNOPES_LIKE = Preset(
    "Descriptive scale in the manner of Snopes",
    (
        PresetRating("true", "True", Family.SUPPORTED, None,
                     "The claim is demonstrably true.", SUPPORTED),
        PresetRating("mostly-true", "Mostly true", Family.SUPPORTED, None,
                     "The claim's main point holds; details around it are wrong.", SUPPORTED),
        PresetRating("mixture", "Mixture", Family.MIXED, None,
                     "The claim has parts that hold and parts that don't, and neither outweighs the other.",
                     CONFLICTING),
        PresetRating("outdated", "Outdated", Family.MIXED, None,
                     "The claim was right once, and what happened since has made it wrong."),
        PresetRating("mostly-false", "Mostly false", Family.REFUTED, None,
                     "The claim's main point is wrong; details around it hold.", REFUTED),
        PresetRating("false", "False", Family.REFUTED, None,
                     "The claim is demonstrably false.", REFUTED),
        PresetRating("unproven", "Unproven", Family.UNPROVEN, None,
                     "There is too little evidence to say that the claim is true, and none that it is false.",
                     NOT_ENOUGH),
        PresetRating("unfounded", "Unfounded", Family.UNPROVEN, None,
                     "Nothing was found that the claim could rest on.", NOT_ENOUGH),
    ),
)  # fmt: skip

# As newsrooms do that rate nothing: the sentence is the verdict, the families only serve search and counts.
CONCLUSION_ONLY = Preset(
    "Conclusion only",
    (
        PresetRating("supported", "Supported", Family.SUPPORTED, None, "The evidence supports the claim."),
        PresetRating("mixed", "Mixed", Family.MIXED, None, "Part of the claim holds, part does not."),
        PresetRating("refuted", "Refuted", Family.REFUTED, None, "The evidence contradicts the claim."),
        PresetRating("unproven", "Unproven", Family.UNPROVEN, None,
                     "The evidence does not decide the claim."),
        PresetRating("not-rated", "Not rated", Family.NOT_RATED, None,
                     "The claim is not one that evidence can decide."),
    ),
    conclusion_only=True,
)  # fmt: skip

PRESETS = {
    "five-point": FIVE_POINT,
    "six-point": SIX_POINT,
    "averitec": AVERITEC,
    "descriptive": DESCRIPTIVE,
    "snopes-like": SNOPES_LIKE,
    "conclusion-only": CONCLUSION_ONLY,
}
