"""The tagger: for each word of a sentence, whether it makes a claim, and which words belong to that claim.

MiniLM reads the sentence; with the parse beside it, each word gets a state. That a word makes a claim is read
from its own state and that of the word it hangs on; that another word belongs to it, from both states, the
relations between them and their distance. Learnt from articles whose claims a reader listed
(training/tagging); models/claim-tagger-1/CARD.md has the figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from claims.extraction.tagging.features import distance, way
from claims.language.vectors import MODELS_FOLDER

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc

MODEL_VERSION = "claim-tagger-1"
# A longer sentence is run together from several; the rules alone read it.
MAX_WORDS = 150


@dataclass(frozen=True, slots=True)
class Tagging:
    """makes_claim: float32 (words,), probabilities. belongs: by the number of a word that may make a claim,
    float32 (words,): the probability that each word is one of the claim's.
    """

    makes_claim: np.ndarray
    belongs: dict[int, np.ndarray]


def tag(doc: "Doc", *, least: float) -> Tagging | None:
    """What is said of a parsed sentence; words that make a claim with a lower probability than `least` are
    left out of `belongs`. None for a sentence that is longer than MAX_WORDS or than the encoder reads.

    Deterministic: sentences are run one at a time. Raises FileNotFoundError when the model is missing.
    """
    model = _model()
    encoded = model.tokenizer.encode(doc.text)
    words = _alignment(doc, encoded.offsets)
    if len(doc) > MAX_WORDS or words is None:
        return None
    ids = np.array([encoded.ids], dtype=np.int64)
    inputs = {
        "input_ids": ids,
        "attention_mask": np.ones_like(ids),
        "words": words[None],
        "features": model.features(doc)[None],
        "heads": np.array([[t.head.i for t in doc]], dtype=np.int64),
    }
    told, from_head, from_word, affinity, word = (found[0] for found in model.session.run(None, inputs))
    makes_claim = _probability(told)
    heads = [int(i) for i in np.flatnonzero(makes_claim >= least)]
    belongs = {}
    for head in heads:
        ways, distances = model.pair(doc, head)
        hidden = np.maximum(from_head[head] + from_word + ways + distances, 0)
        belongs[head] = _probability(hidden @ model.weight + model.bias + word @ affinity[head])
    return Tagging(makes_claim, belongs)


def _probability(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-scores))


def _alignment(doc: "Doc", offsets: Sequence[tuple[int, int]]) -> np.ndarray | None:
    """Which word pieces make up each word, as weights that sum to one; None where words got none."""
    found = np.zeros((len(doc), len(offsets)), dtype=np.float32)
    starts = [t.idx for t in doc]
    at = 0
    for piece, (start, end) in enumerate(offsets):
        if end == start:
            continue
        while at + 1 < len(starts) and starts[at + 1] <= start:
            at += 1
        found[at, piece] = 1
    if not found[-1].any() and not doc[len(doc) - 1].is_space:
        return None
    sums = found.sum(axis=1, keepdims=True)
    return found / np.maximum(sums, 1)


class _Model:
    def __init__(self) -> None:
        folder = MODELS_FOLDER / MODEL_VERSION
        weights = folder / "model.onnx"
        if not weights.exists():
            raise FileNotFoundError(
                f"The claim tagger is missing at {weights}: check out models/ completely."
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session: Any = onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tables = np.load(folder / "tables.npz")
        self.weight, self.bias = tables["weight"], tables["bias"]
        self._by_way = tables["by_way"].astype(np.float32)
        self._by_distance = tables["by_distance"].astype(np.float32)
        self._ways, self._tags, self._relations, self._labels = (
            _numbered(tables[name]) for name in ("ways", "tags", "relations", "labels")
        )

    def features(self, doc: "Doc") -> np.ndarray:
        """int64 (words, 3): part of speech, relation and label of name; 0 for one that was not learnt."""
        found = [
            (self._tags.get(t.tag_, 0), self._relations.get(t.dep_, 0), self._labels.get(t.ent_type_, 0))
            for t in doc
        ]
        return np.array(found, dtype=np.int64)

    def pair(self, doc: "Doc", head: int) -> tuple[np.ndarray, np.ndarray]:
        """Of each word, what its way from `head` adds, and what its distance does: float32 (words, 96)."""
        numbers = range(len(doc))
        ways = self._by_way[[self._ways.get(way(doc, head, i), 0) for i in numbers]]
        return ways, self._by_distance[[distance(head, i) for i in numbers]]


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {str(name): number for number, name in enumerate(names, 1)}


@cache
def _model() -> _Model:
    return _Model()
