"""How much a statement deserves a check, with reasons a person can read."""

import math
from dataclasses import dataclass

from claims.extraction import worthiness
from claims.extraction.worthiness import signs_of

# Log-odds, fitted by training/checkworthiness/fit.py on sentences labelled for this project; its
# page says how to refit.
WEIGHTS = {
    worthiness.NUMBER: 0.90,
    worthiness.NAMED: 1.32,
    worthiness.COMPARISON: 0.73,
    worthiness.CAUSE: 0.92,
    worthiness.FORECAST: -0.90,
    worthiness.DATED: 0.70,
    worthiness.OPINION: -2.00,
    worthiness.PERSONAL: -0.88,
    worthiness.PAST: 2.01,
    worthiness.RECORD: 1.02,
    worthiness.QUESTION: -1.30,
    worthiness.ADDRESS: -1.58,
    worthiness.ABSOLUTE: -0.03,
    worthiness.SHORT: -0.89,
    worthiness.OTHERS: 0.06,
    worthiness.REPORTED: 1.21,
    worthiness.FRAGMENT: 0.02,
}
BASE = -2.03
PER_20_WORDS = 1.17
MAX_COUNTED_WORDS = 40
# A sign that weighs less is no reason to tell.
MIN_TOLD_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Score:
    """0 to 1, where 0.5 divides what deserves a check from what does not, and why."""

    checkworthiness: float
    reasons: tuple[str, ...]


def score(text: str) -> Score:
    """Score one statement; an empty one scores as what it is, a short fragment."""
    signs = signs_of(text)
    total = (
        BASE + PER_20_WORDS * min(len(text.split()), MAX_COUNTED_WORDS) / 20 + sum(WEIGHTS[s] for s in signs)
    )
    reasons = tuple(s for s in signs if abs(WEIGHTS[s]) >= MIN_TOLD_WEIGHT)
    return Score(round(1 / (1 + math.exp(-total)), 3), reasons)
