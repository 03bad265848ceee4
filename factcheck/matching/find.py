"""Which fact-checks that are known already say what a claim says. Reads rows, writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet
from pgvector.django import MaxInnerProduct

from claims.language import vectors
from factcheck.matching.models import KnownFactCheck
from factcheck.matching.ranking import READ_AT_LOADING, KnownClaim, KnownClaims
from sources.services import model_in_use, thorough_search
from sources.services.nearest import EFFORT

MATCHING = "matching-2"
# Of more than are ranked at once, those nearest to each claim by meaning are.
NEAREST = 200
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
    ours = dict(zip(claims, vectors.embed(list(claims.values()), model=read.model), strict=True))
    rows = _candidates(ours, known, read)
    meanings = {text: vector for _, text, _, vector in rows}
    # Headlines have no vector kept: they count by their words.
    meanings |= {title: np.zeros(vectors.DIMENSIONS, dtype=np.float32) for _, _, title, _ in rows if title}
    meanings |= {text: ours[pk] for pk, text in claims.items()}
    index = KnownClaims([KnownClaim(pk, text, title) for pk, text, title, _ in rows], meanings=meanings)
    kept = {pk: vector for pk, _, _, vector in rows}
    return [
        Found(pk, int(match.id), match.score, suggested_by=f"{MATCHING} + {read.model}")
        for pk, text in claims.items()
        for match in index.match(text, limit=SUGGESTED_AT_MOST)
        if match.score >= SUGGEST_FROM or float(kept[int(match.id)] @ ours[pk]) >= ALIKE_FROM
    ]


def _candidates(
    ours: Mapping[int, np.ndarray], known: QuerySet[KnownFactCheck], read: Read
) -> list[tuple[int, str, str, np.ndarray]]:
    columns = ("pk", "claim_reviewed", "title", "vector")
    stored = known.filter(vector_model=read.model).order_by("pk")
    if stored.count() > READ_AT_LOADING:
        stored = stored.filter(pk__in=_nearest(ours, stored))
    rows = list(stored.values_list(*columns))
    new = known.filter(pk__in=read.vectors).values_list("pk", "claim_reviewed", "title")
    return [*rows, *((pk, text, title, read.vectors[pk]) for pk, text, title in new)]


def _nearest(ours: Mapping[int, np.ndarray], stored: QuerySet[KnownFactCheck]) -> set[int]:
    found: set[int] = set()
    with thorough_search(max(EFFORT, NEAREST)):
        for meaning in ours.values():
            by_likeness = stored.order_by(MaxInnerProduct("vector", meaning))
            found |= set(by_likeness.values_list("pk", flat=True)[:NEAREST])
    return found
