"""How fast known claims load and new ones are matched, at a number of stored claims.

    python benchmarks/match_claims.py KNOWN.jsonl.gz [100000]

KNOWN holds {"id", "claim", "title"} lines; they are repeated with a number each until there are enough.
How well claims are matched: `./run manage evaluate_evidence matching`.
"""

import gzip
import json
import sys
import time

import checkout  # noqa: F401
import numpy as np

from factcheck.matching.ranking import KnownClaim, KnownClaims

QUERIES = 100


def known(path: str, count: int) -> list[KnownClaim]:
    with gzip.open(path, "rt") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        KnownClaim(i, f"{rows[i % len(rows)]['claim']} {i // len(rows)}", rows[-i % len(rows)]["title"])
        for i in range(count)
    ]


def main() -> None:
    many = known(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
    started = time.perf_counter()
    claims = KnownClaims(many)
    print(f"{len(many)} known claims indexed in {time.perf_counter() - started:.1f} s")
    seconds, right = [], 0
    for one in many[:QUERIES]:
        started = time.perf_counter()
        found = claims.match(one.text)
        seconds.append(time.perf_counter() - started)
        right += found[0].id == one.id
    middle, slow = np.percentile(seconds, [50, 95])
    print(
        f"a claim: median {middle * 1000:.0f} ms, 95th percentile {slow * 1000:.0f} ms; itself first {right}"
    )


if __name__ == "__main__":
    main()
