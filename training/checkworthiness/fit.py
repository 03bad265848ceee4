"""Fit the weights of the signs of check-worthiness: logistic regression with a ridge, on NumPy.

usage: python -m training.checkworthiness.fit [--gold GOLD.jsonl] [--extra SET.jsonl.gz …] > weights

What ships is fitted on speech_*.txt (sentences written and labelled for this project) and, with --gold, on
claims listed by hand to our rubric. --extra adds research sets ({"text", "label": "Yes" or "No"}) for a
newsroom that may use them.
"""

import argparse
import gzip
import json
from pathlib import Path

import numpy as np

from claims.extraction.worthiness import SIGNS, signs_of

HERE = Path(__file__).parent
RIDGE = 2.0
# Each sentence of speech counts this often, so that the claims of news, three times as many, do not
# drown them.
SPEECH_TIMES = 3
STEPS = 60


def rows(text: str) -> list[float]:
    found = set(signs_of(text))
    return [1.0, min(len(text.split()), 40) / 20, *(float(name in found) for name in SIGNS)]


def speech() -> list[tuple[str, bool]]:
    read = lambda name: (HERE / name).read_text(encoding="utf8").splitlines()  # noqa: E731
    return [(s, True) for s in read("speech_worth_checking.txt")] + [
        (s, False) for s in read("speech_not_worth_checking.txt")
    ]


def gold(path: str) -> list[tuple[str, bool]]:
    """Claims of the rubric: level 2 is worth a check, level 0 is not."""
    articles = [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines()]
    claims = [c for a in articles for c in a["claims"] if c["checkworthy"] in {0, 2}]
    return [(c["claim"], c["checkworthy"] == 2) for c in claims]


def extra(path: str) -> list[tuple[str, bool]]:
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf8") as file:
        return [(r["text"], r["label"] == "Yes") for r in map(json.loads, file)]


def fit(examples: list[tuple[str, bool]]) -> np.ndarray:
    """Newton's method; the classes weigh the same whatever their numbers."""
    x = np.array([rows(text) for text, _ in examples])
    y = np.array([float(label) for _, label in examples])
    weight = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    w = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], RIDGE)
    penalty[0] = 0.01
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (weight * (p - y)) + penalty * w
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        w -= np.linalg.solve(hessian, gradient)
    return w


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--gold")
    parser.add_argument("--extra", nargs="*", default=[])
    chosen = parser.parse_args()
    examples = (
        speech() * SPEECH_TIMES
        + (gold(chosen.gold) if chosen.gold else [])
        + [e for p in chosen.extra for e in extra(p)]
    )
    w = fit(examples)
    print(
        json.dumps(
            {"base": w[0], "length": w[1], **dict(zip(SIGNS, w[2:], strict=True))}, indent=1, default=float
        )
    )


if __name__ == "__main__":
    main()
