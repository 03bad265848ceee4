"""Which fact-checks that are known already say what a claim says. Reads rows, writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet
from pgvector.django import MaxInnerProduct

from claims.language import vectors
from factcheck.matching.models import KnownFactCheck
from factcheck.matching.ranking import readings, shared_words, together
from sources.services import model_in_use, thorough_search

MATCHING = "matching-4"
# So many known claims, those nearest to a claim by meaning, are ranked by words as well. The right one is
# among them for .983 of the tweets (docs/evaluation.md); the two hundred nearest have .008 more.
NEAREST = 80
# From here on 83 of 100 first matches of debate sentences were right (docs/evaluation.md); no claim has many.
SUGGEST_FROM = 0.5
SUGGESTED_AT_MOST = 3
# So alike in meaning (cosine), it is shown whatever its words score: among few claims words weigh little.
ALIKE_FROM = 0.75
# Wordings that one run reads, at some hundred a second; the next run goes on.
READ_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A claim and a known fact-check, by their primary keys. score: 0 to 1, no probability."""

    claim: int
    known: int
    score: float
    suggested_by: str


@dataclass(frozen=True, slots=True)
class Read:
    """The vectors of known claims that `model` read now, by primary key, to be stored."""

    model: str
    vectors: dict[int, np.ndarray]


def read_unread() -> Read:
    """Vectors of known claims that the model in use hasn't read, the newest first."""
    model = model_in_use(vectors.MODELS)
    unread = KnownFactCheck.objects.without_vector(model).order_by("-pk")[:READ_AT_ONCE]
    rows = dict(unread.values_list("pk", "claim_reviewed"))
    return Read(model, dict(zip(rows, vectors.embed(list(rows.values()), model=model), strict=True)))


def find(claims: Mapping[int, str], known: QuerySet[KnownFactCheck], *, read: Read) -> list[Found]:
    """The likeliest known fact-checks of each claim.

    claims: texts by primary key. known: those to look among. read: vectors that are not stored yet.
    """
    if not claims:
        return []
    wanted = {pk: readings(text) for pk, text in claims.items()}
    texts = list(dict.fromkeys(text for both in wanted.values() for text in both))
    meanings = dict(zip(texts, vectors.embed(texts, model=read.model), strict=True))
    unread = list(known.filter(pk__in=read.vectors).values_list("pk", "claim_reviewed", "title"))
    found = []
    for pk, both in wanted.items():
        ours = np.array([meanings[text] for text in both])
        near = _nearest(ours, known.filter(vector_model=read.model))
        near += [Near(*row, float((ours @ read.vectors[row[0]]).max())) for row in unread]
        suggested_by = f"{MATCHING} + {read.model}"
        found += [Found(pk, match, score, suggested_by) for match, score in _best(claims[pk], near)]
    return found


@dataclass(frozen=True, slots=True)
class Near:
    """A known fact-check as it is ranked. alike: the cosine of its claim and ours."""

    pk: int
    text: str
    title: str
    alike: float


def _nearest(ours: np.ndarray, stored: QuerySet[KnownFactCheck]) -> list[Near]:
    """The nearest to the first of the readings, each with its likeness to the nearest reading.

    The database compares: a vector that leaves it costs more than a comparison.
    """
    likeness = {f"by_reading_{i}": MaxInnerProduct("vector", vector) for i, vector in enumerate(ours)}
    with thorough_search(2 * NEAREST):
        rows = stored.annotate(**likeness).order_by(MaxInnerProduct("vector", ours[0]))[:NEAREST]
        return [
            Near(pk, text, title, max(-negative for negative in negatives))
            for pk, text, title, *negatives in rows.values_list("pk", "claim_reviewed", "title", *likeness)
        ]


def _best(claim: str, near: Sequence[Near]) -> list[tuple[int, float]]:
    """Primary keys and scores of those worth showing, best first."""
    alike = np.array([one.alike for one in near])
    by_words = shared_words(claim, [f"{one.text} {one.title}" for one in near])
    scores = together(alike, by_words).clip(0, 1)
    best = np.argsort(-scores, kind="stable")[:SUGGESTED_AT_MOST]
    return [
        (near[i].pk, round(float(scores[i]), 6))
        for i in best
        if scores[i] >= SUGGEST_FROM or alike[i] >= ALIKE_FROM
    ]
