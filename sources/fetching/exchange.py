"""One request and its answer over one connection, kept byte for byte."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import httpcore2

from sources.fetching.address import Address, Gate
from sources.fetching.backend import Deadline, GatedBackend, WireRecord
from sources.fetching.body import MAX_ASIDE_BYTES, BodyReader
from sources.fetching.decoding import ACCEPT_ENCODING
from sources.fetching.types import FetchPolicy, FetchStopped, Hop, Outcome, Validators

MAX_HEADERS = 200
REDIRECTS = frozenset({301, 302, 303, 307, 308})
STATUS_LINE = re.compile(rb"HTTP/1\.[01] (\d\d\d)")
INCOMPLETE = ("without sending complete message body", "disconnected")


@dataclass(frozen=True)
class Answer:
    """What came back for one request. `stopped` is why the body is not whole, when that ends the fetch."""

    hop: Hop
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    cut_at_cap: bool = False
    stopped: FetchStopped | None = None

    @property
    def status(self) -> int:
        return self.hop.status

    def header(self, name: str) -> str | None:
        """The first header of this name, or None."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True)
class Wire:
    """What every request of one fetch shares: where it may go, how long it may take, and whom it trusts."""

    policy: FetchPolicy
    gate: Gate
    deadline: Deadline
    tls: ssl.SSLContext


@cache
def system_trust() -> ssl.SSLContext:
    """TLS with the system's roots: always verified, and no environment variable changes that."""
    # Imported here: httpx2 is only needed for its search of the system's roots, at the first fetch of a
    # process.
    import httpx2  # noqa: PLC0415

    return httpx2.create_ssl_context(trust_env=False)


def exchange(
    address: Address,
    *,
    wire: Wire,
    validators: Validators,
    enter_turn: Callable[[str], None],
    requested_at: datetime,
) -> Answer:
    """GET one address, following nothing.

    Raises FetchStopped when no answer came at all; an answer that breaks off comes back with `stopped` set,
    so that what did come can be shown and archived.
    """
    record = WireRecord()
    backend = GatedBackend(
        gate=wire.gate,
        deadline=wire.deadline,
        record=record,
        contact=wire.policy.contact,
        enter_turn=enter_turn,
    )
    origin = httpcore2.Origin(address.scheme.encode(), address.host.encode(), address.port)
    connection = httpcore2.HTTPConnection(origin, ssl_context=wire.tls, network_backend=backend)
    try:
        response = connection.handle_request(_request(address, wire.policy, validators))
        return _read(response, address=address, wire=wire, record=record, requested_at=requested_at)
    except httpcore2.ProtocolError as failure:
        raise _not_http(address.host, failure) from failure
    except httpcore2.NetworkError as failure:
        raise _broke_off(address.host) from failure
    finally:
        connection.close()


def _request(address: Address, policy: FetchPolicy, validators: Validators) -> httpcore2.Request:
    headers = [
        ("Host", address.host_header),
        ("User-Agent", policy.user_agent),
        ("Accept", policy.accept),
        ("Accept-Encoding", ACCEPT_ENCODING),
        ("Connection", "close"),
    ]
    if validators.etag:
        headers.append(("If-None-Match", validators.etag))
    if validators.last_modified:
        headers.append(("If-Modified-Since", validators.last_modified))
    url = httpcore2.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )
    encoded = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers]
    return httpcore2.Request(b"GET", url, headers=encoded)


def _read(
    response: httpcore2.Response, *, address: Address, wire: Wire, record: WireRecord, requested_at: datetime
) -> Answer:
    headers = tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in response.headers
    )
    body, cut_at_cap, stopped, cut = b"", False, None, None
    try:
        _check_head(address.host, response.status, headers)
        reader = BodyReader(address.host, response.status, headers, wire.policy)
        record.body_may_have(reader.max_bytes)
        body, cut_at_cap = reader.read(response, record)
        cut = "length" if cut_at_cap else None
    except FetchStopped as failure:
        stopped, cut = failure, _cut_word(failure)
    except httpcore2.ProtocolError as failure:
        stopped, cut = _bad_framing(address.host, failure), "disconnect"
    except httpcore2.NetworkError:
        stopped, cut = _broke_off(address.host), "disconnect"
    hop = _hop(
        address,
        status=response.status,
        record=record,
        requested_at=requested_at,
        cut=cut,
        stopped=stopped is not None,
    )
    return Answer(hop=hop, headers=headers, body=body, cut_at_cap=cut_at_cap, stopped=stopped)


def _check_head(host: str, status: int, headers: tuple[tuple[str, str], ...]) -> None:
    if len(headers) > MAX_HEADERS:
        raise FetchStopped(
            Outcome.TOO_LARGE,
            f"{host} sends {len(headers)} headers, more than the {MAX_HEADERS} that are read: "
            "upload a copy of the page instead.",
        )
    if status == 101:
        raise FetchStopped(
            Outcome.CONNECT_FAILED,
            f"{host} wants to speak something other than HTTP: upload a copy of the page instead.",
        )


def _hop(
    address: Address,
    *,
    status: int,
    record: WireRecord,
    requested_at: datetime,
    cut: str | None,
    stopped: bool,
) -> Hop:
    start, head_end = record.answer_starts_at, record.head_ends_at
    # An answer that ended the fetch is kept as far as it shows what happened.
    kept = head_end + MAX_ASIDE_BYTES if stopped else len(record.received)
    with memoryview(record.received) as received:
        response = bytes(received[start:kept])
    record.received = bytearray()
    return Hop(
        address=str(address),
        ip=record.ip,
        port=record.port,
        requested_at=requested_at,
        request=bytes(record.sent),
        response=response,
        head_bytes=head_end - start,
        status=status,
        certificate_sha256=record.certificate_sha256,
        cut=cut,
    )


def _cut_word(failure: FetchStopped) -> str:
    words = {Outcome.TOO_LARGE: "length", Outcome.TIMED_OUT: "time"}
    return words.get(failure.outcome, "unspecified")


def _broke_off(host: str) -> FetchStopped:
    return FetchStopped(
        Outcome.CONNECT_FAILED,
        f"{host} broke the connection before the page was whole: it is tried again later.",
    )


def _bad_framing(host: str, failure: Exception) -> FetchStopped:
    if any(words in str(failure) for words in INCOMPLETE):
        return _broke_off(host)
    return FetchStopped(
        Outcome.BAD_ENCODING,
        f"What {host} sends is not framed as HTTP demands: upload a copy of the page instead.",
    )


def _not_http(host: str, failure: Exception) -> FetchStopped:
    if "disconnected" in str(failure):
        return FetchStopped(
            Outcome.CONNECT_FAILED, f"{host} took the connection and sent nothing: it is tried again later."
        )
    return FetchStopped(
        Outcome.CONNECT_FAILED,
        f"{host} answers with something that is not HTTP: check the address, or upload a copy of the page.",
    )
