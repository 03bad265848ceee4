"""Counts over documents to a rate with its interval."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RESAMPLES = 1_000
# The interval leaves this share out on each side.
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Counts:
    """What one document gave: right ones, ones found, ones wanted."""

    right: int
    found: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A score between 0 and 1 with its 95% bootstrap interval over documents."""

    name: str
    value: float
    low: float
    high: float
    documents: int


def precision(counts: Sequence[Counts]) -> float:
    return _ratio(sum(c.right for c in counts), sum(c.found for c in counts))


def recall(counts: Sequence[Counts]) -> float:
    return _ratio(sum(c.right for c in counts), sum(c.wanted for c in counts))


def f1(counts: Sequence[Counts]) -> float:
    return _ratio(2 * sum(c.right for c in counts), sum(c.found + c.wanted for c in counts))


def rate(name: str, counts: Sequence[Counts], measure: Callable[[Sequence[Counts]], float]) -> Rate:
    """The measure over all documents, resampled by document with a fixed seed."""
    chance = random.Random(1)  # noqa: S311 - resampling, no secret
    drawn = (
        sorted(measure(chance.choices(counts, k=len(counts))) for _ in range(RESAMPLES)) if counts else [0.0]
    )
    low, high = drawn[int(TAIL * len(drawn))], drawn[int((1 - TAIL) * len(drawn)) - 1]
    return Rate(name, measure(counts), low, high, len(counts))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
