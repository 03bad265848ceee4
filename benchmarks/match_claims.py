"""How well and how fast new claims are matched with known ones.

    python benchmarks/match_claims.py KNOWN.jsonl.gz QUERIES.jsonl.gz  {"id","claim","title"}, {"text","gold"}
python benchmarks/match_claims.py --pairs PAIRS.jsonl.gz            {"sentence","verified_claim",…}
python benchmarks/match_claims.py --load KNOWN.jsonl.gz 100000      seconds to load that many, and query times
"""

import gzip
import json
import sys
import time
from collections.abc import Iterable

import numpy as np

from factcheck.matching.ranking import KnownClaim, KnownClaims


def rows(path: str) -> list[dict]:
    with gzip.open(path, "rt") as lines:
        return [json.loads(line) for line in lines]


def known_of(path: str) -> list[KnownClaim]:
    return [KnownClaim(row["id"], row["claim"], row["title"]) for row in rows(path)]


def measure(known: KnownClaims, queries: Iterable[tuple[str, set]]) -> None:
    places, seconds = [], []
    for text, gold in queries:
        started = time.perf_counter()
        found = known.match(text, limit=5)
        seconds.append(time.perf_counter() - started)
        places.append(next((i for i, match in enumerate(found) if match.id in gold), None))
    reciprocal = [0.0 if p is None else 1 / (p + 1) for p in places]
    hits = np.mean([p is not None for p in places])
    print(f"MRR@5 {np.mean(reciprocal):.3f}, hit@5 {hits:.3f} over {len(places)} claims")
    print(
        f"seconds a claim: median {np.median(seconds):.3f}, 95th percentile {np.percentile(seconds, 95):.3f}"
    )


def pairs(path: str) -> None:
    found = rows(path)
    ids = {(r["verified_claim"], r["verified_claim_article_title"]): i for i, r in enumerate(found)}
    known = KnownClaims([KnownClaim(i, claim, title) for (claim, title), i in ids.items()])
    golds = ({ids[r["verified_claim"], r["verified_claim_article_title"]]} for r in found)
    measure(known, ((r["sentence"], gold) for r, gold in zip(found, golds, strict=True)))


def load(path: str, count: int) -> None:
    claims = known_of(path)
    many = [
        KnownClaim(i, f"{claims[i % len(claims)].text} {i // len(claims)}", claims[-i % len(claims)].title)
        for i in range(count)
    ]
    started = time.perf_counter()
    known = KnownClaims(many)
    print(f"{count} known claims indexed in {time.perf_counter() - started:.1f} s")
    measure(known, [(claims[i].text, {i}) for i in range(100)])


def main() -> None:
    match sys.argv[1:]:
        case ["--pairs", path]:
            pairs(path)
        case ["--load", path, count]:
            load(path, int(count))
        case [known, queries]:
            measure(KnownClaims(known_of(known)), [(q["text"], set(q["gold"])) for q in rows(queries)])
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
