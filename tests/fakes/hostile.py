"""A server that misbehaves in every way that a fetch must survive, one path for each way.

`BEHAVIOURS` gives each its name (the path), what it does, and the outcome that a fetch must end in. The
server speaks on a raw socket, since no HTTP library would send most of this.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import socketserver
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from sources.fetching.types import Outcome

MEBIBYTE = 1024 * 1024
# A fetch that hangs on is let go by the server after this long, so that a failing test ends.
GIVE_UP_SECONDS = 6.0
PAGE = b"<!doctype html><title>A page</title><p>" + b"These are the words of a page. " * 20

Act = Callable[[socket.socket], None]


@dataclass(frozen=True)
class Behaviour:
    """One way to misbehave, and the outcome that the fetch of it must end in."""

    name: str
    act: Act
    outcome: Outcome


def head(*headers: str, status: str = "200 OK", version: str = "1.1") -> bytes:
    lines = [f"HTTP/{version} {status}", "Content-Type: text/html", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def whole(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    return head(f"Content-Length: {len(body)}", *headers, status=status) + body


def sending(*pieces: bytes) -> Act:
    """Send these bytes and close."""

    def act(sock: socket.socket) -> None:
        for piece in pieces:
            sock.sendall(piece)

    return act


def dripping(data: bytes, *, every: float = 0.1) -> Act:
    """Send one byte at a time, so that no single read is ever late."""

    def act(sock: socket.socket) -> None:
        end = time.monotonic() + GIVE_UP_SECONDS
        for place in range(len(data)):
            if time.monotonic() > end:
                return
            sock.sendall(data[place : place + 1])
            time.sleep(every)

    return act


def endless(start: bytes, piece: bytes, *, pause: float = 0.0) -> Act:
    """Send a beginning, and then the same piece until the other side has had enough."""

    def act(sock: socket.socket) -> None:
        sock.sendall(start)
        end = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < end:
            sock.sendall(piece)
            time.sleep(pause)

    return act


def silent(sock: socket.socket) -> None:
    """Take the request and say nothing."""
    sock.settimeout(GIVE_UP_SECONDS)
    with contextlib.suppress(OSError):
        sock.recv(1)


def resetting(start: bytes = b"") -> Act:
    """Send a beginning and reset the connection instead of closing it."""

    def act(sock: socket.socket) -> None:
        sock.sendall(start)
        time.sleep(0.05)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()

    return act


def redirecting(location: str, status: str = "302 Found") -> Act:
    return sending(whole(b"", f"Location: {location}", status=status))


@cache
def gzip_members() -> bytes:
    """A gigabyte of zeros as a hundred gzip members, 1 MB on the wire."""
    return gzip.compress(bytes(10 * MEBIBYTE)) * 100


@cache
def deflated(window_bits: int) -> bytes:
    """64 MB of zeros as one stream, 64 KB on the wire."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    return b"".join([*(packer.compress(bytes(MEBIBYTE)) for _ in range(64)), packer.flush()])


def encoded(body: Callable[[], bytes], *encodings: str) -> Act:
    """Send a body under Content-Encoding headers; it is made when it is first asked for."""

    def act(sock: socket.socket) -> None:
        sock.sendall(whole(body(), *(f"Content-Encoding: {name}" for name in encodings)))

    return act


def flood(count: int, size: int) -> bytes:
    return head(*(f"X-Header-{number}: {'x' * size}" for number in range(count)), "Content-Length: 0")


def bombs() -> Iterator[tuple[str, Act, Outcome]]:
    yield "gzip-bomb-in-members", encoded(gzip_members, "gzip"), Outcome.TOO_LARGE
    yield "gzip-bomb", encoded(lambda: deflated(zlib.MAX_WBITS | 16), "gzip"), Outcome.TOO_LARGE
    yield "deflate-bomb", encoded(lambda: deflated(zlib.MAX_WBITS), "deflate"), Outcome.TOO_LARGE
    yield "raw-deflate-bomb", encoded(lambda: deflated(-zlib.MAX_WBITS), "deflate"), Outcome.TOO_LARGE
    yield "claims-10-gigabytes", sending(head("Content-Length: 10737418240"), PAGE), Outcome.TOO_LARGE
    yield "endless-body", endless(head(), b"x" * 65536), Outcome.TOO_LARGE
    yield (
        "endless-chunks",
        endless(head("Transfer-Encoding: chunked"), b"4000\r\n" + b"x" * 16384 + b"\r\n"),
        Outcome.TOO_LARGE,
    )


def wrong_encodings() -> Iterator[tuple[str, Act, Outcome]]:
    packed = gzip.compress(PAGE, mtime=0)
    yield (
        "stacked-encodings",
        encoded(lambda: gzip.compress(packed, mtime=0), "gzip, gzip"),
        Outcome.BAD_ENCODING,
    )
    yield (
        "stacked-in-two-headers",
        encoded(lambda: gzip.compress(packed, mtime=0), "gzip", "gzip"),
        Outcome.BAD_ENCODING,
    )
    yield "brotli-unasked", encoded(lambda: b"\x8b\x02\x80page\x03", "br"), Outcome.BAD_ENCODING
    yield "zstandard-unasked", encoded(lambda: b"\x28\xb5\x2f\xfd", "zstd"), Outcome.BAD_ENCODING
    yield "truncated-gzip", encoded(lambda: packed[:-9], "gzip"), Outcome.BAD_ENCODING
    yield "gzip-without-end-mark", encoded(lambda: packed[:-8], "gzip"), Outcome.BAD_ENCODING
    yield "not-gzip-at-all", encoded(lambda: PAGE, "gzip"), Outcome.BAD_ENCODING
    yield "gzip-with-wrong-checksum", encoded(lambda: packed[:-8] + bytes(8), "gzip"), Outcome.BAD_ENCODING


def slowness() -> Iterator[tuple[str, Act, Outcome]]:
    yield "says-nothing", silent, Outcome.TIMED_OUT
    yield "drips-its-head", dripping(whole(PAGE)), Outcome.TIMED_OUT
    yield (
        "drips-its-body",
        lambda sock: (sock.sendall(head("Content-Length: 600")), dripping(PAGE)(sock))[0],
        (Outcome.TIMED_OUT),
    )
    yield "drips-1xx", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.1), Outcome.TIMED_OUT
    yield (
        "drips-chunks",
        endless(head("Transfer-Encoding: chunked"), b"1\r\nx\r\n", pause=0.1),
        Outcome.TIMED_OUT,
    )


def heads() -> Iterator[tuple[str, Act, Outcome]]:
    yield (
        "endless-1xx",
        endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 50),
        Outcome.TOO_LARGE,
    )
    yield (
        "endless-headers",
        endless(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"a" * 1000 + b"\r\n"),
        Outcome.TOO_LARGE,
    )
    yield "one-endless-header", endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 4096), Outcome.TOO_LARGE
    yield "header-flood", sending(flood(100, 4000)), Outcome.TOO_LARGE
    yield "hundreds-of-small-headers", sending(flood(500, 1)), Outcome.TOO_LARGE
    yield "no-http", sending(b"SSH-2.0-OpenSSH_9.2\r\n"), Outcome.CONNECT_FAILED
    yield "no-head", sending(PAGE), Outcome.CONNECT_FAILED
    yield "nul-in-a-header", sending(b"HTTP/1.1 200 OK\r\nX-A: a\x00b\r\n\r\n" + PAGE), Outcome.CONNECT_FAILED
    yield "switches-protocols", sending(head("Upgrade: x", status="101 Switching")), Outcome.CONNECT_FAILED


def lengths() -> Iterator[tuple[str, Act, Outcome]]:
    chunked = head("Transfer-Encoding: chunked")
    yield "body-shorter-than-said", sending(head("Content-Length: 9999"), PAGE), Outcome.CONNECT_FAILED
    yield "body-longer-than-said", sending(head("Content-Length: 200"), PAGE), Outcome.FETCHED
    yield "two-lengths", sending(head("Content-Length: 5", "Content-Length: 9"), PAGE), Outcome.CONNECT_FAILED
    yield "negative-length", sending(head("Content-Length: -5"), PAGE), Outcome.CONNECT_FAILED
    yield "chunk-size-is-no-number", sending(chunked, b"zz\r\n" + PAGE), Outcome.BAD_ENCODING
    yield "chunk-longer-than-said", sending(chunked, b"5\r\n" + PAGE + b"\r\n0\r\n\r\n"), Outcome.BAD_ENCODING
    yield "chunks-without-end", sending(chunked, b"5\r\nhello\r\n"), Outcome.CONNECT_FAILED
    yield "endless-chunk-size", endless(chunked, b"0" * 4096), Outcome.BAD_ENCODING
    yield (
        "endless-trailers",
        endless(chunked + b"0\r\n", b"X-A: " + b"a" * 900 + b"\r\n"),
        Outcome.BAD_ENCODING,
    )
    yield "gzip-as-transfer-encoding", sending(head("Transfer-Encoding: gzip"), PAGE), Outcome.CONNECT_FAILED
    yield (
        "length-and-chunks",
        (sending(head("Transfer-Encoding: chunked", "Content-Length: 3"), b"5\r\nhello\r\n0\r\n\r\n")),
        Outcome.FETCHED,
    )


def broken_connections() -> Iterator[tuple[str, Act, Outcome]]:
    yield "closes-at-once", sending(), Outcome.CONNECT_FAILED
    yield "resets-at-once", resetting(), Outcome.CONNECT_FAILED
    yield "resets-in-the-head", resetting(b"HTTP/1.1 200 OK\r\nConte"), Outcome.CONNECT_FAILED
    yield "resets-in-the-body", resetting(head("Content-Length: 9999") + PAGE), Outcome.CONNECT_FAILED


def redirects() -> Iterator[tuple[str, Act, Outcome]]:
    yield "redirects-to-itself", redirecting("/redirects-to-itself"), Outcome.TOO_MANY_REDIRECTS
    yield "redirects-to-a-private-address", redirecting("http://10.0.0.1/"), Outcome.REFUSED_ADDRESS
    yield (
        "redirects-to-cloud-metadata",
        redirecting("http://169.254.169.254/latest/"),
        Outcome.REFUSED_ADDRESS,
    )
    yield "redirects-to-another-port", redirecting("http://127.0.0.1:22/"), Outcome.REFUSED_ADDRESS
    yield "redirects-to-a-file", redirecting("file:///etc/passwd"), Outcome.REFUSED_ADDRESS
    yield "redirects-to-a-script", redirecting("javascript:alert(1)"), Outcome.REFUSED_ADDRESS
    yield "redirects-with-a-backslash", redirecting(r"http:\\10.0.0.1\x"), Outcome.REFUSED_ADDRESS
    yield "redirects-nowhere", sending(whole(PAGE, status="302 Found")), Outcome.CLIENT_ERROR


def kinds() -> Iterator[tuple[str, Act, Outcome]]:
    picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 99999999\r\n\r\n"
    yield "picture", endless(picture, b"\x89PNG" * 1000), Outcome.NOT_TEXT
    yield "picture-called-a-page", sending(whole(b"\x89PNG\r\n\x1a\n\x00\x00\x00" * 50)), Outcome.NOT_TEXT
    yield "archive-called-a-page", sending(whole(b"PK\x03\x04\x14\x00\x00\x00" * 50)), Outcome.NOT_TEXT
    yield "old-http", sending(head(version="1.0"), PAGE), Outcome.FETCHED
    yield "bare-line-feeds", sending(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + PAGE), Outcome.FETCHED
    yield "nothing-under-gzip", encoded(lambda: b"", "gzip"), Outcome.FETCHED
    yield "no-content", sending(head(status="204 No Content")), Outcome.FETCHED


def statuses() -> Iterator[tuple[str, Act, Outcome]]:
    yield "not-modified-unasked", sending(head(status="304 Not Modified")), Outcome.CLIENT_ERROR
    yield "part-unasked", sending(whole(PAGE, status="206 Partial Content")), Outcome.CLIENT_ERROR
    yield "not-found", sending(whole(PAGE, status="404 Not Found")), Outcome.GONE
    yield "gone", sending(whole(PAGE, status="410 Gone")), Outcome.GONE
    yield "forbidden", sending(whole(PAGE, status="403 Forbidden")), Outcome.CLIENT_ERROR
    yield "asks-for-rest", sending(whole(PAGE, "Retry-After: 5", status="429 Slow")), Outcome.RATE_LIMITED
    yield "in-trouble", sending(whole(PAGE, status="503 Unavailable")), Outcome.SERVER_ERROR
    yield "endless-error-page", endless(head(status="500 Oops"), b"x" * 65536), Outcome.SERVER_ERROR
    yield (
        "broken-error-page",
        (sending(whole(b"not gzip", "Content-Encoding: gzip", status="404 Not Found"))),
        Outcome.GONE,
    )


GROUPS = (
    bombs,
    wrong_encodings,
    slowness,
    heads,
    lengths,
    broken_connections,
    redirects,
    kinds,
    statuses,
)
BEHAVIOURS = tuple(Behaviour(*described) for group in GROUPS for described in group())


class HostileServer:
    """A context manager: `with HostileServer() as server: get(server.address("gzip-bomb"), …)`."""

    def __enter__(self) -> HostileServer:
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def exception(self) -> tuple[str, int]:
        """The one (ip, port) that a gate has to let in."""
        return ("127.0.0.1", int(self._server.server_address[1]))

    def address(self, behaviour: str) -> str:
        return f"http://127.0.0.1:{self.exception[1]}/{behaviour}"


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            received = self.request.recv(65536)
            if not received:
                return
            request += received
        name = request.split(b" ", 2)[1].decode("latin-1").lstrip("/")
        with contextlib.suppress(OSError):
            _ACTS[name](self.request)


_ACTS = {behaviour.name: behaviour.act for behaviour in BEHAVIOURS}
