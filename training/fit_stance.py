"""Fit the weights of factcheck/evidence/stance.py: a softmax over features of the comparison.

    python training/fit_stance.py DATA_FOLDER > factcheck/evidence/stance_weights.py

Trains on permissive sets alone (FEVER pairs, FEVER-Symmetric, FM2 with its distractors as context,
factcheck-gpt), seed 7. Scores of five folds go to standard error.
"""

import gzip
import json
import random
import sys
from pathlib import Path

import numpy as np

from factcheck.evidence.compare import compare
from factcheck.evidence.stance import features

SEED = 7
LABELS = ("supports", "contradicts", "context")
_LABEL = {
    "supports": 0, "refutes": 1, "nei": 2, "completely-support": 0, "refute": 1, "irrelevant": 2,
    "partially-support": 2,
}  # fmt: skip
PAIRS_A_SET = 1500
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


def report(x: np.ndarray, y: np.ndarray) -> None:
    fold = np.random.default_rng(SEED).integers(0, 5, len(y))
    found = np.zeros((len(y), len(LABELS)))
    for k in range(5):
        found[fold == k] = probabilities(x[fold == k], fit(x[fold != k], y[fold != k]))
    for label in (0, 1):
        for least in (0.5, 0.6, 0.7, 0.8, 0.9):
            shown = found[:, label] >= least
            right = (y[shown] == label).mean() if shown.any() else float("nan")
            print(f"{LABELS[label]} >= {least}: precision {right:.3f}, shown {shown.sum()}", file=sys.stderr)


def main() -> None:
    rows = pairs(Path(sys.argv[1]))
    values = [features(claim, passage, compare(claim, passage)) for claim, passage, _ in rows]
    names = tuple(values[0])
    x = np.array([[value[name] for name in names] for value in values])
    y = np.array([label for _, _, label in rows])
    if len(sys.argv) > 2:
        np.savez(sys.argv[2], x=x, y=y, names=names)
    report(x, y)
    weights = fit(x, y)
    print('"""Weights of the stance\'s features, by training/fit_stance.py: do not edit by hand."""\n')
    print(f"FEATURES = {names!r}\n")
    print("# One row a label: supports, contradicts, context.")
    print(f"WEIGHTS = {tuple(tuple(round(float(w), 4) for w in row) for row in weights)!r}")


if __name__ == "__main__":
    main()
