"""The workbench with 300 claims and 2,100 passages: server time, queries, bytes, and what Chromium sees.

    python benchmarks/workbench.py [--claims N] [--runs N]

It makes a database of its own. Server time is process time of one request, the least of the runs, in
milliseconds: the database's share is left out. From the browser come the largest paint after the
navigation began, the layout shift, and the time from a key to the open card. Goals: 300 ms, 0.1 of shift,
under 100 kB of our own CSS and JavaScript.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from databases import database
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import Client
from django.test.testcases import LiveServerThread
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import sync_playwright

from claims.models import Claim
from factcheck.accounts.models import User
from factcheck.models import Evidence
from tests import factories

PASSAGES = 7  # for each claim
SENTENCE = "The mayor said spending on roads rose {n}% in 2023."
PASSAGE = "Spending on roads rose 15% in 2023."
STATIC = Path(__file__).resolve().parent.parent / "factcheck" / "static" / "factcheck"
PAINT = """() => new Promise(done => {
    let paint = 0, shift = 0;
    new PerformanceObserver(list => { for (const one of list.getEntries()) paint = one.startTime; })
        .observe({type: "largest-contentful-paint", buffered: true});
    new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done([paint, shift]), 1000);
})"""


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=300)
    parser.add_argument("--runs", type=int, default=10)
    options = parser.parse_args()
    with database():
        address = an_article(options.claims)
        for where, path in (("list", address), ("one open", f"{address}?claim={a_claim_in_the_middle()}")):
            milliseconds, queries, size = served(path, options.runs)
            print(f"{where}: {milliseconds:.0f} ms of process time, {queries} queries, {size / 1000:.0f} kB")
        own = sum(path.stat().st_size for path in STATIC.glob("css/*.css")) + sum(
            path.stat().st_size for path in STATIC.glob("js/*.js")
        )
        print(f"own CSS and JavaScript, uncompressed, admin's and readers' included: {own / 1000:.0f} kB")
        with live_server() as base:
            paint, shift, key = seen(base, address)
        print(
            f"Chromium: largest paint {paint:.0f} ms, layout shift {shift:.3f}, key to open card {key:.0f} ms"
        )


def an_article(claims: int) -> str:
    """The workbench's address of an article with so many claims, each with its passages."""
    sam = factories.a_journalist("sam")
    sentences = [SENTENCE.format(n=n) for n in range(claims)]
    article = factories.an_article(by=sam, text=" ".join(sentences))
    snapshots = [factories.a_snapshot(text=PASSAGE) for _ in range(PASSAGES)]
    for sentence in sentences:
        claim = factories.a_claim(article=article, by=sam, quote=sentence)
        Evidence.objects.bulk_create(
            Evidence(
                claim=claim, snapshot=snapshot, start=0, end=len(PASSAGE), exact=PASSAGE,
                suggested_by="bench", score=0.5,
            )
            for snapshot in snapshots
        )  # fmt: skip
    return f"/articles/{article.pk}/"


def a_claim_in_the_middle() -> int:

    ids = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
    return ids[len(ids) // 2]


def served(path: str, runs: int) -> tuple[float, int, int]:
    """Milliseconds of process time at best, queries, bytes."""
    client = signed_in(Client())
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    asked = len(queries)
    assert answer.status_code == 200
    times = []
    for _ in range(runs):
        start = time.process_time()
        client.get(path)
        times.append(time.process_time() - start)
    return min(times) * 1000, asked, len(answer.content)


def signed_in(client: Any) -> Any:

    client.force_login(User.objects.get(username="sam"))
    return client


@contextmanager
def live_server() -> Iterator[str]:

    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


def seen(base: str, path: str) -> tuple[float, float, float]:
    """Largest paint in ms, layout shift, and ms from the key that opens the next claim to its card."""
    cookie = signed_in(Client()).cookies[settings.SESSION_COOKIE_NAME].value
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": base}])
        page = context.new_page()
        page.goto(base + path)
        paint, shift = page.evaluate(PAINT)
        start = time.perf_counter()
        page.keyboard.press("j")
        page.locator('.card[aria-current="true"]').wait_for()
        key = (time.perf_counter() - start) * 1000
        browser.close()
    return paint, shift, key


if __name__ == "__main__":
    main()
