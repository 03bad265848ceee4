"""Stance and differences on a labelled set: precision and coverage of what is shown, and macro-F1.

    python benchmarks/evidence_stance.py stance_fm2_dev.jsonl.gz [PAIRS]

Reads {"claim", "evidence": text or [sentence, …], "label"} lines; with "distractors", two of them are one
more pair, labelled context. `--changed` measures instead how often a supported claim is still called
supported once one of its numbers is changed or it is negated: none should be.
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from stance_pairs import CONTEXT, CONTRADICTS, LABELS, SUPPORTS, Pair, change_number, labelled, negate

from factcheck.evidence.compare import compare
from factcheck.evidence.stance import judge

SEED = 3


def f1(right: int, found: int, there: int) -> float:
    return 2 * right / (found + there) if found + there else 0.0


def measure(pairs: list[Pair]) -> None:
    started, shown, right, best = time.perf_counter(), Counter(), Counter(), Counter()
    for pair in pairs:
        stance = judge(pair.claim, pair.passage, compare(pair.claim, pair.passage))
        scores = (stance.supports, stance.contradicts, stance.context)
        guess = scores.index(max(scores))
        best[guess, pair.label] += 1
        if stance.shown:
            label = LABELS.index(stance.stance)
            shown[label] += 1
            right[label] += label == pair.label
    there = Counter(p.label for p in pairs)
    for label in (SUPPORTS, CONTRADICTS):
        precision = right[label] / shown[label] if shown[label] else float("nan")
        covered = right[label] / there[label] if there[label] else float("nan")
        print(f"{LABELS[label]}: shown {shown[label]}, precision {precision:.3f}, coverage {covered:.3f}")
    kinds = [k for k in range(3) if there[k]]
    scores_of = [f1(best[k, k], sum(best[k, j] for j in range(3)), there[k]) for k in kinds]
    print(f"macro-F1 of the best score: {sum(scores_of) / len(kinds):.3f} over {dict(there)}")
    print(f"{len(pairs) / (time.perf_counter() - started):.1f} pairs a second")


def measure_changed(pairs: list[Pair]) -> None:
    chance, counts = random.Random(SEED), Counter()
    for pair in (p for p in pairs if p.label == SUPPORTS):
        for kind, change in (("number", change_number), ("negation", negate)):
            claim = change(pair.claim, chance)
            if claim is None:
                continue
            stance = judge(claim, pair.passage, compare(claim, pair.passage))
            counts[kind, stance.stance] += 1
            if stance.stance == "supports":
                print("still supported:", claim, "||", pair.passage[:300])
    print(dict(counts))


def main() -> None:
    pairs = [p for p in labelled(Path(sys.argv[1])) if p.label in (SUPPORTS, CONTRADICTS, CONTEXT)]
    random.Random(SEED).shuffle(pairs)
    counts = [int(a) for a in sys.argv[2:] if a.isdigit()]
    chosen = pairs[: counts[0]] if counts else pairs
    (measure_changed if "--changed" in sys.argv else measure)(chosen)


if __name__ == "__main__":
    main()
