from __future__ import annotations

import ssl
from dataclasses import replace

import pytest

from sources.fetching.address import Gate
from sources.fetching.http import get
from sources.fetching.types import Fetched, FetchPolicy, Outcome
from tests.fakes.certificates import Authority, TlsServer
from tests.fakes.hostile import PAGE, Act, head, sending, silent, whole
from tests.fakes.web import Page, Web

POLICY = FetchPolicy(contact="mail@newsroom.example", delay_seconds=0, deadline_seconds=5)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def test_keeps_the_host_name_for_tls(authority: Authority) -> None:
    with TlsServer(authority.server("news.example"), sending(whole(PAGE))) as server:
        fetched = _get_tls(server, authority.trust())

    assert fetched.outcome is Outcome.FETCHED
    assert server.names == ["news.example"]
    assert fetched.hops[0].certificate_sha256


@pytest.mark.parametrize(
    ("host", "days", "signed", "why"),
    [
        ("other.example", 1, True, "Hostname mismatch"),
        ("news.example", -1, True, "certificate has expired"),
        ("news.example", 1, False, "self-signed certificate"),
    ],
)
def test_refuses_a_host_that_cannot_prove_its_name(
    authority: Authority, host: str, days: int, signed: bool, why: str
) -> None:
    context = authority.server(host, days=days, signed=signed)
    with TlsServer(context, sending(whole(PAGE))) as server:
        fetched = _get_tls(server, authority.trust())

    assert fetched.outcome is Outcome.TLS_FAILED
    assert why in fetched.cause


def test_refuses_an_authority_that_the_system_does_not_know(authority: Authority) -> None:
    with TlsServer(authority.server("news.example"), sending(whole(PAGE))) as server:
        assert _get_tls(server, None).outcome is Outcome.TLS_FAILED


def test_refuses_plain_text_where_tls_was_asked_for(authority: Authority) -> None:
    with Web({"news.example": {"/": Page(PAGE)}}) as web:
        address = f"https://news.example:{web.port}/"
        fetched = get(address, policy=POLICY, gate=web.gate, tls=authority.trust())

    assert fetched.outcome is Outcome.TLS_FAILED


@pytest.mark.parametrize(
    ("act", "end_of_tls", "outcome"),
    [
        (sending(head(), PAGE), True, Outcome.FETCHED),
        (sending(head(), PAGE), False, Outcome.CONNECT_FAILED),
        (sending(whole(PAGE)), False, Outcome.FETCHED),
        (silent, True, Outcome.TIMED_OUT),
    ],
    ids=[
        "ends properly",
        "cut without a farewell",
        "whole before the cut",
        "says nothing after the handshake",
    ],
)
def test_a_page_cut_inside_tls_is_not_whole(
    authority: Authority, act: Act, end_of_tls: bool, outcome: Outcome
) -> None:
    with TlsServer(authority.server("news.example"), act, end_of_tls=end_of_tls) as server:
        fetched = _get_tls(server, authority.trust(), policy=replace(POLICY, deadline_seconds=0.8))

    assert fetched.outcome is outcome


def test_a_build_of_python_that_takes_a_cut_for_a_farewell_is_not_believed(authority: Authority) -> None:
    trust = authority.trust()
    trust.options |= ssl.OP_IGNORE_UNEXPECTED_EOF
    with TlsServer(authority.server("news.example"), sending(head(), PAGE), end_of_tls=False) as server:
        fetched = _get_tls(server, trust)

    assert fetched.outcome is Outcome.CONNECT_FAILED


def test_a_handshake_that_never_ends_is_timed_out(authority: Authority) -> None:
    with HostileListener() as port:
        gate = Gate(allowed=[("127.0.0.1", port)], resolve=lambda host, port, timeout: ("127.0.0.1",))
        fetched = get(
            f"https://news.example:{port}/",
            policy=replace(POLICY, deadline_seconds=0.5),
            gate=gate,
            tls=authority.trust(),
        )

    assert fetched.outcome is Outcome.TIMED_OUT


class HostileListener:
    """Takes connections and never says a word, not even TLS's first."""

    def __enter__(self) -> int:
        import socket

        self._listener = socket.create_server(("127.0.0.1", 0))
        return int(self._listener.getsockname()[1])

    def __exit__(self, *raised: object) -> None:
        self._listener.close()


def _get_tls(server: TlsServer, trust: ssl.SSLContext | None, *, policy: FetchPolicy = POLICY) -> Fetched:
    gate = Gate(allowed=[("127.0.0.1", server.port)], resolve=lambda host, port, timeout: ("127.0.0.1",))
    return get(f"https://news.example:{server.port}/", policy=policy, gate=gate, tls=trust)
