"""Sentence vectors: how alike two texts are in meaning, by all-MiniLM-L6-v2 in ONNX (models/).

The model's weights are int8 and its activations are scaled by the whole batch, so a text's vector would
depend on its neighbours in a batch. Texts are therefore run one at a time: the same text always gives
the same vector, and on a CPU nothing is lost.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

# Those that ship, the oldest first. A release with a new one ships the one before as well, by which the
# archive is searched until everything has the new one's vectors (reembed).
MODELS = ("sentence-vectors-1",)
MODEL_VERSION = MODELS[-1]
DIMENSIONS = 384
MODELS_FOLDER = Path(__file__).resolve().parents[2] / "models"


def embed(texts: Sequence[str], *, threads: int = 1, model: str = MODEL_VERSION) -> np.ndarray:
    """Return float32 (len(texts), 384), each row of unit length; equal texts get equal rows.

    `threads`: how many texts are read at a time, each on one core. `model`: one of MODELS.
    Text beyond 256 word pieces is not looked at. Raises FileNotFoundError when the model is missing.
    """
    tokenizer, session = _model(model)
    unique = list(dict.fromkeys(texts))
    if not unique:
        return np.empty((0, DIMENSIONS), dtype=np.float32)
    rows = dict(zip(unique, _rows(tokenizer, session, unique, threads), strict=True))
    return np.stack([rows[text] for text in texts])


def _rows(tokenizer: Tokenizer, session: Any, texts: Sequence[str], threads: int) -> list[np.ndarray]:
    if threads == 1:
        return [_vector(tokenizer, session, text) for text in texts]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda text: _vector(tokenizer, session, text), texts))


def _vector(tokenizer: Tokenizer, session: Any, text: str) -> np.ndarray:
    ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
    return session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]


@lru_cache(maxsize=2)
def _model(version: str) -> tuple[Tokenizer, Any]:
    folder = MODELS_FOLDER / version
    weights = folder / "model.onnx"
    if not weights.exists():
        raise FileNotFoundError(f"The sentence model is missing at {weights}: check out models/ completely.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    return Tokenizer.from_file(str(folder / "tokenizer.json")), session
