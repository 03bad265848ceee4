"""How well the sentences that support a claim are found in its page: MRR on a WiCE file.

    python benchmarks/evidence_passages.py entail_wice_dev.jsonl.gz

Reads {"claim", "evidence": [sentence, …], "supporting": [[index, …], …]} lines; claims without a supporting
sentence are left out.
"""

import gzip
import json
import sys
import time

import numpy as np

from claims.language import vectors
from factcheck.evidence import passages


def reciprocal_rank(order: np.ndarray, supporting: set[int]) -> float:
    return 1 / (1 + next(place for place, index in enumerate(order) if int(index) in supporting))


def main() -> None:
    with gzip.open(sys.argv[1], "rt") as lines:
        rows = [json.loads(line) for line in lines]
    found: dict[str, list[float]] = {"both": [], "meaning": [], "words": []}
    started, sentences = time.perf_counter(), 0
    for row in rows:
        supporting = {index for group in row["supporting"] for index in group}
        if not supporting:
            continue
        claim, page = row["claim"], row["evidence"]
        found["both"].append(reciprocal_rank(np.array(passages.rank(claim, page).order), supporting))
        sentences += len(page)
        words = passages.word_scores(claim, page)
        found["words"].append(reciprocal_rank(np.argsort(-words, kind="stable"), supporting))
        if "--apart" in sys.argv:
            meaning = vectors.embed(page) @ vectors.embed([claim])[0]
            found["meaning"].append(reciprocal_rank(np.argsort(-meaning, kind="stable"), supporting))
    seconds = time.perf_counter() - started
    for name, ranks in found.items():
        if ranks:
            print(f"{name}: MRR {np.mean(ranks):.3f} over {len(ranks)} claims")
    print(f"{sentences / seconds:.0f} sentences a second")


if __name__ == "__main__":
    main()
