"""A small web on loopback: named sites, each with its pages, and the gate that lets a fetch in to them.

Real sockets, so that what is tested is what runs; nothing leaves the machine. Addresses look like
`http://example.org:PORT/path`: the resolver given to the gate knows the names, and the gate's one exception
is the exact (ip, port) of this server.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from sources.fetching.address import Gate
from sources.fetching.types import FetchStopped, Outcome


@dataclass(frozen=True)
class Page:
    """What a path answers with. `body` is sent as it is; Content-Length is added unless given."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    """One request that the web received."""

    host: str
    path: str
    headers: dict[str, str]


Answering = Page | Callable[[Asked], Page]


@dataclass
class Web:
    """A context manager: `with Web({"example.org": {"/": Page(b"…")}}) as web: …`.

    ip: the loopback address to listen on.
    """

    sites: dict[str, dict[str, Answering]]
    asked: list[Asked] = field(default_factory=list)
    ip: str = "127.0.0.1"

    def __enter__(self) -> Web:
        self._server = ThreadingHTTPServer((self.ip, 0), _handler_for(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def gate(self) -> Gate:
        """A gate that knows only this web's names, and lets in only its (ip, port)."""
        return Gate(allowed=[(self.ip, self.port)], resolve=self._resolve)

    def address(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def answer(self, asked: Asked) -> Page:
        self.asked.append(asked)
        found = self.sites.get(asked.host, {}).get(asked.path, Page(b"no such page", status=404))
        return found if isinstance(found, Page) else found(asked)

    def _resolve(self, host: str, port: int, timeout_seconds: float) -> tuple[str, ...]:
        if host in self.sites:
            return (self.ip,)
        raise FetchStopped(Outcome.DNS_FAILED, f"The name {host} is not part of this small web: add it.")


def _handler_for(web: Web) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
            page = web.answer(Asked(host=host, path=self.path, headers=dict(self.headers.items())))
            self.send_response(page.status)
            names = {name.lower() for name, _ in page.headers}
            if "content-type" not in names:
                self.send_header("Content-Type", page.content_type)
            if "content-length" not in names:
                self.send_header("Content-Length", str(len(page.body)))
            for name, value in page.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, format: str, *args: object) -> None:
            """Silent: a test's output is its failures."""

    return Handler
