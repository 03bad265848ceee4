from __future__ import annotations

import socket
import threading
import time

import pytest

from sources.fetching.resolving import resolve_by_system
from sources.fetching.types import FetchStopped, Outcome


def answering(*ips: str) -> object:
    def getaddrinfo(host: str, port: int, **kind: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    return getaddrinfo


def test_gives_every_address_once_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering("192.0.2.2", "192.0.2.1", "192.0.2.2"))

    assert resolve_by_system("example.org", 80, 1) == ("192.0.2.2", "192.0.2.1")


def test_says_when_a_name_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*asked: object, **kind: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    with pytest.raises(FetchStopped, match=r"example\.org leads nowhere") as stopped:
        resolve_by_system("example.org", 80, 1)
    assert stopped.value.outcome is Outcome.DNS_FAILED


def test_does_not_wait_longer_than_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **kind: released.wait(5) and [])
    started = time.monotonic()

    with pytest.raises(FetchStopped) as stopped:
        resolve_by_system("example.org", 80, 0.1)

    assert stopped.value.outcome is Outcome.TIMED_OUT
    assert time.monotonic() - started < 1
    released.set()
