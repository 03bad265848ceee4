"""Which archived passages bear on a claim: search by meaning, then compare, then judge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from pgvector.django import MaxInnerProduct

from claims.language import vectors
from claims.models import Claim
from factcheck.evidence import entailment
from factcheck.evidence.compare import compare
from factcheck.evidence.models import Evidence
from factcheck.evidence.policies import read_at
from factcheck.evidence.stance import Stance, judge
from sources.models import Passage, Snapshot, Source
from sources.services import model_in_use, searchable_passages, thorough_search

# To be raised with the rules of the comparison or of the stance: people's agreement is counted by version.
COMPARISON = "compare-4"
# Passages looked at for a claim, and how many of them are suggested at most.
CANDIDATES = 12
SUGGESTED_AT_MOST = 4
# Cosine below which a passage has nothing to do with a claim, and above which it is shown even when nothing
# in it can be set beside the claim. Read off the demo's pages; docs/evaluation.md says what it costs.
LEAST_LIKENESS = 0.35
LIKELY_LIKENESS = 0.55


@dataclass(frozen=True)
class Found:
    """A passage that may bear on a claim, as it will be suggested.

    words: the claim's, as they were when the passage was set beside them.
    """

    words: str
    source: Source
    snapshot_id: int
    start: int
    end: int
    text: str
    prefix: str
    suffix: str
    score: float
    stance: str
    stance_score: float | None
    shown: bool
    elements: list[dict[str, Any]]
    suggested_by: str

    @property
    def is_likely(self) -> bool:
        """Whether it speaks of the same thing, whatever can be set beside the claim."""
        return self.score >= LIKELY_LIKENESS


def find(
    claims: Sequence[Claim], *, published: date | None, reading_id: int | None = None
) -> dict[int, list[Found]]:
    """For each claim, by id, the passages worth a person's look, best first.

    Searches everything archived, or one reading. Writes nothing.
    """
    if not claims:
        return {}
    model = model_in_use(vectors.MODELS)
    meanings = vectors.embed([claim.text for claim in claims], model=model)
    return {
        claim.pk: _find(claim, meaning, model=model, published=published, reading_id=reading_id)
        for claim, meaning in zip(claims, meanings, strict=True)
    }


def compare_again(claim: Claim, *, published: date | None) -> list[Found]:
    """The claim's passages that nothing is said of, set beside its words. Writes nothing.

    What was said of them was of other words (services.forget_comparisons), or of another claim's.
    """
    model = model_in_use(vectors.MODELS)
    rows = claim.evidence.uncompared().select_related("snapshot__source").order_by("pk")
    return [
        _judged(claim, _Place.of_evidence(row), row.score or 0.0, model=model, published=published)
        for row in rows
    ]


@dataclass(frozen=True)
class _Place:
    """A passage where it stands."""

    snapshot: Snapshot
    start: int
    end: int
    text: str
    prefix: str
    suffix: str

    @classmethod
    def of_passage(cls, one: Passage) -> _Place:
        return cls(one.reading.snapshot, one.start, one.end, one.text, one.prefix, one.suffix)

    @classmethod
    def of_evidence(cls, one: Evidence) -> _Place:
        return cls(one.snapshot, one.start, one.end, one.exact, one.prefix, one.suffix)


def _find(
    claim: Claim, meaning: Any, *, model: str, published: date | None, reading_id: int | None
) -> list[Found]:
    near = _passages_for(claim).filter(vector_model=model)
    if reading_id is not None:
        near = near.filter(reading_id=reading_id)
    near = near.annotate(distance=MaxInnerProduct("vector", meaning)).order_by("distance")[:CANDIDATES]
    with thorough_search():
        nearest = list(near)
    # Comparing costs a parse, so what is far off is left out before it.
    likely = [passage for passage in nearest if -passage.distance >= LEAST_LIKENESS]
    found = [
        _judged(claim, _Place.of_passage(one), -one.distance, model=one.vector_model, published=published)
        for one in likely
    ]
    worth = [one for one in found if _is_worth_a_look(one)]
    return list(_apart(sorted(worth, key=_rank)))[:SUGGESTED_AT_MOST]


def _passages_for(claim: Claim) -> QuerySet[Passage]:
    """What the claim's desk may read; of what was handed in without an address, the newest capture: whoever
    hands in another replaces the one before."""
    of_desk = read_at([claim.article.desk_id], source="reading__snapshot__source__")
    newer = Snapshot.objects.filter(
        source=OuterRef("reading__snapshot__source"), pk__gt=OuterRef("reading__snapshot"), erasure=None
    )
    # Not a bare NOT EXISTS: as a join it could keep the planner from the index of vectors.
    newest = Q(reading__snapshot__source__address__isnull=False) | ~Exists(newer)
    return searchable_passages().filter(of_desk, newest)


def _judged(claim: Claim, passage: _Place, likeness: float, *, model: str, published: date | None) -> Found:
    elements = compare(claim.text, passage.text, published=published)
    stance = judge(claim.text, passage.text, elements)
    return Found(
        words=claim.text,
        source=passage.snapshot.source,
        snapshot_id=passage.snapshot.pk,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        prefix=passage.prefix,
        suffix=passage.suffix,
        score=round(float(likeness), 4),
        stance=stance.stance,
        stance_score=_score_of(stance),
        shown=stance.shown,
        elements=[asdict(element) for element in elements],
        suggested_by=f"{COMPARISON} + {entailment.MODEL_VERSION} + {model}",
    )


def _score_of(stance: Stance) -> float | None:
    """What the model gives the stance that it suggests; "unclear" is no stance to score."""
    scores = {"supports": stance.supports, "contradicts": stance.contradicts, "context": stance.context}
    return scores.get(stance.stance)


def _is_worth_a_look(one: Found) -> bool:
    spoken_of = any(element["result"] != "not mentioned" for element in one.elements)
    return one.is_likely or spoken_of


def _rank(one: Found) -> tuple[bool, float]:
    """Sure stances first, then likeness."""
    return (not one.shown, -one.score)


def _apart(found: Iterable[Found]) -> Iterable[Found]:
    """Windows of one page overlap: keep the best of those that do."""
    kept: list[Found] = []
    for one in found:
        if not any(
            one.snapshot_id == other.snapshot_id and one.start < other.end and other.start < one.end
            for other in kept
        ):
            kept.append(one)
            yield one
