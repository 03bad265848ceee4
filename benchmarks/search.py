"""How fast the vector search answers among many passages, and how many of the truly nearest it finds.

    DATABASE_URL=postgres://… python benchmarks/search.py TEXTS.jsonl [200000]

TEXTS holds {"text"} lines. Their passages are embedded by the model that ships; each stored vector is one of
these with noise, of unit length, so that they lie as real ones do. Queries are sentences that are not stored.
A table of its own, with the index of passages, is made in the database and dropped.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import checkout  # noqa: F401
import numpy as np
import psycopg
from pgvector.psycopg import register_vector

from claims.language import vectors
from factcheck.evidence.passages import split

NEAREST = 12  # what factcheck/evidence/find.py looks at
QUERIES = 200
# Noise of this length beside a unit vector: a stored one has a cosine of .78 with the text it was made of.
NOISE = 0.8
CHUNK = 5_000
# How many neighbours the index keeps in view; pgvector's own choice is the first.
EFFORTS = (40, 100, 200, 400)


def passages(path: str) -> list[str]:
    with Path(path).open() as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return list(dict.fromkeys(window.text for text in texts for window in split(text)))


def perturbed(real: np.ndarray, count: int) -> np.ndarray:
    """`count` unit vectors around the real ones; the same every time."""
    chance = np.random.default_rng(0)
    made = np.empty((count, real.shape[1]), dtype=np.float32)
    for start in range(0, count, CHUNK):
        size = min(CHUNK, count - start)
        noise = chance.standard_normal((size, real.shape[1])).astype(np.float32)
        noise *= NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
        near = real[(start + np.arange(size)) % len(real)] + noise
        made[start : start + size] = near / np.linalg.norm(near, axis=1, keepdims=True)
    return made


def store(connection: psycopg.Connection, stored: np.ndarray) -> None:
    connection.execute("DROP TABLE IF EXISTS benchmark_passage")
    connection.execute(f"CREATE TABLE benchmark_passage (id int, vector vector({vectors.DIMENSIONS}))")
    with connection.cursor().copy("COPY benchmark_passage FROM STDIN WITH (FORMAT BINARY)") as copy:
        copy.set_types(["int4", "vector"])
        for number, vector in enumerate(stored):
            copy.write_row((number, vector))
    # Enough for the graph of 200,000 vectors: one that doesn't fit is built many times slower.
    connection.execute("SET maintenance_work_mem = '1GB'")
    index = "hnsw (vector vector_ip_ops) WITH (m = 16, ef_construction = 64)"
    connection.execute(f"CREATE INDEX ON benchmark_passage USING {index}")


def answers(connection: psycopg.Connection, queries: np.ndarray) -> Iterator[tuple[float, set[int]]]:
    """Seconds and what was found, for each query."""
    ask = f"SELECT id FROM benchmark_passage ORDER BY vector <#> %s LIMIT {NEAREST}"
    for query in queries:
        started = time.perf_counter()
        rows = connection.execute(ask, (query,)).fetchall()
        yield time.perf_counter() - started, {row[0] for row in rows}


def main() -> None:
    texts, count = passages(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    real = vectors.embed(texts, threads=2)
    queries, base = real[:QUERIES], real[QUERIES:]
    stored = perturbed(base, count)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        register_vector(connection)
        started = time.perf_counter()
        store(connection, stored)
        print(f"{count} vectors around {len(base)} real ones stored in {time.perf_counter() - started:.0f} s")
        exact = [set(np.argsort(-(stored @ query))[:NEAREST].tolist()) for query in queries]
        for effort in EFFORTS:
            connection.execute(f"SET hnsw.ef_search = {effort}")
            list(answers(connection, queries[:20]))  # what is read once stays in memory
            print(f"ef_search {effort}: {told(list(answers(connection, queries)), exact)}")
        connection.execute("DROP TABLE benchmark_passage")


def told(found: list[tuple[float, set[int]]], exact: list[set[int]]) -> str:
    recall = np.mean([len(near & got) / NEAREST for near, (_, got) in zip(exact, found, strict=True)])
    middle, slow = np.percentile([seconds for seconds, _ in found], [50, 95])
    times = f"median {middle * 1000:.1f} ms, 95th percentile {slow * 1000:.1f} ms"
    return f"{times}; recall of the {NEAREST} nearest {recall:.3f}"


if __name__ == "__main__":
    main()
