"""CPU, memory and pages a second of fetch and archive, beside Scrapy on the same loopback site.

    python benchmarks/fetching_against_scrapy.py FOLDER --scrapy PYTHON [--pages 600] [--concurrency 8]

FOLDER holds HTML files, at any depth; `tests/data/pages` will do. Scrapy is no dependency of this project:
name an interpreter that has it. Each side fetches the same addresses with the same concurrency and no
delay, obeys robots.txt, and runs in a process of its own, of which CPU time and peak memory are taken; the
site runs in another. Scrapy only fetches; ours also writes WARC and signed manifest to the disk, synced.
Reading is reported apart.
"""

# ruff: noqa: PLC0415 - each side imports only what it needs, so that its memory is its own

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import checkout  # noqa: F401


def main() -> None:
    options = _options()
    pages = sorted(str(path.relative_to(options.folder)) for path in Path(options.folder).rglob("*.html"))
    if not pages:
        sys.exit(f"{options.folder} holds no .html files: name a folder that does.")
    if options.mode:
        print(json.dumps(MODES[options.mode](options, pages)))
        return
    with _Site(options.folder) as port:
        ours = _run(sys.executable, "ours", options, port)
        theirs = _run(options.scrapy, "scrapy", options, port)
    reading = [_read(options, pages, processes) for processes in (1, 2)]
    for name, numbers in [("fetch and archive", ours), ("Scrapy", theirs), *reading]:
        print(f"{name:22}" + "".join(f"{key} {value:>9,.2f}   " for key, value in numbers.items()))
    print(f"CPU a page, ours over Scrapy's: {ours['cpu ms a page'] / theirs['cpu ms a page']:.2f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("folder")
    parser.add_argument("--scrapy", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--concurrency", type=int, default=8)
    parser.add_argument("--mode", choices=["ours", "scrapy"], help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(python: str, mode: str, options: argparse.Namespace, port: int) -> dict[str, float]:
    command = [python, __file__, options.folder, "--mode", mode, "--port", str(port)]
    command += ["--pages", str(options.pages), "--concurrency", str(options.concurrency)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{mode} failed:\n{done.stderr}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


class _Site:
    """Serves a folder on loopback from a process of its own."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def __enter__(self) -> int:
        code = "import sys; from fetching_against_scrapy import serve; serve(sys.argv[1])"
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, self._folder],
            env={"PYTHONPATH": str(Path(__file__).parent)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def __exit__(self, *raised: object) -> None:
        self._process.kill()
        self._process.wait()


def serve(folder: str) -> None:
    """Print the port and serve until killed."""
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *line: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
    print(server.server_address[1], flush=True)
    server.serve_forever()


def _addresses(options: argparse.Namespace, pages: list[str]) -> list[str]:
    """As many as asked for; a query keeps the same page from being the same address."""
    base = f"http://127.0.0.1:{options.port}/"
    return [f"{base}{pages[number % len(pages)]}?n={number}" for number in range(options.pages)]


def _spent(started: float, before: resource.struct_rusage, pages: int) -> dict[str, float]:
    now = resource.getrusage(resource.RUSAGE_SELF)
    cpu = now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime
    return {
        "pages a second": pages / (time.perf_counter() - started),
        "cpu ms a page": cpu * 1000 / pages,
        "peak MB": now.ru_maxrss / 1024,
    }


def _ours(options: argparse.Namespace, pages: list[str]) -> dict[str, float]:
    from datetime import UTC, datetime

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sources.fetching.address import Gate
    from sources.fetching.archive import write_capture
    from sources.fetching.http import get
    from sources.fetching.robots import RobotsGuard, RobotsMemory
    from sources.fetching.storage import DiskStore
    from sources.fetching.types import FetchPolicy

    policy, key = FetchPolicy(delay_seconds=0), Ed25519PrivateKey.generate()
    gate = Gate(allowed=[("127.0.0.1", options.port)])
    guard = RobotsGuard(policy=policy, gate=gate, cache=RobotsMemory())
    with tempfile.TemporaryDirectory() as folder:
        store = DiskStore(Path(folder))

        def one(address: str) -> bool:
            fetched = get(address, policy=policy, gate=gate, robots=guard)
            write_capture(fetched, store=store, key=key, software=policy.user_agent, now=datetime.now(UTC))
            return fetched.ok

        before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        with ThreadPoolExecutor(options.concurrency) as pool:
            fetched = sum(pool.map(one, _addresses(options, pages)))
        assert fetched == options.pages, f"only {fetched} of {options.pages} pages were fetched"
        return _spent(started, before, options.pages)


def _scrapy(options: argparse.Namespace, pages: list[str]) -> dict[str, float]:
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess

    class Fetcher(Spider):
        name = "fetcher"
        fetched = 0

        async def start(self):  # type: ignore[no-untyped-def]
            for address in _addresses(options, pages):
                yield Request(address, dont_filter=True)

        def parse(self, response):  # type: ignore[no-untyped-def]
            Fetcher.fetched += response.status == 200

    settings = {
        "CONCURRENT_REQUESTS": options.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": options.concurrency,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": True,
        "LOG_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }
    before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    process = CrawlerProcess(settings)
    process.crawl(Fetcher)
    process.start()
    assert Fetcher.fetched == options.pages, f"only {Fetcher.fetched} of {options.pages} pages were fetched"
    return _spent(started, before, options.pages)


MODES = {"ours": _ours, "scrapy": _scrapy}


def _read(options: argparse.Namespace, pages: list[str], processes: int) -> tuple[str, dict[str, float]]:
    paths = [str(Path(options.folder) / page) for page in pages]
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(_read_one, paths[: 2 * processes]))
        started = time.perf_counter()
        seconds = list(pool.map(_read_one, paths, chunksize=4))
        rate = len(paths) / (time.perf_counter() - started)
    cpu = sum(seconds) * 1000 / len(paths)
    return f"reading, {processes} process{'es' if processes > 1 else ''}", {
        "pages a second": rate,
        "cpu ms a page": cpu,
    }


def _read_one(path: str) -> float:
    from sources.fetching.readable import read

    started = time.process_time()
    read(Path(path).read_bytes(), content_type="text/html", address="https://example.org/")
    return time.process_time() - started


if __name__ == "__main__":
    main()
