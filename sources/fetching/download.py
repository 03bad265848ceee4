"""A file from an address that somebody gave us, straight to disk: through the same gate as every fetch.

For what is read as data and shown to nobody as a page: nothing is archived, and memory stays flat.
"""

from __future__ import annotations

import ssl
from typing import IO

import httpcore2

from sources.fetching.address import Address, Gate
from sources.fetching.backend import Deadline, GatedBackend, WireRecord
from sources.fetching.exchange import REDIRECTS, system_trust
from sources.fetching.types import FetchPolicy, FetchStopped, Outcome

FOUND = 200


class PassingRecord(WireRecord):
    """Keeps the head of an answer, and of its body only how long it is."""

    def __init__(self) -> None:
        super().__init__()
        self._passed = 0

    def count(self, data: bytes) -> None:
        if self._in_head:
            super().count(data)
        else:
            self._passed += len(data)

    @property
    def room(self) -> int:
        return super().room - self._passed


def download(
    address: str,
    out: IO[bytes],
    *,
    gate: Gate,
    policy: FetchPolicy,
    max_bytes: int,
    tls: ssl.SSLContext | None = None,
) -> int:
    """Write what is there to out; redirects are followed. Returns the status, which is not always 200.

    Raises FetchStopped: refused by the gate, too large, too slow, broken off.
    """
    deadline = Deadline(seconds=policy.deadline_seconds)
    asked = gate.admit(address)
    for _hop in range(policy.max_redirects + 1):
        status, location = _get(
            asked,
            out,
            gate=gate,
            policy=policy,
            deadline=deadline,
            max_bytes=max_bytes,
            tls=tls or system_trust(),
        )
        if status not in REDIRECTS or not location:
            return status
        out.seek(0)
        out.truncate()
        asked = gate.admit(location, base=asked)
    raise FetchStopped(Outcome.TOO_MANY_REDIRECTS, f"{asked.host} sends on and on: check the address.")


def _get(
    address: Address,
    out: IO[bytes],
    *,
    gate: Gate,
    policy: FetchPolicy,
    deadline: Deadline,
    max_bytes: int,
    tls: ssl.SSLContext,
) -> tuple[int, str]:
    record = PassingRecord()
    backend = GatedBackend(
        gate=gate, deadline=deadline, record=record, contact=policy.contact, enter_turn=lambda _ip: None
    )
    origin = httpcore2.Origin(address.scheme.encode(), address.host.encode(), address.port)
    try:
        with httpcore2.HTTPConnection(origin, ssl_context=tls, network_backend=backend) as connection:
            response = connection.handle_request(_request(address, policy))
            record.body_may_have(max_bytes)
            for chunk in response.iter_stream():
                out.write(chunk)
            return response.status, _header(response, b"location")
    except (httpcore2.ProtocolError, httpcore2.NetworkError) as failure:
        raise FetchStopped(
            Outcome.CONNECT_FAILED, f"{address.host} broke the connection off, or does not speak HTTP."
        ) from failure


def _request(address: Address, policy: FetchPolicy) -> httpcore2.Request:
    url = httpcore2.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )
    sent = {
        "Host": address.host_header,
        "User-Agent": policy.user_agent,
        "Accept": "application/json, text/csv;q=0.9, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    encoded = [(name.encode(), value.encode("latin-1", "replace")) for name, value in sent.items()]
    return httpcore2.Request(b"GET", url, headers=encoded)


def _header(response: httpcore2.Response, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in response.headers if key.lower() == name), "")
