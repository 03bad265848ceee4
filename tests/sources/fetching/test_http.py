from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sources.fetching.address import Gate
from sources.fetching.http import get
from sources.fetching.robots import RobotsGuard, RobotsMemory
from sources.fetching.types import Fetched, FetchPolicy, Outcome, Validators
from tests.fakes.hostile import PAGE
from tests.fakes.web import Asked, Page, Web

POLICY = FetchPolicy(contact="mail@newsroom.example", delay_seconds=0, deadline_seconds=5)


def conditional(asked: Asked) -> Page:
    same = asked.headers.get("If-None-Match") == '"v1"'
    return Page(b"" if same else PAGE, status=304 if same else 200, headers=(("ETag", '"v1"'),))


SITES = {
    "example.org": {
        "/": Page(PAGE),
        "/packed": Page(gzip.compress(PAGE, mtime=0), headers=(("Content-Encoding", "gzip"),)),
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


def _get(web: Web, path: str, *, validators: Validators | None = None, with_robots: bool = False) -> Fetched:
    guard = RobotsGuard(policy=POLICY, gate=web.gate, cache=RobotsMemory()) if with_robots else None
    address = web.address("example.org", path)
    return get(address, policy=POLICY, gate=web.gate, validators=validators, robots=guard)
