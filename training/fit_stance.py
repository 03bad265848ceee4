"""Fit the weights of factcheck/evidence/stance.py: a softmax over the comparison, with and without the model.

    python -m training.fit_stance DATA_FOLDER > factcheck/evidence/stance_weights.py

The weights without the model learn from the permissive sets (FEVER pairs, FEVER-Symmetric, FM2 with its
distractors as context, factcheck-gpt), seed 7. Those with it learn from what was held out of these sets
(factcheck/evaluation/splits.py): the model has not seen it, so its scores are worth here what they will be
worth on other pairs. Scores of five folds go to standard error; pairs of one claim lie in one fold.
"""

import gzip
import hashlib
import json
import random
import sys
from pathlib import Path

import numpy as np

from factcheck.evaluation.datasets import Pair
from factcheck.evaluation.splits import parted
from factcheck.evidence.compare import compare
from factcheck.evidence.stance import features, read_together

SEED = 7
LABELS = ("supports", "contradicts", "context")
_LABEL = {
    "supports": 0, "refutes": 1, "nei": 2, "completely-support": 0, "refute": 1, "irrelevant": 2,
    "partially-support": 2,
}  # fmt: skip
PAIRS_A_SET = 1500
SEED_HELD_OUT = 3
HELD_OUT_A_SET = {
    "fever_symmetric_dev": 999, "fm2_dev": 999, "factcheckgpt": 999, "fever_dev_2way": 400, "distractor": 200,
}  # fmt: skip
# Only a rule looks at it: a claim alone must not tell its stance.
NOT_WEIGHED = "claim_negates"
# Added to context where the model reads: macro-F1 of the likeliest label is best over all development sets.
CONTEXT_SHIFT = -1.0
FOLDS = 5
STEPS, RATE, DECAY = 3000, 0.5, 1e-3


def pairs(folder: Path) -> list[tuple[str, str, int]]:
    found = []
    for name in (
        "stance_fever_dev_2way",
        "stance_fever_symmetric_dev",
        "stance_fm2_dev",
        "stance_factcheckgpt",
    ):
        of_set = list(_pairs_of(folder / f"{name}.jsonl.gz"))
        random.Random(SEED).shuffle(of_set)
        found += of_set[:PAIRS_A_SET]
    return found


def _pairs_of(path: Path):
    with gzip.open(path, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            evidence = row["evidence"]
            text = " ".join(evidence) if isinstance(evidence, list) else evidence
            yield row["claim"], text, _LABEL[row["label"]]
            if row.get("distractors"):
                yield row["claim"], row["distractors"][0], _LABEL["nei"]


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights (labels, features) by full-batch gradient descent, each label weighing the same."""
    weights = np.zeros((len(LABELS), x.shape[1]))
    share = np.bincount(y, minlength=len(LABELS))
    each = (len(y) / (len(LABELS) * share))[y][:, None]
    target = np.eye(len(LABELS))[y]
    for _ in range(STEPS):
        gradient = (each * (probabilities(x, weights) - target)).T @ x / len(y)
        weights -= RATE * (gradient + DECAY * weights)
    return weights


def probabilities(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    sums = x @ weights.T
    grown = np.exp(sums - sums.max(1, keepdims=True))
    return grown / grown.sum(1, keepdims=True)


def held_out_pairs(folder: Path) -> list[Pair]:
    """Of each held-out set as many as HELD_OUT_A_SET says, the same ones every time."""
    _learnt, held_out = parted(folder)
    chance, found = random.Random(SEED_HELD_OUT), []
    for source, most in HELD_OUT_A_SET.items():
        of_set = sorted((p for p in held_out if p.source == source), key=lambda p: (p.claim, p.passage))
        found += chance.sample(of_set, min(len(of_set), most))
    return found


def report(x: np.ndarray, y: np.ndarray, folds: np.ndarray) -> None:
    found = np.zeros((len(y), len(LABELS)))
    for fold in range(FOLDS):
        found[folds == fold] = probabilities(x[folds == fold], fit(x[folds != fold], y[folds != fold]))
    for label in (0, 1):
        for least in (0.5, 0.6, 0.7, 0.8, 0.9):
            shown = found[:, label] >= least
            right = (y[shown] == label).mean() if shown.any() else float("nan")
            print(f"{LABELS[label]} >= {least}: precision {right:.3f}, shown {shown.sum()}", file=sys.stderr)


def fold_of(claim: str) -> int:
    return hashlib.sha256(claim.encode()).digest()[0] % FOLDS


def table(values: list[dict[str, float]], names: tuple[str, ...]) -> np.ndarray:
    return np.array([[value[name] for name in names] for value in values])


def written(weights: np.ndarray) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(round(float(w), 4) for w in row) for row in weights)


def without_model(folder: Path) -> tuple[tuple[str, ...], np.ndarray]:
    """The names of the features, and a row of weights a label."""
    rows = pairs(folder)
    values = [features(claim, passage, compare(claim, passage)) for claim, passage, _ in rows]
    names = tuple(name for name in values[0] if name != NOT_WEIGHED)
    x, y = table(values, names), np.array([label for _, _, label in rows])
    report(x, y, np.array([fold_of(claim) for claim, _, _ in rows]))
    return names, fit(x, y)


def with_model(folder: Path, names: tuple[str, ...]) -> tuple[tuple[str, ...], np.ndarray]:
    """The names of the model's readings, and a row of weights a label for these and the features."""
    rows = held_out_pairs(folder)
    readings = [read_together(p.claim, p.passage) for p in rows]
    values = [
        reading | features(p.claim, p.passage, compare(p.claim, p.passage))
        for reading, p in zip(readings, rows, strict=True)
    ]
    read = tuple(readings[0])
    x, y = table(values, (*read, *names)), np.array([LABELS.index(p.label) for p in rows])
    report(x, y, np.array([fold_of(p.claim) for p in rows]))
    weights = fit(x, y)
    weights[LABELS.index("context"), (*read, *names).index("bias")] += CONTEXT_SHIFT
    return read, weights


def main() -> None:
    folder = Path(sys.argv[1])
    names, weights = without_model(folder)
    read, weights_with_readings = with_model(folder, names)
    print('"""Weights of the stance\'s features, by training/fit_stance.py: do not edit by hand."""\n')
    print(f"FEATURES = {names!r}\n")
    print("# What the model says of both texts, where it is asked.")
    print(f"READINGS = {read!r}\n")
    print("# One row a label: supports, contradicts, context.")
    print(f"WEIGHTS = {written(weights)!r}\n")
    print("# The same, for the readings and then the features.")
    print(f"WEIGHTS_WITH_READINGS = {written(weights_with_readings)!r}")


if __name__ == "__main__":
    main()
