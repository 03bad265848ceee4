"""Waiting in place for a turn, within a bound: only once a fetch is under way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sources.fetching.backend import Deadline
from sources.fetching.types import Postponed

Value = TypeVar("Value")


class Patience:
    """How long one fetch still waits for turns of its own.

    A fetch that has not asked anybody yet goes back to its row (Postponed is raised on); one that has been
    sent on by a redirect, or has just read robots.txt, would start from the beginning each time, so it
    waits here.
    """

    def __init__(self, *, seconds: float, pause: Callable[[float], None], deadline: Deadline) -> None:
        self._seconds_left = seconds
        self._pause = pause
        self._deadline = deadline
        self.under_way = False

    def wait_for(self, ask: Callable[[], Value]) -> Value:
        """What `ask` returns once it stops raising Postponed. Raises Postponed when that takes too long."""
        while True:
            try:
                return ask()
            except Postponed as postponed:
                if not self.under_way or postponed.seconds > self._seconds_left:
                    raise
                self._wait(postponed.seconds)

    def _wait(self, seconds: float) -> None:
        self._seconds_left -= seconds
        self._pause(seconds)
        self._deadline.extend(seconds=seconds)
