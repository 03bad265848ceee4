"""Whether a passage, read together with a claim, bears it out: a small cross-encoder in ONNX (models/).

The weights are int8 and activations are scaled by the whole batch, so a pair's scores would depend on its
neighbours in a batch. Pairs are therefore run one at a time, without padding: the same pair always gives the
same scores. What that costs beside bare batches is measured by benchmarks/entailment.py.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

MODEL_VERSION = "entailment-2"
MODEL_FOLDER = Path(__file__).resolve().parents[2] / "models" / MODEL_VERSION
LABELS = ("supports", "contradicts", "context")
LONGEST_PASSAGE = 55  # words; of a longer one the part nearest to the claim is read
_SENTENCE = re.compile(r"(?<=[.!?][\s”\"])\s*(?=[A-Z“\"])")


def scores(pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """Return float32 (len(pairs), 3): how strongly each (claim, passage) speaks for each of LABELS.

    These are no probabilities: their softmax is too sure. Equal pairs get equal rows. Of a pair, 72 word
    pieces are looked at; the longer text is cut first. Raises FileNotFoundError when the model is missing.
    """
    tokenizer, session = _model()
    unique = list(dict.fromkeys(pairs))
    if not unique:
        return np.empty((0, len(LABELS)), dtype=np.float32)
    rows = {pair: _scores(tokenizer, session, pair) for pair in unique}
    return np.stack([rows[pair] for pair in pairs])


def nearest(claim: str, passage: str) -> str:
    """Of a long passage, the sentence that has most of the claim's words, and what follows it."""
    if len(passage.split()) <= LONGEST_PASSAGE:
        return passage
    sentences = _SENTENCE.split(passage)
    best = max(range(len(sentences)), key=lambda place: overlap(claim, sentences[place]))
    return " ".join(" ".join(sentences[best:]).split()[:LONGEST_PASSAGE])


def overlap(claim: str, passage: str) -> float:
    """Share of the claim's longer words and numbers that the passage has too."""
    words = {w for w in re.findall(r"\w+", claim.lower()) if len(w) > 3 or w.isdigit()}
    there = set(re.findall(r"\w+", passage.lower()))
    return len(words & there) / len(words) if words else 1.0


def _scores(tokenizer: Tokenizer, session: Any, pair: tuple[str, str]) -> np.ndarray:
    claim, passage = pair
    encoding = tokenizer.encode(claim, nearest(claim, passage))
    ids = np.array([encoding.ids], dtype=np.int64)
    kinds = np.array([encoding.type_ids], dtype=np.int64)
    inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": kinds}
    return session.run(None, inputs)[0][0]


@lru_cache(maxsize=1)
def _model() -> tuple[Tokenizer, Any]:
    weights = MODEL_FOLDER / "model.onnx"
    if not weights.exists():
        raise FileNotFoundError(
            f"The entailment model is missing at {weights}: check out models/ completely."
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    return Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json")), session
