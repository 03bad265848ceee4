"""How much memory the workers' processes hold, told by each worker and read by whoever watches them."""

from __future__ import annotations

import json
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

REPORT_EVERY_SECONDS = 30.0
# A worker that was killed says nothing any more.
REPORT_LIVES_SECONDS = 120.0
KEY = "worker-memory"
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class ProcessMemory:
    """What one process of a worker holds in memory: the parent's, or that of a child that runs jobs."""

    worker: str
    process: str
    resident_bytes: int


def report_for_ever(worker: str) -> None:
    """Tell it again and again, until this process ends."""
    threading.Thread(target=_report, args=[worker], daemon=True, name="memory report").start()


def _report(worker: str) -> None:
    while True:
        # Whoever watches sees that nothing is told.
        with suppress(RedisError, OSError):
            tell(worker)
        time.sleep(REPORT_EVERY_SECONDS)


def tell(worker: str) -> None:
    """Say what this process and its children hold now. Raises RedisError."""
    me = os.getpid()
    held = {"parent": _resident(me)} | {f"child {pid}": _resident(pid) for pid in _children(me)}
    told = {"at": time.time(), "held": {name: size for name, size in held.items() if size}}
    _store().hset(KEY, worker, json.dumps(told))


def processes() -> list[ProcessMemory]:
    """What the workers told lately; nothing when the store does not answer. Forgets those that are gone."""
    try:
        told = {str(name): json.loads(value) for name, value in _store().hgetall(KEY).items()}
        gone = [name for name, one in told.items() if time.time() - one["at"] > REPORT_LIVES_SECONDS]
        if gone:
            _store().hdel(KEY, *gone)
    except RedisError:
        return []
    return [
        ProcessMemory(worker, process, size)
        for worker, one in sorted(told.items())
        if worker not in gone
        for process, size in sorted(one["held"].items())
    ]


def _store() -> Redis:
    return Redis.from_url(
        settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2, retry=None, decode_responses=True
    )


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def _resident(pid: int) -> int:
    """Bytes; 0 for a process that ended just now."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
    except (OSError, IndexError):
        return 0
