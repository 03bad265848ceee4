"""Which known claims say what a new one says: by meaning, and by the pieces of words they share.

Pure: takes known claims, gives back a ranking. Where vectors are at hand every known claim is considered;
where they are not, words choose the candidates and the sentence model reads only those.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np

from claims.language import vectors
from factcheck.matching.words import pieces_of

# BM25's own weights of repetition and length: statements are short and repeat little.
REPETITION, LENGTH = 1.2, 0.75
# The right claim is among the first hundred by words for 98 of 100 tweets and 89 of 100 debate sentences
# (evaluate_evidence matching).
CANDIDATES = 100
DEFAULT_LIMIT = 20
# Shared words weigh as much as meaning once BM25 over pieces reaches this, which a repeated sentence does.
FULL_WORD_SCORE = 150.0
# Up to here all wordings are read while the claims are loaded, about half a minute's work on two cores: each
# match then takes milliseconds. Beyond, a wording is read when it is first a candidate.
READ_AT_LOADING = 25_000
_CACHED_VECTORS = 200_000  # 300 MB at most


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim already checked. `title`: the fact-check's headline, "" when it has none."""

    id: str | int
    text: str
    title: str = ""

    @property
    def wordings(self) -> tuple[str, ...]:
        return tuple(wording for wording in (self.text, self.title) if wording)


@dataclass(frozen=True, slots=True)
class Match:
    """`score` orders the matches of one claim, and lies in 0..1; it is not a probability."""

    id: str | int
    score: float


class KnownClaims:
    """Known claims, indexed by the pieces of their words.

    meanings: vectors by wording, from a caller that keeps them; else they are made here.
    """

    def __init__(
        self, claims: Sequence[KnownClaim], *, meanings: Mapping[str, np.ndarray] | None = None
    ) -> None:
        self._claims = tuple(claims)
        self._words = bm25s.BM25(k1=REPETITION, b=LENGTH)
        documents = [pieces_of(f"{c.text} {c.title}") or ["-"] for c in self._claims]
        if documents:
            self._words.index(documents, show_progress=False)
        self._vectors = dict(meanings or {})
        wordings = {wording for claim in self._claims for wording in claim.wordings}
        self._all = self._meanings(self._claims) if len(wordings) <= READ_AT_LOADING else None

    def match(self, text: str, *, limit: int = DEFAULT_LIMIT) -> tuple[Match, ...]:
        """The `limit` likeliest known claims, best first."""
        if not self._claims:
            return ()
        by_words = self._word_scores(text)
        if self._all is not None:
            positions, meanings = np.arange(len(self._claims)), self._all
        else:
            positions = np.argsort(-by_words, kind="stable")[:CANDIDATES]
            meanings = self._meanings([self._claims[p] for p in positions])
        alike = (meanings @ self._meaning(text)).max(0)
        scores = (alike + np.minimum(by_words[positions] / FULL_WORD_SCORE, 1)) / 2
        best = np.argsort(-scores, kind="stable")[:limit]
        return tuple(
            Match(self._claims[positions[i]].id, round(float(np.clip(scores[i], 0, 1)), 6)) for i in best
        )

    def _word_scores(self, text: str) -> np.ndarray:
        pieces = [p for p in dict.fromkeys(pieces_of(text)) if p in self._words.vocab_dict]
        return self._words.get_scores(pieces) if pieces else np.zeros(len(self._claims), dtype=np.float32)

    def _meaning(self, text: str) -> np.ndarray:
        known = self._vectors.get(text)
        return vectors.embed([text])[0] if known is None else known

    def _meanings(self, claims: Sequence[KnownClaim]) -> np.ndarray:
        """Vectors (2, claims, 384) of claims and headlines, which word one story in two ways."""
        if len(self._vectors) > _CACHED_VECTORS:
            self._vectors.clear()
        wordings = dict.fromkeys(wording for claim in claims for wording in claim.wordings)
        new = [wording for wording in wordings if wording not in self._vectors]
        self._vectors |= zip(new, vectors.embed(new, threads=2), strict=True)
        nothing = np.zeros(vectors.DIMENSIONS, dtype=np.float32)
        found = [[self._vectors.get(w, nothing) for w in (c.text, c.title)] for c in claims]
        return np.array(found, dtype=np.float32).reshape(-1, 2, vectors.DIMENSIONS).transpose(1, 0, 2)
