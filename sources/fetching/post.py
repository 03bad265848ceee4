"""One POST to an address that somebody gave us: through the same gate as every fetch, following nothing."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpcore2

from sources.fetching.address import Gate
from sources.fetching.backend import Deadline, GatedBackend, WireRecord
from sources.fetching.exchange import system_trust
from sources.fetching.types import FetchStopped, Outcome

# Enough of the answer to see what it said.
MAX_ANSWER_BYTES = 64 * 1024
SHOWN_CHARACTERS = 500


@dataclass(frozen=True)
class Posted:
    """status None: there was no answer, and cause is the sentence that says why."""

    status: int | None
    cause: str
    answer: str
    elapsed_ms: int
    refused: bool = False


def post(
    address: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    gate: Gate,
    user_agent: str,
    deadline_seconds: float,
    tls: ssl.SSLContext | None = None,
) -> Posted:
    """Send the body once. Always ends in a Posted; `refused` when the gate let nothing out."""
    started = time.monotonic()
    try:
        status, answer = _exchange(
            address,
            body,
            headers={**headers, "User-Agent": user_agent},
            gate=gate,
            deadline=Deadline(seconds=deadline_seconds),
            tls=tls or system_trust(),
        )
        return Posted(status, "", answer, _since(started))
    except FetchStopped as stopped:
        refused = stopped.outcome is Outcome.REFUSED_ADDRESS
        return Posted(None, stopped.cause, "", _since(started), refused=refused)
    except (httpcore2.ProtocolError, httpcore2.NetworkError):
        return Posted(None, "It broke the connection off, or does not speak HTTP.", "", _since(started))


def _exchange(
    text: str,
    body: bytes,
    *,
    headers: dict[str, str],
    gate: Gate,
    deadline: Deadline,
    tls: ssl.SSLContext,
) -> tuple[int, str]:
    address = gate.admit(text)
    record = WireRecord()
    backend = GatedBackend(
        gate=gate, deadline=deadline, record=record, contact="-", enter_turn=lambda _ip: None
    )
    origin = httpcore2.Origin(address.scheme.encode(), address.host.encode(), address.port)
    url = httpcore2.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )
    sent = {**headers, "Host": address.host_header, "Content-Length": str(len(body)), "Connection": "close"}
    encoded = [(name.encode(), value.encode("latin-1", "replace")) for name, value in sent.items()]
    with httpcore2.HTTPConnection(origin, ssl_context=tls, network_backend=backend) as connection:
        response = connection.handle_request(httpcore2.Request(b"POST", url, headers=encoded, content=body))
        record.body_may_have(MAX_ANSWER_BYTES)
        return response.status, _start_of(response)


def _start_of(response: httpcore2.Response) -> str:
    """The answer's first words; one that is cut or too long has been given all the same."""
    received = bytearray()
    try:
        for chunk in response.iter_stream():
            received += chunk
            if len(received) >= SHOWN_CHARACTERS:
                break
    except (FetchStopped, httpcore2.ProtocolError, httpcore2.NetworkError):
        pass
    return bytes(received).decode("utf-8", "replace").replace("\0", "")[:SHOWN_CHARACTERS]


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
