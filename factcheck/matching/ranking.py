"""Which known claims say what a new one says: by meaning, and by the words they share.

Pure: takes known claims, gives back a ranking. Of not too many, every one is read by the sentence model; of
more, words choose the candidates, and it reads only those.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np

from claims.language import vectors
from claims.language.spelling import plain
from factcheck.matching.words import beginning_of, pieces_of, spoken, words_of

# BM25's own weights of repetition and length: statements are short and repeat little.
REPETITION, LENGTH = 1.2, 0.75
# The right claim is among the first hundred by words for 98 of 100 tweets and 89 of 100 debate sentences
# (evaluate_evidence matching).
CANDIDATES = 100
DEFAULT_LIMIT = 20
# Up to here all wordings are read while the claims are loaded, about half a minute's work on two cores: each
# match then takes milliseconds. Beyond, a wording is read when it is first a candidate.
READ_AT_LOADING = 25_000
# So much of the likeness is that of the claim's own wording: of two under one headline it tells the nearer.
OWN_WORDING = 0.02
_CACHED_VECTORS = 200_000  # 300 MB at most


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim already checked. `title`: the fact-check's headline, "" when it has none."""

    id: str | int
    text: str
    title: str = ""

    @property
    def wordings(self) -> tuple[str, str]:
        """Two ways to word one story: its own words and the headline, or its own again."""
        return self.text, self.title or self.text


@dataclass(frozen=True, slots=True)
class Match:
    """`score` orders the matches of one claim, and lies in 0..1; it is not a probability."""

    id: str | int
    score: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """A way to cut a word. full: the BM25 score that counts in full, which a repeated sentence reaches."""

    of: Callable[[str], tuple[str, ...]]
    full: float
    weight: float


# Pieces forgive spelling, whole words tell a rare one from those that only look like it. Together they weigh
# as much as meaning. Read off the development sets (docs/evaluation.md).
WORDS = (Tokens(pieces_of, full=150.0, weight=0.6), Tokens(beginning_of, full=40.0, weight=0.4))


class SharedWords:
    """What many texts share in words with others that come one after another: an index of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._count = len(texts)
        words = [words_of(text) for text in texts]
        self._indexes = [(tokens, _index(words, tokens.of)) for tokens in WORDS] if texts else []

    def scores(self, text: str) -> np.ndarray:
        """How much each of the texts shares with this one, 0 to 1: float32 (texts,)."""
        scores = np.zeros(self._count, dtype=np.float32)
        words = words_of(text)
        for tokens, index in self._indexes:
            theirs = dict.fromkeys(_tokens(words, tokens.of))
            found = [token for token in theirs if token in index.vocab_dict]
            if found:
                scores += tokens.weight * np.minimum(index.get_scores(found) / tokens.full, 1)
        return scores


def shared_words(text: str, texts: Sequence[str]) -> np.ndarray:
    """The scores of `SharedWords(texts)` for one text, counted for its own words alone: float32 (texts,).

    An index holds every word of the texts; of a hundred it takes longer to make than to ask this once.
    """
    ours, theirs = words_of(text), [words_of(one) for one in texts]
    scores = np.zeros(len(texts), dtype=np.float32)
    for tokens in WORDS if texts else ():
        scores += tokens.weight * np.minimum(_bm25(ours, theirs, tokens.of) / tokens.full, 1)
    return scores


def readings(text: str) -> tuple[str, ...]:
    """The text as it is and, where that differs, what it says: one of them, or two."""
    return tuple(dict.fromkeys(reading for reading in (text, spoken(text)) if reading)) or (text,)


def together(alike: np.ndarray, by_words: np.ndarray) -> np.ndarray:
    """Meaning (cosine) and words count the same; both 0 to 1, or a little below 0."""
    return (alike + by_words) / 2


@dataclass(frozen=True, slots=True)
class Meanings:
    """Vectors of wordings, (wordings, 384), and the rows of each claim's own one and of its headline.

    Wordings that differ in marks alone are one: lists hold one fact-check twice, with other quotation marks.
    Such twins score the same to the last digit, so that the first known stands first.
    """

    vectors: np.ndarray
    own: np.ndarray
    headline: np.ndarray

    def alike(self, ours: np.ndarray) -> np.ndarray:
        """How near the nearest of our readings, (readings, 384), is to each claim: (claims,)."""
        by_wording = (self.vectors @ ours.T).max(1)
        own = by_wording[self.own]
        return (1 - OWN_WORDING) * np.maximum(own, by_wording[self.headline]) + OWN_WORDING * own


class KnownClaims:
    """Known claims, indexed by their words."""

    def __init__(self, claims: Sequence[KnownClaim]) -> None:
        self._claims = tuple(claims)
        self._words = SharedWords([f"{claim.text} {claim.title}" for claim in self._claims])
        self._vectors: dict[str, np.ndarray] = {}
        wordings = {wording for claim in self._claims for wording in claim.wordings}
        self._all = self._meanings(self._claims) if len(wordings) <= READ_AT_LOADING else None

    def match(self, text: str, *, limit: int = DEFAULT_LIMIT) -> tuple[Match, ...]:
        """The `limit` likeliest known claims, best first."""
        if not self._claims:
            return ()
        by_words = self._words.scores(text)
        if self._all is not None:
            positions, meanings = np.arange(len(self._claims)), self._all
        else:
            positions = np.argsort(-by_words, kind="stable")[:CANDIDATES]
            meanings = self._meanings([self._claims[p] for p in positions])
        scores = together(meanings.alike(vectors.embed(readings(text))), by_words[positions])
        best = np.argsort(-scores, kind="stable")[:limit]
        return tuple(
            Match(self._claims[positions[i]].id, round(float(np.clip(scores[i], 0, 1)), 6)) for i in best
        )

    def _meanings(self, claims: Sequence[KnownClaim]) -> Meanings:
        if len(self._vectors) > _CACHED_VECTORS:
            self._vectors.clear()
        # Of wordings that are one, the first known one's.
        wordings = {plain(wording): wording for c in reversed(claims) for wording in c.wordings}
        new = {words: wording for words, wording in wordings.items() if words not in self._vectors}
        self._vectors |= zip(new, vectors.embed(list(new.values()), threads=2), strict=True)
        place = {words: row for row, words in enumerate(wordings)}
        table = np.array([self._vectors[words] for words in wordings], dtype=np.float32)
        rows = [[place[plain(wording)] for wording in claim.wordings] for claim in claims]
        own, headline = np.array(rows, dtype=np.intp).reshape(-1, 2).T
        return Meanings(table, own, headline)


def _index(claims: Sequence[list[str]], tokens_of: Callable[[str], tuple[str, ...]]) -> bm25s.BM25:
    """claims: the words of each."""
    index = bm25s.BM25(k1=REPETITION, b=LENGTH)
    index.index([_tokens(words, tokens_of) or ["-"] for words in claims], show_progress=False)
    return index


def _bm25(
    ours: list[str], theirs: list[list[str]], tokens_of: Callable[[str], tuple[str, ...]]
) -> np.ndarray:
    """As bm25s scores by default: Lucene's BM25 (https://doi.org/10.1007/978-3-030-45442-5_4)."""
    column = {token: i for i, token in enumerate(dict.fromkeys(_tokens(ours, tokens_of)))}
    counts, lengths = np.zeros((len(theirs), len(column))), np.ones(len(theirs))
    for row, words in enumerate(theirs):
        tokens = _tokens(words, tokens_of)
        lengths[row] = max(1, len(tokens))
        for token in tokens:
            if token in column:
                counts[row, column[token]] += 1
    holding = (counts > 0).sum(0)
    rareness = np.log(1 + (len(theirs) - holding + 0.5) / (holding + 0.5))
    dampening = REPETITION * (1 - LENGTH + LENGTH * lengths / lengths.mean())
    return (counts / (counts + dampening[:, None])) @ rareness


def _tokens(words: list[str], tokens_of: Callable[[str], tuple[str, ...]]) -> list[str]:
    return [token for word in words for token in tokens_of(word)]
