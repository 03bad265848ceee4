"""Eight worker processes, one host, one minute: proven by the server's own log."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.fakes.valkey import Valkey
from tests.fakes.web import Asked, Page, Web

WORKERS = 8
SECONDS = 60
DELAY_SECONDS = 0.5
REPOSITORY = Path(__file__).parents[3]

# A worker as the service has it: when it is not its turn it goes away and comes back later.
WORKER = """
import sys, time
import redis
from sources.fetching.address import Gate
from sources.fetching.http import get
from sources.fetching.politeness import RedisTurns
from sources.fetching.types import FetchPolicy, Postponed

address, ip, port, socket, seconds, delay = sys.argv[1:]
gate = Gate(allowed=[(ip, int(port))], resolve=lambda host, port, timeout: (ip,))
turns = RedisTurns(redis.Redis(unix_socket_path=socket))
end = time.monotonic() + float(seconds)
while time.monotonic() < end:
    try:
        assert get(address, policy=FetchPolicy(delay_seconds=float(delay)), gate=gate, turns=turns).ok
    except Postponed as postponed:
        time.sleep(min(postponed.seconds, 0.05))
"""


@pytest.mark.slow
def test_eight_workers_are_never_at_one_host_together_and_always_keep_the_pause() -> None:
    log: list[tuple[float, float]] = []

    def answer(asked: Asked) -> Page:
        arrived = time.monotonic()
        time.sleep(0.05)
        log.append((arrived, time.monotonic()))
        return Page(b"<!doctype html><p>A page.")

    # Two names of one registrable host, asked by every second worker.
    site = {"/": answer}
    with Valkey() as valkey, Web({"a.example.org": site, "b.example.org": site}) as web:
        workers = [
            subprocess.Popen(
                [
                    *(sys.executable, "-c", WORKER),
                    *(web.address("ab"[number % 2] + ".example.org"), "127.0.0.1", str(web.port)),
                    *(valkey.socket_path, str(SECONDS), str(DELAY_SECONDS)),
                ],
                cwd=REPOSITORY,
            )
            for number in range(WORKERS)
        ]
        assert [worker.wait() for worker in workers] == [0] * WORKERS

    gaps = [arrived - left for (_, left), (arrived, _) in pairwise(log)]
    assert len(log) >= SECONDS / (DELAY_SECONDS + 0.5)
    assert min(gaps) >= DELAY_SECONDS
