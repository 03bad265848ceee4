from __future__ import annotations

import gzip
import ssl
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sources.fetching.address import Address, Gate
from sources.fetching.http import get
from sources.fetching.robots import RobotsGuard, RobotsMemory
from sources.fetching.types import Fetched, FetchPolicy, Outcome, Postponed, Validators
from tests.fakes.certificates import Authority, TlsServer
from tests.fakes.hostile import PAGE, Act, head, sending, silent, whole
from tests.fakes.web import Asked, Page, Web

POLICY = FetchPolicy(contact="mail@newsroom.example", delay_seconds=0, deadline_seconds=5)


def conditional(asked: Asked) -> Page:
    same = asked.headers.get("If-None-Match") == '"v1"'
    return Page(b"" if same else PAGE, status=304 if same else 200, headers=(("ETag", '"v1"'),))


SITES = {
    "example.org": {
        "/": Page(PAGE),
        "/packed": Page(gzip.compress(PAGE), headers=(("Content-Encoding", "gzip"),)),
        "/moved": Page(status=301, headers=(("Location", "http://other.example:{port}/target"),)),
        "/there": Page(status=302, headers=(("Location", "/"),)),
        "/conditional": conditional,
        "/slow": Page(b"", status=503, headers=(("Retry-After", "Wed, 01 Jan 2125 00:00:00 GMT"),)),
        "/robots.txt": Page(b"User-agent: *\nDisallow: /secret", content_type="text/plain"),
        "/secret": Page(PAGE),
        "/latin": Page("<p>Größe</p>".encode("latin-1"), content_type="text/html; charset=iso-8859-1"),
    },
    "other.example": {
        "/target": Page(PAGE),
        "/robots.txt": Page(b"User-agent: Factcheck\nDisallow: /target", content_type="text/plain"),
    },
}


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web(SITES) as running:
        moved = Page(status=301, headers=(("Location", running.address("other.example", "/target")),))
        running.sites["example.org"]["/moved"] = moved
        yield running


def test_fetches_a_page_with_its_hop(web: Web) -> None:
    fetched = _get(web, "/")

    assert (fetched.outcome, fetched.status, fetched.body) == (Outcome.FETCHED, 200, PAGE)
    assert fetched.content_type == "text/html; charset=utf-8"
    assert [hop.ip for hop in fetched.hops] == ["127.0.0.1"]
    assert fetched.hops[0].request.startswith(b"GET / HTTP/1.1\r\nHost: example.org:")
    assert b"User-Agent: Factcheck/0.1 (+mail@newsroom.example)" in fetched.hops[0].request


def test_keeps_what_went_over_the_wire_beside_what_it_means(web: Web) -> None:
    fetched = _get(web, "/packed")

    assert fetched.body == PAGE
    assert gzip.decompress(fetched.hops[0].response[fetched.hops[0].head_bytes :]) == PAGE


def test_follows_a_redirect_to_another_host_and_keeps_both_hops(web: Web) -> None:
    fetched = _get(web, "/moved")

    assert fetched.outcome is Outcome.FETCHED
    assert fetched.address == web.address("example.org", "/moved")
    assert fetched.final_address == web.address("other.example", "/target")
    assert [hop.status for hop in fetched.hops] == [301, 200]


def test_asks_whether_a_page_has_changed(web: Web) -> None:
    first = _get(web, "/conditional")
    again = _get(web, "/conditional", validators=first.validators)

    assert first.validators == Validators(etag='"v1"')
    assert (again.outcome, again.status, again.cause) == (Outcome.NOT_MODIFIED, 304, "")
    assert again.validators == first.validators


def test_reads_retry_after_as_a_date_too(web: Web) -> None:
    waits = _get(web, "/slow").retry_after_seconds

    assert waits is not None
    assert waits > 3600


def test_keeps_to_robots_txt(web: Web) -> None:
    fetched = _get(web, "/secret", with_robots=True)

    assert fetched.outcome is Outcome.ROBOTS_DENIED
    assert fetched.cause.startswith("example.org asks robots not to fetch this page: upload a copy")
    assert fetched.hops == ()


def test_asks_the_robots_txt_of_the_host_that_a_redirect_leads_to(web: Web) -> None:
    fetched = _get(web, "/moved", with_robots=True)

    assert fetched.outcome is Outcome.ROBOTS_DENIED
    assert fetched.cause.startswith("other.example asks robots")
    assert [hop.status for hop in fetched.hops] == [301]


def test_resolves_once_and_connects_to_what_was_judged(web: Web) -> None:
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    gate = Gate(allowed=[("127.0.0.1", web.port)], resolve=lambda host, port, timeout: next(answers))

    fetched = get(web.address("example.org"), policy=POLICY, gate=gate)

    assert fetched.outcome is Outcome.FETCHED
    assert next(answers) == ("10.0.0.1",), "the second answer of a rebinding name was never asked for"


def test_judges_the_name_again_after_a_redirect_to_the_same_host(web: Web) -> None:
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    gate = Gate(allowed=[("127.0.0.1", web.port)], resolve=lambda host, port, timeout: next(answers))

    fetched = get(web.address("example.org", "/there"), policy=POLICY, gate=gate)

    assert fetched.outcome is Outcome.REFUSED_ADDRESS
    assert "10.0.0.1" in fetched.cause


def test_takes_no_proxy_or_trust_from_the_environment(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert _get(web, "/").outcome is Outcome.FETCHED


def test_asks_nobody_on_the_open_web_without_a_contact_address() -> None:
    gate = Gate(resolve=lambda host, port, timeout: ("93.184.215.14",))

    fetched = get("http://example.org/", policy=replace(POLICY, contact=""), gate=gate)

    assert fetched.outcome is Outcome.REFUSED_ADDRESS
    assert fetched.cause.startswith("example.org was not asked, because no contact address is set")


def test_says_when_a_name_leads_nowhere(web: Web) -> None:
    fetched = get(web.address("nowhere.example"), policy=POLICY, gate=web.gate)

    assert fetched.outcome is Outcome.DNS_FAILED


def test_says_when_nobody_listens() -> None:
    with Web({}) as gone:
        address, gate = gone.address("127.0.0.1"), gone.gate

    assert get(address, policy=POLICY, gate=gate).outcome is Outcome.CONNECT_FAILED


class TurnsFromAList:
    """Turns that are given, or put off by so many seconds, in the order of a list."""

    def __init__(self, *waits: float) -> None:
        self._waits = list(waits)
        self.held = 0
        self.entered: list[tuple[str, str, float]] = []

    def enter(self, *, host: str, ip: str, delay_seconds: float, hold_seconds: float) -> TurnsFromAList:
        wait = self._waits.pop(0)
        if wait:
            raise Postponed(host=host, seconds=wait, cause="Not now: wait.")
        assert self.held == 0, "one turn at a time"
        self.held += 1
        self.entered.append((host, ip, delay_seconds))
        return self

    def leave(self) -> None:
        self.held -= 1


def test_goes_back_to_its_row_when_it_is_not_its_turn(web: Web) -> None:
    with pytest.raises(Postponed) as postponed:
        get(web.address("example.org"), policy=POLICY, gate=web.gate, turns=TurnsFromAList(7))

    assert (postponed.value.host, postponed.value.seconds) == ("example.org", 7)


def test_waits_in_place_for_the_turn_of_a_redirect(web: Web) -> None:
    turns, pauses = TurnsFromAList(0, 3, 0), []

    fetched = get(
        web.address("example.org", "/there"), policy=POLICY, gate=web.gate, turns=turns, pause=pauses.append
    )

    assert fetched.outcome is Outcome.FETCHED
    assert pauses == [3]
    assert turns.held == 0


def test_does_not_wait_longer_than_its_patience(web: Web) -> None:
    policy, turns, pauses = replace(POLICY, patience_seconds=5), TurnsFromAList(0, 3, 3), []

    with pytest.raises(Postponed):
        get(
            web.address("example.org", "/there"),
            policy=policy,
            gate=web.gate,
            turns=turns,
            pause=pauses.append,
        )

    assert pauses == [3]
    assert turns.held == 0


def test_takes_a_turn_for_robots_txt_and_then_waits_for_its_own(web: Web) -> None:
    turns, pauses = TurnsFromAList(0, 2, 0), []
    guard = RobotsGuard(policy=POLICY, gate=web.gate, cache=RobotsMemory(), turns=turns)

    fetched = get(
        web.address("example.org"),
        policy=POLICY,
        gate=web.gate,
        robots=guard,
        turns=turns,
        pause=pauses.append,
    )

    assert fetched.outcome is Outcome.FETCHED
    assert pauses == [2]


class SlowRuling:
    """A robots.txt that asks for a pause of twelve seconds."""

    allowed, cause, crawl_delay_seconds, asked_now = True, "", 12.0, False


def test_keeps_the_pause_that_robots_txt_asks_for(web: Web) -> None:
    turns = TurnsFromAList(0)

    def robots(address: Address) -> SlowRuling:
        return SlowRuling()

    get(web.address("example.org"), policy=POLICY, gate=web.gate, robots=robots, turns=turns)

    assert turns.entered == [("example.org", "127.0.0.1", 12.0)]


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


def test_refuses_plain_text_where_tls_was_asked_for(web: Web, authority: Authority) -> None:
    gate = Gate(allowed=[("127.0.0.1", web.port)], resolve=lambda host, port, timeout: ("127.0.0.1",))

    fetched = get(f"https://news.example:{web.port}/", policy=POLICY, gate=gate, tls=authority.trust())

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


def _get(web: Web, path: str, *, validators: Validators | None = None, with_robots: bool = False) -> Fetched:
    guard = RobotsGuard(policy=POLICY, gate=web.gate, cache=RobotsMemory()) if with_robots else None
    address = web.address("example.org", path)
    return get(address, policy=POLICY, gate=web.gate, validators=validators, robots=guard)


def _get_tls(server: TlsServer, trust: ssl.SSLContext | None, *, policy: FetchPolicy = POLICY) -> Fetched:
    gate = Gate(allowed=[("127.0.0.1", server.port)], resolve=lambda host, port, timeout: ("127.0.0.1",))
    return get(f"https://news.example:{server.port}/", policy=policy, gate=gate, tls=trust)
