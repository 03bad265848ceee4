"""The network under httpcore2: every connection judged, every read against one deadline, every byte counted.

httpcore2 resolves nothing and opens no socket of its own here. A socket is opened to an address that the
gate has judged, while TLS and the Host header keep the host's name; so a name that changes its answer after
the check (rebinding) gains nothing.
"""

from __future__ import annotations

import hashlib
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2

from sources.fetching.address import Gate
from sources.fetching.types import FetchStopped, Outcome

# The head of an answer, 1xx answers included. Nginx and Apache send and accept 8 to 32 KiB.
MAX_HEAD_BYTES = 64 * 1024
# Share of the deadline that one IP address may take to connect, so that a dead first address leaves time
# for others.
CONNECT_SECONDS = 10.0
BLANK_LINE = re.compile(rb"\n\r?\n")
INTERIM_STATUS = re.compile(rb"HTTP/1\.[01] 1\d\d")


class Deadline:
    """The time by which a whole fetch must be over, on a clock that never jumps."""

    def __init__(self, *, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ends_at = clock() + seconds
        self._seconds = seconds

    def left(self, host: str) -> float:
        """Seconds left, above zero. Raises FetchStopped(timed_out) when there are none."""
        left = self._ends_at - self._clock()
        if left <= 0:
            raise self.passed(host)
        return left

    def extend(self, *, seconds: float) -> None:
        """Leave out a pause that was not the server's doing."""
        self._ends_at += seconds

    def passed(self, host: str) -> FetchStopped:
        """The refusal that says so."""
        return FetchStopped(
            Outcome.TIMED_OUT,
            f"{host} did not send the page within {self._seconds:g} seconds: it is tried again later.",
        )


class WireRecord:
    """What went over one connection, inside TLS, and how much more may come."""

    def __init__(self) -> None:
        self.sent = bytearray()
        self.received = bytearray()
        self.ip = ""
        self.port = 0
        self.certificate_sha256: str | None = None
        self._max_bytes = MAX_HEAD_BYTES
        self._in_head = True

    def count(self, data: bytes) -> None:
        self.received += data

    @property
    def room(self) -> int:
        """Bytes that may still come."""
        return self._max_bytes - len(self.received)

    def check_cap(self, host: str) -> None:
        """Raises FetchStopped(too_large) when the head, or the whole answer, is over its cap."""
        if self.room >= 0:
            return
        part = "a head" if self._in_head else "a page"
        raise FetchStopped(
            Outcome.TOO_LARGE,
            f"{host} sends {part} larger than {self._max_bytes // 1024} KiB, so the fetch was stopped: "
            "upload the part you need as a file.",
        )

    def body_may_have(self, max_bytes: int) -> None:
        """The head is over; this many bytes may follow it."""
        self._in_head = False
        self._max_bytes = self.head_ends_at + max_bytes

    @property
    def answer_starts_at(self) -> int:
        """Where the final answer starts: after any 1xx answers."""
        start = 0
        while INTERIM_STATUS.match(self.received, start) and (end := BLANK_LINE.search(self.received, start)):
            start = end.end()
        return start

    @property
    def head_ends_at(self) -> int:
        """Where the head of the final answer ends; the end of everything while it is not whole."""
        end = BLANK_LINE.search(self.received, self.answer_starts_at)
        return end.end() if end else len(self.received)


class GatedStream(httpcore2.NetworkStream):
    """A connected socket that stops at the deadline and at the caps."""

    def __init__(self, sock: socket.socket, *, host: str, deadline: Deadline, record: WireRecord) -> None:
        self._socket = sock
        self._host = host
        self._deadline = deadline
        self._record = record

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._record.check_cap(self._host)
        self._socket.settimeout(self._deadline.left(self._host))
        try:
            data = self._socket.recv(min(max_bytes, self._record.room + 1))
        except TimeoutError:
            raise self._deadline.passed(self._host) from None
        except OSError as failure:
            raise httpcore2.ReadError(str(failure)) from failure
        self._record.count(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._record.sent += buffer
        unsent = memoryview(buffer)
        while unsent:
            self._socket.settimeout(self._deadline.left(self._host))
            try:
                unsent = unsent[self._socket.send(unsent) :]
            except TimeoutError:
                raise self._deadline.passed(self._host) from None
            except OSError as failure:
                raise httpcore2.WriteError(str(failure)) from failure

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> GatedStream:
        self._socket.settimeout(self._deadline.left(self._host))
        try:
            # A connection cut without TLS's own farewell must not pass for a whole page; some builds of
            # Python tell OpenSSL to take the cut for a farewell.
            ssl_context.options &= ~ssl.OP_IGNORE_UNEXPECTED_EOF
            wrapped = ssl_context.wrap_socket(
                self._socket, server_hostname=server_hostname, suppress_ragged_eofs=False
            )
        except TimeoutError:
            self.close()
            raise self._deadline.passed(self._host) from None
        except OSError as failure:
            self.close()
            raise _tls_failure(self._host, failure) from failure
        certificate = wrapped.getpeercert(binary_form=True)
        self._record.certificate_sha256 = hashlib.sha256(certificate).hexdigest() if certificate else None
        return GatedStream(wrapped, host=self._host, deadline=self._deadline, record=self._record)

    def get_extra_info(self, info: str) -> Any:
        # httpcore2 asks the TLS object which protocol was agreed; only HTTP/1.1 is ever offered.
        return None


class GatedBackend(httpcore2.NetworkBackend):
    """Opens the connections of one hop. `enter_turn` is called with the IP address before the socket is
    opened.
    """

    def __init__(
        self,
        *,
        gate: Gate,
        deadline: Deadline,
        record: WireRecord,
        contact: str,
        enter_turn: Callable[[str], None],
    ) -> None:
        self._gate = gate
        self._deadline = deadline
        self._record = record
        self._contact = contact
        self._enter_turn = enter_turn

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> GatedStream:
        ips = self._gate.locate(host, port, timeout_seconds=self._deadline.left(host))
        self._check_contact(host, port, ips)
        failure: OSError | None = None
        for ip in ips:
            self._enter_turn(ip)
            try:
                sock = self._connect(host, ip, port)
            except OSError as failed:
                failure = failed
                continue
            self._record.ip, self._record.port = ip, port
            return GatedStream(sock, host=host, deadline=self._deadline, record=self._record)
        raise self._connect_failure(host, failure)

    def _connect(self, host: str, ip: str, port: int) -> socket.socket:
        left = self._deadline.left(host)
        sock = socket.create_connection((ip, port), timeout=min(left, CONNECT_SECONDS))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock

    def _check_contact(self, host: str, port: int, ips: tuple[str, ...]) -> None:
        if self._contact or all(self._gate.is_exception(ip, port) for ip in ips):
            return
        raise FetchStopped(
            Outcome.REFUSED_ADDRESS,
            f"{host} was not asked, because no contact address is set to tell site owners who is fetching: "
            "an administrator sets one in the settings for fetching.",
        )

    def _connect_failure(self, host: str, failure: OSError | None) -> FetchStopped:
        self._deadline.left(host)
        if isinstance(failure, TimeoutError):
            return FetchStopped(
                Outcome.TIMED_OUT, f"{host} did not take the connection in time: it is tried again later."
            )
        return FetchStopped(
            Outcome.CONNECT_FAILED, f"{host} does not take connections now: it is tried again later."
        )


def _tls_failure(host: str, failure: OSError) -> FetchStopped:
    reason = "its secure connection could not be set up"
    if isinstance(failure, ssl.SSLCertVerificationError):
        reason = f"its certificate is not valid ({failure.verify_message.rstrip('.')})"
    return FetchStopped(
        Outcome.TLS_FAILED,
        f"{host} cannot prove that it is {host}: {reason}. Tell its owner, or upload a copy of the page.",
    )
