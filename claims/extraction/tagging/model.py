"""The tagger: for each word of a sentence, whether it makes a claim, and which words belong to that claim.

A small network renews the state of each word by those that it hangs on, that hang on it and that stand beside
it. That a word makes a claim is read from its own state and that of the word it hangs on; that another word
belongs to it, from both states, the relations between them and their distance. Learnt from articles whose
claims a reader listed (training/tagging); models/claim-tagger-2/CARD.md has the figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from claims.extraction.tagging.features import distance, is_content, ways
from claims.language.vectors import MODELS_FOLDER

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc

MODEL_VERSION = "claim-tagger-2"
# A longer sentence is run together from several; the rules alone read it.
MAX_WORDS = 150
WORDS_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Tagging:
    """content: the words that say something by themselves, by number. makes_claim: float32 (words,),
    probabilities. belongs: by the number of a word that may make a claim, float32 (words,): the probability
    that each word is one of the claim's; 0 for a word without content.
    """

    content: frozenset[int]
    makes_claim: np.ndarray
    belongs: dict[int, np.ndarray]


def tag(doc: "Doc", *, least: float) -> Tagging | None:
    """What is said of a parsed sentence; words that make a claim with a lower probability than `least` are
    left out of `belongs`. None for a sentence that is longer than MAX_WORDS.

    Deterministic: sentences are run one at a time. Raises FileNotFoundError when the model is missing.
    """
    if len(doc) > MAX_WORDS:
        return None
    model = _model()
    heads = [t.head.i for t in doc]
    inputs = {
        "words": model.words(doc),
        "kinds": model.kinds(doc),
        "heads": np.array(heads, dtype=np.int64),
        "below": _below(heads),
    }
    told, *halves = model.session.run(None, inputs)
    makes_claim = _probability(told)
    makers = np.flatnonzero(makes_claim >= least).tolist()
    relations, content = [t.dep_ for t in doc], [t.i for t in doc if is_content(t)]
    found = [way for maker in makers for way in ways(heads, relations, maker, content)]
    belongs = np.zeros((len(makers), len(doc)), dtype=np.float32)
    belongs[:, content] = model.members(halves, makers, content, found)
    return Tagging(frozenset(content), makes_claim, dict(zip(makers, belongs, strict=True)))


def _probability(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-scores))


def _below(heads: list[int]) -> np.ndarray:
    """float32 (words, words): of each word, equal weights for those that hang on it, as in training."""
    found = np.zeros((len(heads), len(heads)), dtype=np.float32)
    for word, head in enumerate(heads):
        found[head, word] = head != word
    return found / np.sqrt(np.maximum(found.sum(axis=1, keepdims=True), 1))


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
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.word = lru_cache(WORDS_REMEMBERED)(self._word)
        tables = np.load(folder / "tables.npz")
        self._pieces, self._scale = tables["pieces"], tables["scale"]
        self._weight, self._bias = tables["weight"], tables["bias"]
        self._by_way = tables["by_way"].astype(np.float32)
        self._by_distance = tables["by_distance"].astype(np.float32)
        self._ways, self._tags, self._relations, self._labels = (
            _numbered(tables[name]) for name in ("ways", "tags", "relations", "labels")
        )

    def words(self, doc: "Doc") -> np.ndarray:
        """float32 (words, width): what the pieces of each word bring."""
        return np.stack([self.word(t.text) for t in doc])

    def _word(self, text: str) -> np.ndarray:
        pieces = self._tokenizer.encode(text, add_special_tokens=False).ids
        if not pieces:
            return np.zeros(self._pieces.shape[1], dtype=np.float32)
        return (self._pieces[pieces] * self._scale[pieces]).mean(axis=0)

    def kinds(self, doc: "Doc") -> np.ndarray:
        """int64 (words, 3): part of speech, relation and label of name; 0 for one that was not learnt."""
        found = [
            (self._tags.get(t.tag_, 0), self._relations.get(t.dep_, 0), self._labels.get(t.ent_type_, 0))
            for t in doc
        ]
        return np.array(found, dtype=np.int64)

    def members(
        self, halves: list[np.ndarray], makers: list[int], words: list[int], found: Iterable[str]
    ) -> np.ndarray:
        """Probabilities (makers, words) of belonging to the claim of each maker; `found` has the ways from
        the first to all words, then those from the second.
        """
        from_head, from_word, affinity, word = halves
        shape = (len(makers), len(words), self._by_way.shape[1])
        ways = self._by_way[[self._ways.get(way, 0) for way in found]].reshape(shape)
        steps = self._by_distance[[distance(maker, i) for maker in makers for i in words]].reshape(shape)
        mixed = np.maximum(from_head[makers][:, None] + from_word[words] + ways + steps, 0)
        return _probability(mixed @ self._weight + self._bias + affinity[makers] @ word[words].T)


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {str(name): number for number, name in enumerate(names, 1)}


@cache
def _model() -> _Model:
    return _Model()
