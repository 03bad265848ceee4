"""Ends a worker that no longer hears its broker, so that whoever supervises it starts another.

Such a worker is alive, has nothing to do, and leaves the messages in its queues: its connection came back
by halves.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)

# A worker is looked at so many times before it is called deaf.
LOOKS = 6
# One whose main thread is well ends within a moment; one whose isn't is ended then.
END_WITHIN_SECONDS = 10.0


@dataclass(frozen=True)
class Look:
    """A worker at one moment.

    taken: messages that came to it since it started. busy: whether it has a task in hand, running or not.
    waiting: messages in the queues that it takes from; None when the broker does not say.
    """

    taken: int
    busy: bool
    waiting: int | None


def deaf_looks(before: int, *, last: Look, now: Look) -> int:
    """How many looks in a row, this one with them, found messages that an idle worker has not taken."""
    left_them = not now.busy and now.taken == last.taken and bool(now.waiting)
    return before + 1 if left_them else 0


def watch(look: Callable[[], Look], *, seconds: float, worker: str) -> None:
    """Look again and again, until this process ends; end it once it has been deaf for so long. 0: never."""
    if seconds > 0:
        arguments = (look, seconds, worker)
        threading.Thread(target=_watch, args=arguments, daemon=True, name="deafness").start()


def _watch(look: Callable[[], Look], seconds: float, worker: str) -> None:
    last, deaf = look(), 0
    while deaf < LOOKS:
        time.sleep(seconds / LOOKS)
        now = look()
        last, deaf = now, deaf_looks(deaf, last=last, now=now)
    log.error("worker is deaf: it ends, to be started again", worker=worker, waiting=last.waiting)
    _end()


def _end() -> None:
    """What came in the last moment is finished or put back if it can be; a job's row is never lost."""
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(END_WITHIN_SECONDS)
    os._exit(1)
