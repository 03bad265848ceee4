"""Importing generated fact-checks: items a second, and memory.

    python benchmarks/imports.py [--items N]

It makes a database of its own. The feed is of the Data Commons form, its items are those of a large publisher
in length. Memory is the process's resident set: once a tenth is done, and the most at any time afterwards.
The second run imports the same file again.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import threading
import time
from pathlib import Path

from databases import database
from django.conf import settings

from factcheck.integrations import imports
from factcheck.integrations.models import FactCheckImport
from factcheck.matching.models import KnownFactCheck
from jobs import services as jobs
from jobs.models import Job
from tests import factories

CLAIM = "The ministry of transport said in its report number {n} that spending on roads rose by {p}% in {y}."
RATINGS = ("False", "Mostly false", "Half true", "Mostly true", "True", "Missing context", "Unproven")
MEBIBYTE = 1024 * 1024


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    items: int = parser.parse_args().items
    with database(), tempfile.TemporaryDirectory() as folder:
        settings.IMPORTS = {**settings.IMPORTS, "DIR": folder}
        feed = Path(folder) / "generated.json"
        write_feed(feed, items)
        print(f"{items:,} items, {feed.stat().st_size / MEBIBYTE:.0f} MiB")
        by = factories.a_journalist("bo")
        measured("first import", feed, by)
        measured("the same again", feed, by)
        print(f"known: {KnownFactCheck.objects.count():,}")


def write_feed(path: Path, items: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write('{"@context": "http://schema.org", "@type": "DataFeed", "dataFeedElement": [\n')
        for number in range(items):
            out.write(("," if number else "") + json.dumps({"item": [a_review(number)]}) + "\n")
        out.write("]}")


def a_review(number: int) -> dict[str, object]:
    return {
        "@context": "http://schema.org",
        "@type": "ClaimReview",
        "url": f"https://checks.example/{number // 3}",
        "claimReviewed": CLAIM.format(n=number, p=number % 97, y=1990 + number % 35),
        "datePublished": f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "The Checkers", "url": "https://checks.example/"},
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": f"Minister {number % 400}"}},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": number % 5 + 1,
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": RATINGS[number % len(RATINGS)],
        },
    }


def measured(label: str, feed: Path, by: object) -> None:
    with feed.open("rb") as file:
        wanted = imports.import_file(file=file, name=feed.name, form="feed", by=by)  # type: ignore[arg-type]
    with Memory() as memory:
        started = time.perf_counter()
        while Job.objects.get(pk=wanted.job_id).is_live:
            jobs.run(wanted.job_id)  # type: ignore[arg-type]
        seconds = time.perf_counter() - started
    wanted = FactCheckImport.objects.get(pk=wanted.pk)
    print(
        f"{label}: {seconds:.0f} s, {wanted.position / seconds:,.0f} items a second, {wanted.added:,} added, "
        f"{wanted.failed:,} failed; {memory.early:.0f} MiB after a tenth, at most {memory.most:.0f}"
    )


class Memory:
    """The resident set in MiB, looked at 20 times a second."""

    def __enter__(self) -> Memory:
        self._sizes: list[int] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def early(self) -> float:
        return self._sizes[len(self._sizes) // 10] / MEBIBYTE

    @property
    def most(self) -> float:
        return max(self._sizes[len(self._sizes) // 10 :]) / MEBIBYTE

    def _look(self) -> None:
        while not self._ended.wait(0.05):
            self._sizes.append(resident())


def resident() -> int:
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
