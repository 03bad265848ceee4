"""Which passage of a text bears on a claim: sentence windows with anchors, ranked by meaning and by words.

`split` cuts a page's text into overlapping windows of sentences; `rank` orders sentences or windows for
one claim. Both are pure: no database, no network.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import bm25s
import numpy as np

from claims.language import vectors

WINDOW_SENTENCES = 3
STEP_SENTENCES = 2  # windows share a sentence, so that a fact told over two sentences stays whole in one
MAX_PASSAGE_CHARACTERS = 1200  # about the 256 word pieces that the sentence model reads
CONTEXT_CHARACTERS = 32
# Measured on 306 WiCE claims with a supporting sentence (evaluate_evidence passages).
BM25_WEIGHT = 0.5

Span = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """A window of a text: `text == whole[start:end]` in code points, with 32 characters either side."""

    text: str
    start: int
    end: int
    prefix: str
    suffix: str


@dataclass(frozen=True)
class Ranking:
    """`order`: indexes, best first; `scores`: one a sentence, in the sentences' own order."""

    order: tuple[int, ...]
    scores: tuple[float, ...]


_PARAGRAPH_BREAK = re.compile(r"\n\s*\n|\r\n\s*\r\n|\n(?=[#*\-•])")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?…。])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9À-ÖØ-Þ])")
_NOT_A_BREAK = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|No|vs|Inc|Ltd|Co|Jr|Sr|approx|e\.g|i\.e))\.$"
)


def split(text: str, *, sentences: Sequence[Span] | None = None) -> tuple[Passage, ...]:
    """Cut `text` into passages of up to three sentences that never cross a paragraph.

    `sentences`: (start, end) spans when the caller has better ones; else they are found here.
    """
    paragraphs = _by_paragraph(text, sentences if sentences is not None else sentence_spans(text))
    spans = [span for paragraph in paragraphs for span in _windows(paragraph)]
    return tuple(_passage(text, start, end) for start, end in spans)


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Find sentences by punctuation alone; spans exclude the white space around them."""
    spans: list[Span] = []
    for start, end in _pieces(text, 0, len(text), _PARAGRAPH_BREAK):
        begin = start
        for match in _SENTENCE_BREAK.finditer(text, start, end):
            if not _NOT_A_BREAK.search(text, begin, match.start()):
                spans.append((begin, match.end()))
                begin = match.end()
        spans.append((begin, end))
    bounded = [part for start, end in spans for part in _bounded(text, start, end)]
    return tuple(_trim(text, start, end) for start, end in bounded if text[start:end].strip())


def rank(claim: str, sentences: Sequence[str]) -> Ranking:
    """Order `sentences` by how much they bear on `claim`: meaning + 0.5 x shared words, on z-scores.

    Ties keep the page's order, so that the same input always gives the same ranking.
    """
    if not sentences:
        return Ranking((), ())
    meaning = vectors.embed(list(sentences)) @ vectors.embed([claim])[0]
    scores = _standardised(meaning) + BM25_WEIGHT * _standardised(word_scores(claim, sentences))
    order = np.argsort(-scores, kind="stable")
    return Ranking(tuple(int(i) for i in order), tuple(round(float(s), 6) for s in scores))


def word_scores(claim: str, sentences: Sequence[str]) -> np.ndarray:
    """BM25 of each sentence for the claim's words, float32 (len(sentences),)."""
    tokens = bm25s.tokenize(list(sentences), stopwords="en", show_progress=False)
    if not tokens.vocab:
        return np.zeros(len(sentences), dtype=np.float32)
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    query = bm25s.tokenize([claim], stopwords="en", return_ids=False, show_progress=False)[0]
    return index.get_scores(query) if query else np.zeros(len(sentences), dtype=np.float32)


def _standardised(scores: np.ndarray) -> np.ndarray:
    spread = scores.std()
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)


def _by_paragraph(text: str, sentences: Sequence[Span]) -> list[list[Span]]:
    paragraphs: list[list[Span]] = []
    for span in sentences:
        gap = text[paragraphs[-1][-1][1] : span[0]] if paragraphs else ""
        if not paragraphs or "\n" in gap:
            paragraphs.append([])
        paragraphs[-1].append(span)
    return paragraphs


def _windows(sentences: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    first = 0
    while first < len(sentences):
        window = sentences[first : first + WINDOW_SENTENCES]
        while len(window) > 1 and window[-1][1] - window[0][0] > MAX_PASSAGE_CHARACTERS:
            window = window[:-1]
        spans.append((window[0][0], window[-1][1]))
        if window[-1] == sentences[-1]:
            break
        first += min(STEP_SENTENCES, len(window))
    return spans


def _passage(text: str, start: int, end: int) -> Passage:
    prefix = text[max(0, start - CONTEXT_CHARACTERS) : start]
    return Passage(text[start:end], start, end, prefix, text[end : end + CONTEXT_CHARACTERS])


def _bounded(text: str, start: int, end: int) -> list[Span]:
    """Cut a "sentence" that no reader or model would take whole, at white space where there is some."""
    spans = []
    while end - start > MAX_PASSAGE_CHARACTERS:
        space = text.rfind(" ", start + 1, start + MAX_PASSAGE_CHARACTERS)
        cut = space if space > start else start + MAX_PASSAGE_CHARACTERS
        spans.append((start, cut))
        start = cut
    return [*spans, (start, end)]


def _pieces(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Span]:
    spans = []
    for match in separator.finditer(text, start, end):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, end)]


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
