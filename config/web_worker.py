"""Gunicorn's threaded worker, which nobody can keep busy by sending slowly.

A thread reads one request at a time. A client that sends a byte now and then would hold it for as long as it
likes, and eight such clients the whole server. So what a request takes to arrive is bounded: after that time
the connection is read no further, and what came is answered as the fragment that it is.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

LOOKS_EVERY_SECONDS = 1.0


class BoundedWorker(ThreadWorker):
    """Named by `--worker-class config.web_worker.BoundedWorker`."""

    # 6 MB, the largest body, at 100 kB a second. Who is slower still can hand in an address instead.
    arrives_within_seconds = 60.0

    def init_process(self) -> None:
        self._reading: dict[TConn, float] = {}
        threading.Thread(target=self._watch, name="slow-clients", daemon=True).start()
        super().init_process()

    def handle(self, conn: TConn) -> Any:
        """One request, from its first byte to its answer; what it answers is gunicorn's."""
        self._reading[conn] = time.monotonic() + self.arrives_within_seconds
        try:
            return super().handle(conn)
        finally:
            self._reading.pop(conn, None)

    def _watch(self) -> None:
        while True:
            time.sleep(LOOKS_EVERY_SECONDS)
            self._stop_reading_late_ones(time.monotonic())

    def _stop_reading_late_ones(self, now: float) -> None:
        """One that came in time and is still being answered loses nothing but its connection afterwards."""
        for conn, deadline in list(self._reading.items()):
            if deadline <= now:
                self._reading.pop(conn, None)
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)
