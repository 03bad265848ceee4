"""Which known claims say what a new one says: by meaning, by shared words, by names and numbers.

Pure: takes known claims, gives back a ranking. Words choose the candidates, since 100,000 claims are indexed
in seconds; the sentence model then reads only those. A caller that keeps vectors adds its own candidates.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np

from claims.language import vectors
from factcheck.matching.words import names_and_numbers, words_of

# BM25's own weights of repetition and length: statements are short and repeat little.
REPETITION, LENGTH = 1.2, 0.75
# The right claim is among the first hundred by words for 95 of 100 tweets (benchmarks/match_claims.py).
CANDIDATES = 100
DEFAULT_LIMIT = 20
# Shared words weigh as much as meaning once BM25 reaches this, which a repeated sentence does.
FULL_WORD_SCORE = 50.0
WORDS_WEIGHT, POINTERS_WEIGHT = 1.0, 0.05
_CACHED_VECTORS = 200_000  # 300 MB at most


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim already checked. `title`: the fact-check's headline, "" when it has none."""

    id: str | int
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """`score` orders the matches of one claim, and lies in 0..1; it is not a probability."""

    id: str | int
    score: float


class KnownClaims:
    """Known claims, indexed by their words; vectors are made when a claim is first a candidate."""

    def __init__(self, claims: Sequence[KnownClaim]) -> None:
        self._claims = tuple(claims)
        self._pointers = [names_and_numbers(f"- {c.text} {c.title}") for c in self._claims]
        self._vectors: dict[str, np.ndarray] = {}
        self._words = bm25s.BM25(k1=REPETITION, b=LENGTH)
        documents = [words_of(f"{c.text} {c.title}") or ["-"] for c in self._claims]
        if documents:
            self._words.index(documents, show_progress=False)

    def match(
        self, text: str, *, limit: int = DEFAULT_LIMIT, also: Collection[int] = ()
    ) -> tuple[Match, ...]:
        """The `limit` likeliest known claims, best first; `also`: further positions to consider."""
        if not self._claims:
            return ()
        by_words = self._word_scores(text)
        near = np.argsort(-by_words, kind="stable")[:CANDIDATES]
        positions = list(dict.fromkeys([*map(int, near), *also]))
        scores = self._scores(text, positions, by_words[positions])
        best = np.argsort(-scores, kind="stable")[:limit]
        return tuple(Match(self._claims[positions[i]].id, round(float(scores[i]), 6)) for i in best)

    def _word_scores(self, text: str) -> np.ndarray:
        words = [w for w in dict.fromkeys(words_of(text)) if w in self._words.vocab_dict]
        return self._words.get_scores(words) if words else np.zeros(len(self._claims), dtype=np.float32)

    def _scores(self, text: str, positions: list[int], by_words: np.ndarray) -> np.ndarray:
        meaning = self._likeness(text, positions)
        words = np.minimum(by_words / FULL_WORD_SCORE, 1.0)
        ours = names_and_numbers(f"- {text}")
        pointed = np.array([_shared(ours, self._pointers[p]) for p in positions])
        total = meaning + WORDS_WEIGHT * words + POINTERS_WEIGHT * pointed
        return np.clip(total / (1 + WORDS_WEIGHT + POINTERS_WEIGHT), 0.0, 1.0)

    def _likeness(self, text: str, positions: list[int]) -> np.ndarray:
        """The mean over claim and headline, which word one story in two ways."""
        new = vectors.embed([text])[0]
        found = []
        for position in positions:
            claim = self._claims[position]
            wordings = [w for w in (claim.text, claim.title) if w]
            found.append(sum(float(self._vector(w) @ new) for w in wordings) / max(len(wordings), 1))
        return np.array(found)

    def _vector(self, wording: str) -> np.ndarray:
        if wording not in self._vectors:
            if len(self._vectors) >= _CACHED_VECTORS:
                self._vectors.clear()
            self._vectors[wording] = vectors.embed([wording])[0]
        return self._vectors[wording]


def _shared(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Share of the smaller set of names and numbers that both have."""
    smaller = min(len(ours), len(theirs))
    return len(ours & theirs) / smaller if smaller else 0.0
