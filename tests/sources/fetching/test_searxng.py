"""A search engine that answers, refuses, stalls, lies or talks rubbish."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from sources.fetching.address import Gate
from sources.fetching.searxng import MAX_RESULTS, Instance, Result, SearchFailed, search
from sources.fetching.types import FetchPolicy, FetchStopped, Outcome

POLICY = FetchPolicy(contact="desk@newsroom.example")
FOUND = [
    {"url": "https://stats.example/prices", "title": "Prices\n 2023", "content": "Prices rose <b>3%</b>."},
    {"url": "https://stats.example/prices#top", "title": "The same page"},
    {"url": "http://10.0.0.8/admin", "title": "Not the web"},
    {"url": "javascript:alert(1)", "title": "No page"},
    {"title": "No address"}, "rubbish", None,
    {"url": "https://court.example/7", "title": 7, "content": None},
]  # fmt: skip


@pytest.fixture
def engine() -> Iterator[HTTPServer]:
    with HTTPServer(host="127.0.0.1", port=0) as server:
        yield server


def ask(engine: HTTPServer, query: str = "prices rose", *, is_private: bool = True, seconds: float = 5.0):
    instance = Instance(f"http://127.0.0.1:{engine.port}/", seconds, is_private)
    return search(query, instance=instance, policy=POLICY, gate=Gate())


def test_what_it_finds_comes_in_its_order_without_what_must_not_be_fetched(engine):
    engine.expect_request("/search", query_string={"q": "prices rose", "format": "json"}).respond_with_json(
        {"query": "prices rose", "results": FOUND}
    )
    assert ask(engine) == [
        Result("https://stats.example/prices", "Prices 2023", "Prices rose <b>3%</b>."),
        Result("https://court.example/7"),
    ]


def test_it_is_asked_for_the_start_of_a_long_claim_and_heard_so_far(engine):
    many = [{"url": f"https://a.example/{n}", "title": "x" * 900, "content": "y" * 9000} for n in range(150)]
    engine.expect_request("/search").respond_with_json({"results": many})
    found = ask(engine, "word " * 500)
    assert len(found) == MAX_RESULTS
    assert (len(found[0].title), len(found[0].snippet)) == (300, 500)
    [(request, _answer)] = engine.log
    assert len(request.args["q"]) <= 300


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Response("<html>403 Forbidden</html>", status=403), "settings.yml"),
        (Response("oops", status=500), "did not answer with results"),
        (Response("<html>Welcome</html>", content_type="text/html"), "no JSON"),
        (Response("[" * 100_000, content_type="application/json"), "no JSON"),
        (Response(json.dumps(["no object"]), content_type="application/json"), "no results in it"),
        (Response(json.dumps({"results": "many"}), content_type="application/json"), "no results in it"),
        (Response("", status=302, headers={"Location": "http://169.254.169.254/"}), "did not answer"),
        (Response(b" " * 3_000_000, content_type="application/json"), "did not answer"),
    ],
)
def test_what_is_no_answer_is_said_in_a_sentence(engine, answer, said):
    engine.expect_request("/search").respond_with_response(answer)
    with pytest.raises(SearchFailed, match=said):
        ask(engine)


def test_one_that_stalls_is_left_in_time(engine):
    stopped = threading.Event()

    def stall(_request) -> Response:
        stopped.wait(20)
        return Response("late")

    engine.expect_request("/search").respond_with_handler(stall)
    try:
        with pytest.raises(SearchFailed, match="did not answer"):
            ask(engine, seconds=0.3)
    finally:
        stopped.set()


def test_a_private_one_is_asked_only_when_the_setting_says_so(engine):
    engine.expect_request("/search").respond_with_json({"results": FOUND})
    with pytest.raises(SearchFailed, match="did not answer"):
        ask(engine, is_private=False)
    assert engine.log == []


def test_a_name_that_nobody_knows_is_said():
    instance = Instance("http://searxng.invalid:8080", 1.0, is_private=True)

    def nowhere(_host: str, _port: int, _seconds: float) -> tuple[str, ...]:
        raise FetchStopped(Outcome.DNS_FAILED, "The name leads nowhere.")

    with pytest.raises(SearchFailed, match="leads nowhere"):
        search("a", instance=instance, policy=POLICY, gate=Gate(), resolve=nowhere)
