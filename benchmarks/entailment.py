"""How fast pairs of claim and passage are scored, beside bare onnxruntime on the same pairs.

    python benchmarks/entailment.py PAIRS.jsonl [--pairs 512] [--rounds 3]

PAIRS holds {"claim", "passage"} lines (training/stance_pairs.py writes such). "Bare" is what a script would
do: the model alone, one thread, word pieces made beforehand, in padded batches of pairs of about one length;
and the same one pair at a time. Ours is factcheck.evidence.entailment.scores with everything it does.
Rounds alternate, the median of each counts.
"""

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import checkout  # noqa: F401
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from factcheck.evidence import entailment

BATCH = 16

Inputs = dict[str, np.ndarray]


def inputs_of(tokenizer: Tokenizer, pairs: list[tuple[str, str]], size: int) -> list[Inputs]:
    """The pairs as the model takes them, in padded batches of about one length."""
    encoded = sorted(tokenizer.encode_batch(pairs), key=lambda e: len(e.ids))
    return [_padded(encoded[start : start + size]) for start in range(0, len(encoded), size)]


def _padded(rows: list) -> Inputs:
    longest = max(len(row.ids) for row in rows)
    found = {
        name: np.zeros((len(rows), longest), dtype=np.int64)
        for name in ("input_ids", "attention_mask", "token_type_ids")
    }
    for place, row in enumerate(rows):
        found["input_ids"][place, : len(row.ids)] = row.ids
        found["attention_mask"][place, : len(row.ids)] = 1
        found["token_type_ids"][place, : len(row.ids)] = row.type_ids
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs_file", type=Path)
    parser.add_argument("--pairs", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.pairs_file.read_text().splitlines()]
    pairs = list({(row["claim"], row["passage"]): None for row in rows})[: options.pairs]
    before = _memory()
    entailment.scores(pairs[:1])
    print(f"{_memory() - before} MB more once the model is loaded")
    tokenizer = Tokenizer.from_file(str(entailment.MODEL_FOLDER / "tokenizer.json"))
    session = _session()
    read = [(claim, entailment.nearest(claim, passage)) for claim, passage in pairs]
    batched, single = inputs_of(tokenizer, read, BATCH), inputs_of(tokenizer, read, 1)
    runs: dict[str, Callable[[], object]] = {
        "ours": lambda: entailment.scores(pairs),
        f"bare, batches of {BATCH}": lambda: [session.run(None, batch) for batch in batched],
        "bare, one at a time": lambda: [session.run(None, batch) for batch in single],
    }
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _round in range(options.rounds):
        for name, run in runs.items():
            started = time.process_time()
            run()
            taken[name].append(time.process_time() - started)
    ours = statistics.median(taken["ours"])
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name}: {len(pairs) / median:.1f} pairs a CPU-second; ours has {median / ours:.2f} of it")


def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    path = str(entailment.MODEL_FOLDER / "model.onnx")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
