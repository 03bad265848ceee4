"""What the made-up site answers to each request."""

import hashlib
import html
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from string import Template
from threading import Event
from urllib.parse import urlsplit

from demo.manifest import ARTICLE, FEED, FEED_PATH, HERE, MADE_UP, REDIRECTS, SOURCES, Behaviour, Page

# Fixed, so that a fresh checkout answers as an old one; the second text came a day later.
FIRST_MODIFIED = datetime(2024, 1, 12, 12, 0, tzinfo=UTC)
SECOND_MODIFIED = FIRST_MODIFIED + timedelta(days=1)

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
}
LAYOUT = Template((HERE / "layout.html").read_text(encoding="utf-8"))
PAGES_BY_PATH = {page.path: page for page in SOURCES}


@dataclass(frozen=True)
class SiteState:
    """What the requests share: the switch of the changing pages, the end, and the slow page's wait."""

    changed: Event
    stopped: Event
    slow_seconds: float


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One response; `modified` is None where there is nothing to validate."""

    status: HTTPStatus
    content_type: str = CONTENT_TYPES[".html"]
    body: bytes = b""
    modified: datetime | None = None
    location: str | None = None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


def answer_get(path: str, state: SiteState) -> Answer:
    """Give the answer for `path`, after the wait if it is the slow page."""
    if path in BUILT:
        return BUILT[path](state)
    page = PAGES_BY_PATH.get(path)
    if path in (ARTICLE.path, "/robots.txt", "/site.css"):
        return _file_answer(Page(path=path, about=""), changed=False)
    if page is None or page.behaviour is Behaviour.MISSING:
        return _said(HTTPStatus.NOT_FOUND, "This page does not exist", "Nothing was ever at this address.")
    if page.behaviour is Behaviour.GONE:
        return _said(HTTPStatus.GONE, "This page was withdrawn", "The publisher took it down for good.")
    if page.behaviour is Behaviour.MOVED:
        return Answer(status=HTTPStatus.MOVED_PERMANENTLY, location=REDIRECTS[path])
    if page.behaviour is Behaviour.SLOW:
        state.stopped.wait(state.slow_seconds)
    return _file_answer(page, changed=page.behaviour is Behaviour.CHANGES and state.changed.is_set())


def answer_post(path: str, state: SiteState) -> Answer:
    """Throw the switch: `/_demo/change` or `/_demo/reset`, then back to the switch's page."""
    acts: dict[str, Callable[[], None]] = {
        "/_demo/change": state.changed.set,
        "/_demo/reset": state.changed.clear,
    }
    act = acts.get(path)
    if act is None:
        return _said(HTTPStatus.NOT_FOUND, "Nothing to post to", "Post to /_demo/change or /_demo/reset.")
    act()
    return Answer(status=HTTPStatus.SEE_OTHER, location="/_demo/")


def _file_answer(page: Page, *, changed: bool) -> Answer:
    file = page.file_after if changed else page.file
    return Answer(
        status=HTTPStatus.OK,
        content_type=CONTENT_TYPES[file.suffix],
        body=file.read_bytes(),
        modified=SECOND_MODIFIED if changed else FIRST_MODIFIED,
    )


def _laid_out(title: str, body: str) -> bytes:
    return LAYOUT.substitute(title=html.escape(title), made_up=MADE_UP, body=body).encode()


def _said(status: HTTPStatus, title: str, sentence: str) -> Answer:
    return Answer(status=status, body=_laid_out(title, f"<p>{html.escape(sentence)}</p>"))


def _index(state: SiteState) -> Answer:
    rows = "\n".join(
        f'      <li><a href="{page.path}">{page.path}</a>: {html.escape(page.about)} ({page.behaviour})</li>'
        for page in SOURCES
    )
    body = f'<p><a href="{ARTICLE.path}">The article</a></p>\n    <ul>\n{rows}\n    </ul>'
    return Answer(status=HTTPStatus.OK, body=_laid_out("Sources of the demo", body))


def _switch(state: SiteState) -> Answer:
    now = "second" if state.changed.is_set() else "first"
    body = (
        f"<p>The pages that change answer with their {now} text.</p>\n"
        '    <form method="post" action="/_demo/change"><button>Change them</button></form>\n'
        '    <form method="post" action="/_demo/reset"><button>Change them back</button></form>'
    )
    return Answer(status=HTTPStatus.OK, body=_laid_out("The switch", body))


def _feed(state: SiteState) -> Answer:
    """What an office publishes, as a feed: the library can follow it."""
    entries = "\n".join(
        f"  <entry><id>urn:demo:{page.path}</id><title>{html.escape(page.path)}</title>"
        f'<link href="{page.path}"/><updated>{FIRST_MODIFIED.isoformat()}</updated></entry>'
        for page in FEED
    )
    body = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{MADE_UP}</title><id>urn:demo:feed</id>\n'
        f"{entries}\n</feed>\n"
    )
    return Answer(
        status=HTTPStatus.OK,
        content_type="application/atom+xml; charset=utf-8",
        body=body.encode(),
        modified=FIRST_MODIFIED,
    )


BUILT: dict[str, Callable[[SiteState], Answer]] = {"/": _index, "/_demo/": _switch, FEED_PATH: _feed}


def is_unchanged(answer: Answer, *, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Tell whether a 304 is due; an ETag wins over a date (RFC 9110, 13.2.2)."""
    if answer.modified is None:
        return False
    if if_none_match is not None:
        tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return "*" in tags or answer.etag in tags
    if if_modified_since is None:
        return False
    try:
        return answer.modified <= parsedate_to_datetime(if_modified_since)
    except (TypeError, ValueError):
        return False


class PageHandler(BaseHTTPRequestHandler):
    """Puts an Answer on the wire."""

    protocol_version = "HTTP/1.1"
    server_version = "FactcheckDemo"
    sys_version = ""
    # A client that keeps its connection open and silent gives its thread back.
    timeout = 15

    def do_GET(self) -> None:
        answer = answer_get(urlsplit(self.path).path, self._state)
        if is_unchanged(
            answer,
            if_none_match=self.headers["If-None-Match"],
            if_modified_since=self.headers["If-Modified-Since"],
        ):
            self._start(HTTPStatus.NOT_MODIFIED, answer)
            self.end_headers()
        else:
            self._send(answer)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._send(answer_post(urlsplit(self.path).path, self._state))

    @property
    def _state(self) -> SiteState:
        return self.server.state  # type: ignore[attr-defined, no-any-return]

    def _send(self, answer: Answer) -> None:
        self._start(answer.status, answer)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.location is not None:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _start(self, status: HTTPStatus, answer: Answer) -> None:
        self.send_response(status)
        if answer.modified is not None:
            self.send_header("ETag", answer.etag)
            self.send_header("Last-Modified", format_datetime(answer.modified, usegmt=True))
            self.send_header("Cache-Control", "no-cache")

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: the caller's own log says what was fetched."""
