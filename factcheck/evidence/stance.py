"""Suggest how a passage bears on a claim: by what differs, what it speaks of, and a model that reads both.

Nothing is shown unless it is likely right: a suggestion costs trust when it is wrong, and nothing when it
is left out. A passage never supports a claim whose number, date, polarity, quantity, certainty or speaker it
does not bear out, whatever the scores say. The model is asked only where the two are alike enough: elsewhere
it is no better than the rules.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from claims.language import vectors
from factcheck.evidence import entailment
from factcheck.evidence.compare import Element, Kind
from factcheck.evidence.compare.align import share
from factcheck.evidence.compare.denials import denies_any
from factcheck.evidence.compare.lexicon import NEGATIVE_ADVERBS
from factcheck.evidence.compare.reading import Reading, content, folded, lemma, read
from factcheck.evidence.stance_weights import FEATURES, READINGS, WEIGHTS, WEIGHTS_WITH_READINGS

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

Label = Literal["supports", "contradicts", "context", "unclear"]

# Set for a precision of 0.85 on development pairs, five folds (training/fit_stance.py).
SUPPORTS_FROM = 0.66
# The model reads a claim and a passage with a sentence that is at least so alike. Where it has, stances are
# shown from these scores on, and where the passage speaks of so much of the claim. On held-out pairs 0.93 of
# "supports" are right and 0.89 of "contradicts"; on headlines, health and climate 9 of 10 and 9 of 12.
READ_FROM = 0.5
LARGEST_ODDS = 5.0  # of its scores; what is beyond is as sure as that
SUPPORTS_WHEN_READ = 0.8
COVERED_TO_SUPPORT = 0.8
CONTRADICTS_FROM = 0.8
COVERED_TO_CONTRADICT = 0.7
CONTRADICTS_AT = 0.85  # how often a difference that is shown was right
MIN_CONTEXT = 0.5
# How much of the claim the passage must speak of, and how alike they must be, before a difference of a kind
# is shown as "contradicts"; right for 0.81 of numbers, 0.70 of dates, 0.86 of names and 0.90 of negations, of
# pairs that were written to mislead and all others. A difference of certainty or speaker only weakens a claim
# and is not here.
DECISIVE: dict[Kind, tuple[float, float]] = {
    "number": (0.7, 0.7),
    "date": (0.7, 0.7),
    "name": (0.65, 0.5),
    "negation": (0.65, 0.5),
    "quantifier": (0.65, 0.5),
}
# Kinds that a passage must bear out before it can support: a silent one leaves the claim open.
MUST_AGREE = frozenset({"number", "date", "negation", "quantifier"})
MUST_NOT_DIFFER = frozenset({"number", "date", "name", "negation", "modality", "quantifier", "speaker"})


@dataclass(frozen=True, slots=True)
class Stance:
    """A suggestion: scores add up to 1; `shown` is whether a person should see it at all."""

    stance: Label
    supports: float
    contradicts: float
    context: float
    shown: bool


def judge(claim: str, passage: str, elements: Sequence[Element]) -> Stance:
    """Suggest the stance of `passage`, given what `compare` found in the two texts."""
    values = features(claim, passage, elements)
    is_read = values["alike_a_sentence"] >= READ_FROM
    if is_read:
        values |= read_together(claim, passage)
    supports, contradicts, context = _scores(values)
    if not _may_support(elements, values):
        supports, context = 0.0, context + supports
    if _contradicts(elements, values):
        contradicts = max(contradicts, CONTRADICTS_AT)
        return Stance("contradicts", 0.0, round(contradicts, 4), round(1 - contradicts, 4), shown=True)
    scores = (round(supports, 4), round(contradicts, 4), round(context, 4))
    covered = values["covered"]
    needed, needed_covered = (SUPPORTS_WHEN_READ, COVERED_TO_SUPPORT) if is_read else (SUPPORTS_FROM, 0.0)
    if supports >= needed and covered >= needed_covered:
        return Stance("supports", *scores, shown=True)
    if is_read and contradicts >= CONTRADICTS_FROM and covered >= COVERED_TO_CONTRADICT:
        return Stance("contradicts", *scores, shown=True)
    return Stance("context" if context >= MIN_CONTEXT else "unclear", *scores, shown=False)


def features(claim: str, passage: str, elements: Sequence[Element]) -> dict[str, float]:
    """What the comparison found, by name; every value lies between -1 and 1."""
    ours, theirs = read(claim), read(passage)
    words = content(ours.doc)
    sentences = [s for s in theirs.doc.sents if s.text.strip()]
    best = max(sentences, key=lambda s: share(words, content(list(s))), default=None)
    alike, alike_a_sentence = _likeness(claim, (passage, best.text if best is not None else ""))
    found = {
        "bias": 1.0,
        "covered": _covered(ours, words, content(theirs.doc), elements),
        "covered_by_a_sentence": share(words, content(list(best))) if best is not None else 0.0,
        "alike": alike,
        "alike_a_sentence": alike_a_sentence if best is not None else 0.0,
        "claim_negates": float(_negates(ours.doc)),
        "one_negates": float(_negates(ours.doc) != denies_any(best, words)) if best is not None else 0.0,
    }
    for kind in sorted(MUST_NOT_DIFFER):
        of_kind = [e.result for e in elements if e.type == kind]
        for result in ("agrees", "differs", "not mentioned"):
            found[f"{kind} {result}"] = of_kind.count(result) / len(of_kind) if of_kind else 0.0
    return found


def read_together(claim: str, passage: str) -> dict[str, float]:
    """How much likelier than context the model takes each decided label to be, between -1 and 1."""
    supports, contradicts, context = entailment.scores([(claim, passage)])[0].astype(float)
    odds = np.clip(((supports - context) / LARGEST_ODDS, (contradicts - context) / LARGEST_ODDS), -1.0, 1.0)
    return dict(zip(READINGS, odds.tolist(), strict=True))


def _covered(
    ours: Reading, words: frozenset[str], theirs: frozenset[str], elements: Sequence[Element]
) -> float:
    """Share of the claim's words that the passage has, or has something to set beside."""
    answered = {lemma(t) for e in elements if e.evidence is not None for t in ours.tokens(e.claim)}
    return share(words, theirs | answered)


def _scores(values: dict[str, float]) -> tuple[float, float, float]:
    """By the weights that fit what there is: with the model's readings, or without."""
    is_read = READINGS[0] in values
    names = (*READINGS, *FEATURES) if is_read else FEATURES
    weights = WEIGHTS_WITH_READINGS if is_read else WEIGHTS
    sums = [sum(values[name] * weight for name, weight in zip(names, row, strict=True)) for row in weights]
    grown = [math.exp(s - max(sums)) for s in sums]
    return grown[0] / sum(grown), grown[1] / sum(grown), grown[2] / sum(grown)


def _may_support(elements: Sequence[Element], values: dict[str, float]) -> bool:
    if any(e.result == "differs" and e.type in MUST_NOT_DIFFER for e in elements):
        return False
    if any(e.result == "not mentioned" and e.type in MUST_AGREE for e in elements):
        return False
    if values["claim_negates"] or values["one_negates"]:
        return any(e.type == "negation" and e.result == "agrees" for e in elements)
    return True


def _contradicts(elements: Sequence[Element], values: dict[str, float]) -> bool:
    """One decisive difference within a statement that is otherwise the claim's."""
    least = [DECISIVE[e.type] for e in elements if e.result == "differs" and e.type in DECISIVE]
    covered, alike = values["covered"], values["alike_a_sentence"]
    return any(covered >= least_covered and alike >= least_alike for least_covered, least_alike in least)


def _likeness(claim: str, others: tuple[str, ...]) -> list[float]:
    first, *rest = vectors.embed((claim, *others))
    return [float(np.clip(first @ other, -1.0, 1.0)) for other in rest]


def _negates(tokens: Iterable["Token"]) -> bool:
    return any(folded(t.text) in NEGATIVE_ADVERBS for t in tokens)
