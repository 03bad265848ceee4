"""What a second reader gives: the same pages read by pools of one and of two processes, turn about.

    PYTHONPATH=. python benchmarks/reading_in_parallel.py FOLDER [--rounds N]

FOLDER: pages, `*.html` at any depth. On a busy machine the rounds differ; the best of each pool counts, since
others only ever take time away.
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import checkout  # noqa: F401

from sources.fetching.readable import read
from sources.fetching.types import FetchStopped

POOLS = (1, 2)


class Round(NamedTuple):
    """pages_a_second: of the whole pool; cpu_ms: that a page took."""

    pages_a_second: float
    cpu_ms: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    pages = sorted(map(str, options.folder.rglob("*.html")))
    rounds = {processes: list[Round]() for processes in POOLS}
    for _ in range(options.rounds):
        for processes in POOLS:
            rounds[processes].append(_read(pages, processes))
    best = {processes: max(found) for processes, found in rounds.items()}
    for processes, found in rounds.items():
        rates = ", ".join(f"{one.pages_a_second:.1f}" for one in found)
        print(f"{processes} at once: {rates} pages a second; CPU {best[processes].cpu_ms:.0f} ms a page")
    ratio = best[2].pages_a_second / best[1].pages_a_second
    print(f"{len(pages)} pages; two readers over one: {ratio:.2f}")


def _read(pages: list[str], processes: int) -> Round:
    with ProcessPoolExecutor(processes) as pool:
        # Each process loads what reading needs before the clock starts.
        list(pool.map(_read_one, pages[: 4 * processes]))
        started = time.perf_counter()
        cpu = sum(pool.map(_read_one, pages))
        took = time.perf_counter() - started
    return Round(len(pages) / took, cpu * 1000 / len(pages))


def _read_one(path: str) -> float:
    """CPU seconds that it took."""
    started = time.process_time()
    with suppress(FetchStopped):  # Refusing to read takes its time as well.
        read(Path(path).read_bytes(), content_type="text/html", address="https://example.org/")
    return time.process_time() - started


if __name__ == "__main__":
    main()
