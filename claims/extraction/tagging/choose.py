"""The rules' candidates weighed by the tagger: what it holds for no claim goes, what it misses is told."""

from collections.abc import Iterator

import numpy as np

from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.walk import failures
from claims.extraction.tagging.model import Tagging, tag
from claims.extraction.tagging.telling import tell
from claims.extraction.tree import Candidate

# A candidate as unlikely as this goes, unless the sentence would have none left.
UNLIKELY = 0.3
# A word that makes a claim with a lower probability can make no candidate likely enough.
LEAST = UNLIKELY**2
# A claim as likely as this is told where no candidate has most of its words.
LIKELY = 0.6
MAX_SHARED = 0.6
BELONGS = 0.5
MIN_CONTENT_WORDS = 3


def weigh(found: list[Candidate], sentence: Sentence) -> list[Candidate]:
    """The candidates that stay, in their order, and then those that the rules missed."""
    tagging = tag(sentence.doc, least=LEAST) if found else None
    if tagging is None:
        return found
    kept = [c for c in found if likelihood(c, tagging) >= UNLIKELY] or found
    more = [c for c in _missed(kept, sentence, tagging) if c not in kept]
    return kept + more


def likelihood(candidate: Candidate, tagging: Tagging) -> float:
    """0 to 1: how well the candidate's words agree with those of the claim that some word makes."""
    own = _own_words(candidate, tagging)
    agreed = [
        float(tagging.makes_claim[head]) ** 0.5 * _agreement(own, belongs)
        for head, belongs in tagging.belongs.items()
    ]
    return max(agreed, default=0.0) if own else 0.0


def _agreement(own: set[int], belongs: np.ndarray) -> float:
    """The expected F1 of the words, given with what probability each belongs."""
    return float(2 * belongs[sorted(own)].sum() / (len(own) + belongs.sum()))


def _own_words(candidate: Candidate, tagging: Tagging) -> set[int]:
    return {i for i in candidate.tokens if i in tagging.content}


def _missed(kept: list[Candidate], sentence: Sentence, tagging: Tagging) -> Iterator[Candidate]:
    told = [_own_words(c, tagging) for c in kept]
    for head, belongs in tagging.belongs.items():
        own = {int(i) for i in np.flatnonzero(belongs > BELONGS)} | {head}
        sure = float(tagging.makes_claim[head]) * _agreement(own, belongs)
        if len(own) < MIN_CONTENT_WORDS or sure < LIKELY or any(_shared(own, t) >= MAX_SHARED for t in told):
            continue
        if not _may_be_told(head, sentence):
            continue
        claim = tell(sentence.doc[head], own)
        if claim is not None and not failures(claim, sentence):
            told.append(own)
            yield claim


def _may_be_told(head: int, sentence: Sentence) -> bool:
    """Not what hands on a content to its speaker, nor what no speaker vouches for."""
    report = sentence.report_by(head)
    around = sentence.report_at(head)
    return not (report is not None and report.head is not None) and (around is None or around.asserted)


def _shared(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
