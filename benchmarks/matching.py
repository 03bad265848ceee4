"""How fast a new claim is matched to the fact-checks that the database knows.

    python benchmarks/matching.py KNOWN.jsonl.gz [100000]

It makes a database of its own. KNOWN holds {"claim", "title"} lines: the first 200 are asked for, and stored
are the others, again and again until there are enough: each time with another number, and a vector around
that of the claim (search.py says how). What is timed is what happens at a claim's intake: its vector is made,
the nearest are looked up, and these are ranked by meaning and words.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Iterator
from itertools import islice

import numpy as np
from databases import database
from django.db import connection
from pgvector.django import HnswIndex
from search import perturbed

from claims.language import vectors
from factcheck.matching.find import find, read_unread
from factcheck.matching.models import KnownFactCheck

QUERIES = 200
CHUNK = 5_000


def stored(rows: list[dict[str, str]], made: np.ndarray) -> Iterator[KnownFactCheck]:
    for number, vector in enumerate(made):
        row, times = rows[number % len(rows)], number // len(rows)
        yield KnownFactCheck(
            fingerprint=str(number),
            claim_reviewed=f"{row['claim']} {times or ''}".strip(),
            title=row["title"][:500],
            publisher="The Checkers",
            url=f"https://checks.example/{number}",
            vector=vector,
            vector_model=vectors.MODELS[-1],
        )


def store(known: Iterator[KnownFactCheck]) -> None:
    """The index of vectors is made anew behind them: built at once it takes minutes, row by row an hour."""
    index = next(index for index in KnownFactCheck._meta.indexes if isinstance(index, HnswIndex))
    with connection.schema_editor() as schema:
        schema.remove_index(KnownFactCheck, index)
    for chunk in iter(lambda: list(islice(known, CHUNK)), []):
        KnownFactCheck.objects.bulk_create(chunk)
    with connection.schema_editor() as schema:
        schema.execute("SET maintenance_work_mem = '1GB'")
        schema.add_index(KnownFactCheck, index)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def main() -> None:
    """Print one line a figure."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with gzip.open(sys.argv[1], "rt") as lines:
        rows = [json.loads(line) for line in lines]
    asked, rows = rows[:QUERIES], rows[QUERIES:]
    real = vectors.embed([row["claim"] for row in rows], threads=2)
    with database():
        started = time.perf_counter()
        store(stored(rows, perturbed(real, count)))
        print(f"{count:,} known fact-checks stored in {time.perf_counter() - started:.0f} s")
        for round_of in ("first", "second"):
            seconds = list(timed([row["title"] for row in asked]))
            middle, slow = np.percentile(seconds, [50, 95])
            print(
                f"{round_of} round, a claim: median {middle * 1000:.1f} ms, "
                f"95th percentile {slow * 1000:.1f} ms"
            )


def timed(texts: list[str]) -> Iterator[float]:
    for number, text in enumerate(texts):
        started = time.perf_counter()
        find({number: text}, KnownFactCheck.objects.of_others(), read=read_unread())
        yield time.perf_counter() - started


if __name__ == "__main__":
    main()
