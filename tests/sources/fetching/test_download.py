"""Files that somebody named, straight to disk through the gate."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from sources.fetching.address import Gate
from sources.fetching.download import download
from sources.fetching.types import FetchPolicy, FetchStopped, Outcome

POLICY = FetchPolicy(contact="test", deadline_seconds=5)


def get(server: HTTPServer, path: str, *, max_bytes: int = 1_000_000, gate: Gate | None = None):
    out = io.BytesIO()
    gate = gate or Gate(allowed={("127.0.0.1", server.port)})
    address = f"http://127.0.0.1:{server.port}{path}"
    return download(address, out, gate=gate, policy=POLICY, max_bytes=max_bytes), out.getvalue()


def test_a_file_comes_as_it_is(httpserver):
    httpserver.expect_request("/feed.json").respond_with_data(b"{}")

    assert get(httpserver, "/feed.json") == (200, b"{}")


def test_redirects_are_followed_through_the_gate(httpserver):
    httpserver.expect_request("/old").respond_with_response(
        Response("moved", status=301, headers={"Location": "/new"})
    )
    httpserver.expect_request("/new").respond_with_data(b"here")
    httpserver.expect_request("/inside").respond_with_response(
        Response(status=302, headers={"Location": "http://169.254.169.254/latest/"})
    )
    httpserver.expect_request("/round").respond_with_response(
        Response(status=302, headers={"Location": "/round"})
    )

    assert get(httpserver, "/old") == (200, b"here")
    with pytest.raises(FetchStopped) as inside:
        get(httpserver, "/inside")
    assert inside.value.outcome is Outcome.REFUSED_ADDRESS
    with pytest.raises(FetchStopped) as around:
        get(httpserver, "/round")
    assert around.value.outcome is Outcome.TOO_MANY_REDIRECTS


def test_what_is_not_there_is_told_by_its_status(httpserver):
    assert get(httpserver, "/nothing")[0] == 500
    httpserver.clear()


def test_the_gate_lets_nothing_else_through(httpserver):
    with pytest.raises(FetchStopped) as refused:
        get(httpserver, "/feed.json", gate=Gate())
    assert refused.value.outcome is Outcome.REFUSED_ADDRESS


def large(_request):
    return Response((b"x" * 100_000 for _ in range(300)), mimetype="application/json")


def test_more_than_the_cap_is_refused(httpserver):
    httpserver.expect_request("/large").respond_with_handler(large)
    with pytest.raises(FetchStopped) as refused:
        get(httpserver, "/large", max_bytes=10_000_000)
    assert refused.value.outcome is Outcome.TOO_LARGE


def test_memory_stays_flat(httpserver, tmp_path):
    httpserver.expect_request("/large").respond_with_handler(large)
    address = f"http://127.0.0.1:{httpserver.port}/large"
    gate = Gate(allowed={("127.0.0.1", httpserver.port)})
    with (tmp_path / "feed").open("wb") as out:
        tracemalloc.start()
        download(address, out, gate=gate, policy=POLICY, max_bytes=100_000_000)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (tmp_path / "feed").stat().st_size == 30_000_000
    assert most < 5_000_000
