"""One redrawn line on a terminal; nothing elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

BAR_CHARACTERS = 20
LINE_CHARACTERS = 78


class Progress:
    """Shows how far a command is, on standard error and only on a terminal.

    with Progress() as progress: progress.show(done=3, total=20, failed=1, now="example.org")
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._started = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_args: object) -> None:
        if self._live:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show(self, *, done: int, total: int | None = None, failed: int = 0, now: str = "") -> None:
        """Redraw the line."""
        if self._live:
            self._stream.write("\r\x1b[K" + self._line(done, total, failed, now)[:LINE_CHARACTERS])
            self._stream.flush()

    def _line(self, done: int, total: int | None, failed: int, now: str) -> str:
        seconds = int(time.monotonic() - self._started)
        clock = f"{seconds // 60}:{seconds % 60:02}"
        parts = [f"{done}/{total}" if total else str(done), f"{failed} failed" if failed else "", now, clock]
        return "  ".join([*([_bar(done, total)] if total else []), *filter(None, parts)])


def _bar(done: int, total: int) -> str:
    filled = BAR_CHARACTERS * done // max(total, 1)
    return f"[{'#' * filled}{'-' * (BAR_CHARACTERS - filled)}]"
