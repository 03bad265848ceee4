"""The loopback site of the demo's sources: `python -m demo.site --port N`.

It binds 127.0.0.1 only. Every answer is the same for the same request, but for the pages that
change: they answer with their second text from `POST /_demo/change` on, until `POST /_demo/reset`.
"""

import argparse
import sys
from collections.abc import Sequence
from http.server import ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Self

from demo.answers import PageHandler, SiteState

ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8765
# Long enough to see a job wait, short enough for a deadline of 30 s.
SLOW_SECONDS = 3.0


class Server(ThreadingHTTPServer):
    """One thread a request; threads never keep the process alive."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, state: SiteState) -> None:
        super().__init__((ADDRESS, port), PageHandler)
        self.state = state

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a reader hangs up half-way."""


class DemoSite:
    """The site in a thread of its own, for tests and for whoever imports it.

    `address` is the exact (ip, port) to let through the gate; `base` the address of the site.
    """

    def __init__(self, *, port: int = 0, slow_seconds: float = SLOW_SECONDS) -> None:
        self._state = SiteState(changed=Event(), stopped=Event(), slow_seconds=slow_seconds)
        self._server = Server(port, self._state)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def address(self) -> tuple[str, int]:
        return ADDRESS, self._server.server_port

    @property
    def base(self) -> str:
        return f"http://{ADDRESS}:{self._server.server_port}"

    def change(self) -> None:
        """Let the pages that change answer with their second text."""
        self._state.changed.set()

    def reset(self) -> None:
        """Let them answer with their first text again."""
        self._state.changed.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._state.stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def wait(self) -> None:
        """Serve until interrupted."""
        self._thread.join()


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C; exit 1 when the port is taken."""
    parser = argparse.ArgumentParser(
        prog="python -m demo.site", description="Serve the demo's made-up sources."
    )
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="port on 127.0.0.1 (0: any free one)")
    parser.add_argument(
        "--slow-seconds", type=float, default=SLOW_SECONDS, help="how long the slow page waits"
    )
    options = parser.parse_args(argv)
    try:
        site = DemoSite(port=options.port, slow_seconds=options.slow_seconds)
    except OSError as error:
        sys.stderr.write(
            f"Port {options.port} cannot be used ({error.strerror}). Choose another with --port.\n"
        )
        return 1
    with site:
        sys.stdout.write(f"{site.base}/\n")
        sys.stdout.flush()
        try:
            site.wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
