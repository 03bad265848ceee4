from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from sources.fetching.address import canonical
from sources.fetching.robots import RobotsFile, RobotsGuard, RobotsMemory, file_from, rule
from sources.fetching.types import Fetched, FetchPolicy, Outcome
from tests.fakes.web import Page, Web

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
POLICY = FetchPolicy(delay_seconds=0, deadline_seconds=5)
ORIGIN = "https://example.org"


def robots_file(text: str) -> RobotsFile:
    return RobotsFile(origin=ORIGIN, text=text, cause="", expires_at=NOW)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow:", "/", True),
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: other\nDisallow: /", "/", True),
        ("User-agent: FACTCHECK\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: factcheck\nDisallow: /x", "/y", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a/b\nAllow: /a", "/a/b/c", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/report.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/report.pdf?x", True),
        ("User-agent: *\nDisallow: /é", "/%C3%A9", False),
        ("user-agent : *\r\ndisallow : /x # because", "/x", False),
        ("Disallow: /", "/", True),
        ("<html>no such file</html>", "/", True),
    ],
)
def test_rules_as_the_rfc_says(text: str, path: str, allowed: bool) -> None:
    ruling = rule(robots_file(text), address=canonical(ORIGIN + path), product="Factcheck")

    assert ruling.allowed is allowed


def test_says_who_asks_and_what_can_be_done() -> None:
    ruling = rule(robots_file("User-agent: *\nDisallow: /"), address=canonical(ORIGIN), product="Factcheck")

    assert ruling.cause == (
        "example.org asks robots not to fetch this page: upload a copy of the page, or use an archived copy."
    )


@pytest.mark.parametrize(("asked", "kept"), [("12", 12.0), ("0.5", 0.5), ("100000", 3600.0), ("soon", None)])
def test_keeps_the_pause_that_is_asked_for(asked: str, kept: float | None) -> None:
    text = f"User-agent: *\nCrawl-delay: {asked}\nDisallow: /x"

    ruling = rule(robots_file(text), address=canonical(ORIGIN), product="Factcheck")

    assert ruling.crawl_delay_seconds == kept


@pytest.mark.parametrize(
    ("outcome", "status", "allowed"),
    [
        (Outcome.GONE, 404, True),
        (Outcome.GONE, 410, True),
        (Outcome.CLIENT_ERROR, 401, True),
        (Outcome.CLIENT_ERROR, 403, True),
        (Outcome.SERVER_ERROR, 408, True),
        (Outcome.TOO_MANY_REDIRECTS, 302, True),
        (Outcome.RATE_LIMITED, 429, False),
        (Outcome.SERVER_ERROR, 500, False),
        (Outcome.SERVER_ERROR, 503, False),
        (Outcome.TIMED_OUT, None, False),
        (Outcome.DNS_FAILED, None, False),
        (Outcome.CONNECT_FAILED, None, False),
        (Outcome.TLS_FAILED, None, False),
        (Outcome.BAD_ENCODING, 200, False),
        (Outcome.REFUSED_ADDRESS, None, False),
    ],
)
def test_a_file_that_cannot_be_had_allows_or_forbids_everything(
    outcome: Outcome, status: int | None, allowed: bool
) -> None:
    fetched = Fetched(address=ORIGIN, final_address=ORIGIN, outcome=outcome, status=status)

    file = file_from(fetched, origin=ORIGIN, now=NOW)
    ruling = rule(file, address=canonical(ORIGIN), product="Factcheck")

    assert ruling.allowed is allowed
    assert file.expires_at - NOW == timedelta(hours=24 if allowed else 1)
    assert bool(ruling.cause) is not allowed


def test_a_file_can_be_kept_as_json() -> None:
    file = robots_file("User-agent: *")

    assert RobotsFile.from_dict(file.as_dict()) == file


def test_reads_the_first_500_kib_of_a_larger_file() -> None:
    padding = b"# padding\n" * 51_300
    early, late = b"User-agent: *\nDisallow: /early\n", b"Disallow: /late\n"
    body = early + padding[: 512 * 1024 - len(early)] + b"\n" + padding + late

    with serving(Page(body, content_type="text/plain")) as (web, guard):
        assert not guard(canonical(web.address("example.org", "/early"))).allowed
        assert guard(canonical(web.address("example.org", "/late"))).allowed


def test_asks_once_and_again_after_a_day() -> None:
    with serving(Page(b"User-agent: *\nDisallow: /x")) as (web, guard):
        first, second = (guard(canonical(web.address("example.org", path))) for path in ("/x", "/y"))
        guard.clock.append(NOW + timedelta(hours=25))
        third = guard(canonical(web.address("example.org", "/y")))

        assert [first.asked_now, second.asked_now, third.asked_now] == [True, False, True]
        assert [asked.path for asked in web.asked] == ["/robots.txt", "/robots.txt"]


@pytest.mark.parametrize(("redirects", "allowed"), [(5, False), (6, True)])
def test_follows_five_redirects_and_gives_up_after(redirects: int, allowed: bool) -> None:
    with serving(Page(b"User-agent: *\nDisallow: /")) as (web, guard):
        site = web.sites["example.org"]
        site[f"/{redirects}"] = site["/robots.txt"]
        for number in range(redirects):
            path = f"/{number}" if number else "/robots.txt"
            site[path] = Page(status=301, headers=(("Location", f"/{number + 1}"),))

        assert guard(canonical(web.address("example.org"))).allowed is allowed


def test_a_redirect_of_robots_txt_to_a_private_address_is_refused() -> None:
    with serving(Page(status=302, headers=(("Location", "http://10.0.0.1/robots.txt"),))) as (web, guard):
        ruling = guard(canonical(web.address("example.org")))

    assert not ruling.allowed
    assert "refused address" in ruling.cause


class Guard(RobotsGuard):
    """A guard whose clock a test moves by appending to `clock`."""

    clock: list[datetime]


class serving:  # noqa: N801 - reads as the sentence it starts
    """A web whose example.org has this robots.txt, with a guard for it."""

    def __init__(self, page: Page | Callable[..., Page]) -> None:
        self._web = Web({"example.org": {"/robots.txt": page}})

    def __enter__(self) -> tuple[Web, Guard]:
        web = self._web.__enter__()
        clock = [NOW]
        guard = Guard(policy=POLICY, gate=web.gate, cache=RobotsMemory(), now=lambda: clock[-1])
        guard.clock = clock
        return web, guard

    def __exit__(self, *raised: object) -> None:
        self._web.__exit__(None, None, None)
