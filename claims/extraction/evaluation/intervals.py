"""Counts over documents to a rate with its interval."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

RESAMPLES = 1_000
# The interval leaves this share out on each side.
TAIL = 0.025

Of = TypeVar("Of")


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


def rate(name: str, documents: Sequence[Of], measure: Callable[[Sequence[Of]], float]) -> Rate:
    """The measure over what every document gave, resampled by document with a fixed seed."""
    chance = random.Random(1)  # noqa: S311 - resampling, no secret
    drawn = (
        sorted(measure(chance.choices(documents, k=len(documents))) for _ in range(RESAMPLES))
        if documents
        else [0.0]
    )
    low, high = drawn[int(TAIL * len(drawn))], drawn[int((1 - TAIL) * len(drawn)) - 1]
    return Rate(name, measure(documents), low, high, len(documents))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
