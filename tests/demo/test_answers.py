"""The site over HTTP: what a fetcher meets."""

import time
from http.client import HTTPConnection, HTTPResponse
from urllib.robotparser import RobotFileParser

import pytest

from demo.manifest import ARTICLE, FEED_PATH, MADE_UP, SOURCES, Behaviour
from demo.site import DemoSite

STATUS = {Behaviour.GONE: 410, Behaviour.MISSING: 404, Behaviour.MOVED: 301}


def ask(
    site: DemoSite, path: str, *, method: str = "GET", headers: dict[str, str] | None = None
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(*site.address, timeout=5)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize("page", SOURCES, ids=lambda page: page.path)
def test_a_source_answers_as_the_manifest_says(site: DemoSite, page) -> None:
    response, body = ask(site, page.path)
    assert response.status == STATUS.get(page.behaviour, 200)
    if response.status != 301 and not page.path.endswith(".pdf"):
        assert MADE_UP in body.decode()


@pytest.mark.parametrize(
    "path", ["/", "/_demo/", FEED_PATH, ARTICLE.path, "/site.css", "/robots.txt", "/nowhere"]
)
def test_the_sites_own_pages_say_that_they_are_made_up(site: DemoSite, path: str) -> None:
    assert MADE_UP in ask(site, path)[1].decode()


def test_robots_txt_forbids_the_private_page_and_allows_the_rest(site: DemoSite) -> None:
    robots = RobotFileParser()
    robots.parse(ask(site, "/robots.txt")[1].decode().splitlines())
    forbidden = {page.path for page in SOURCES if not robots.can_fetch("Factcheck", page.path)}
    assert forbidden == {page.path for page in SOURCES if page.behaviour is Behaviour.ROBOTS}


@pytest.mark.parametrize("header", [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_a_validator_that_still_holds_gets_304_without_a_body(site: DemoSite, header) -> None:
    given, sent = header
    first, _ = ask(site, ARTICLE.path)
    again, body = ask(site, ARTICLE.path, headers={sent: first.headers[given]})
    assert again.status == 304
    assert body == b""
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": "Sat, 01 Jun 2030 00:00:00 GMT"},
        {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
    ],
)
def test_a_validator_that_fails_gets_the_page(site: DemoSite, headers) -> None:
    response, body = ask(site, ARTICLE.path, headers=headers)
    assert response.status == 200
    assert body


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("/news/delegation.html", "on Sunday, January 14", "on Tuesday, January 16"),
        ("/news/voters-queue.html", "Cold front moves", "Why the noodle queues"),
    ],
)
def test_a_page_changes_by_the_switch_and_back(site: DemoSite, path: str, before: str, after: str) -> None:
    first, body = ask(site, path)
    assert before in body.decode()
    assert ask(site, "/_demo/change", method="POST")[0].status == 303
    second, changed = ask(site, path, headers={"If-None-Match": first.headers["ETag"]})
    assert second.status == 200
    assert after in changed.decode()
    assert before not in changed.decode()
    assert second.headers["Last-Modified"] != first.headers["Last-Modified"]
    ask(site, "/_demo/reset", method="POST")
    assert ask(site, path)[1] == body


def test_the_pages_that_do_not_change_ignore_the_switch(site: DemoSite) -> None:
    before = ask(site, ARTICLE.path)[1]
    site.change()
    assert ask(site, ARTICLE.path)[1] == before


def test_head_sends_the_length_and_no_body(site: DemoSite) -> None:
    response, body = ask(site, ARTICLE.path, method="HEAD")
    assert body == b""
    assert int(response.headers["Content-Length"]) == len(ask(site, ARTICLE.path)[1])


def test_the_redirect_leads_to_the_read_out(site: DemoSite) -> None:
    assert ask(site, "/news/taiwan-summit")[0].headers["Location"] == "/whitehouse/summit-readout.html"


def test_the_pdf_is_sent_as_one(site: DemoSite) -> None:
    response, body = ask(site, "/harbor/strait-paper.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert body.startswith(b"%PDF-1.4")


@pytest.mark.parametrize("path", ["/../manifest.py", "/news/delegation.after.html", "/%2e%2e/site.py"])
def test_only_listed_addresses_are_served(site: DemoSite, path: str) -> None:
    assert ask(site, path)[0].status == 404


def test_the_slow_page_waits() -> None:
    with DemoSite(slow_seconds=0.3) as slow:
        started = time.monotonic()
        assert ask(slow, "/slow/presidential-elections.html")[0].status == 200
        assert time.monotonic() - started >= 0.3
