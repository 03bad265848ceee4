"""The values that pass between the steps of fetching, archiving and reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How a fetch ended. Every fetch ends in exactly one of these."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"
    REFUSED_ADDRESS = "refused_address"
    ROBOTS_DENIED = "robots_denied"
    GONE = "gone"
    CLIENT_ERROR = "client_error"
    SERVER_ERROR = "server_error"
    RATE_LIMITED = "rate_limited"
    DNS_FAILED = "dns_failed"
    CONNECT_FAILED = "connect_failed"
    TLS_FAILED = "tls_failed"
    TIMED_OUT = "timed_out"
    TOO_LARGE = "too_large"
    BAD_ENCODING = "bad_encoding"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    NOT_TEXT = "not_text"
    PARSE_FAILED = "parse_failed"
    CANCELLED = "cancelled"


# The only outcomes that another attempt may change by itself.
RETRIED = frozenset(
    {
        Outcome.DNS_FAILED,
        Outcome.CONNECT_FAILED,
        Outcome.TIMED_OUT,
        Outcome.SERVER_ERROR,
        Outcome.RATE_LIMITED,
    }
)


class CaptureQuality(StrEnum):
    """What a capture turned out to be. Only `ok` counts as evidence without a person saying so."""

    OK = "ok"
    CONSENT_WALL = "consent_wall"
    PAYWALL = "paywall"
    LOGIN = "login"
    CAPTCHA = "captcha"
    NOT_FOUND = "not_found"
    NEAR_EMPTY = "near_empty"
    SCRIPT_ONLY = "script_only"


class FetchStopped(Exception):
    """A fetch cannot go on: the outcome, and its cause as one sentence for a person."""

    def __init__(self, outcome: Outcome, cause: str) -> None:
        super().__init__(cause)
        self.outcome = outcome
        self.cause = cause


class Postponed(Exception):
    """It is not this fetch's turn at the host: try again in `seconds`. Never an outcome of a fetch."""

    def __init__(self, *, host: str, seconds: float, cause: str) -> None:
        super().__init__(cause)
        self.host = host
        self.seconds = seconds
        self.cause = cause


MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class FetchPolicy:
    """What one fetch may cost, and who it says it is. The application fills it from its settings."""

    # Named in the User-Agent, so that a site's owner can reach us: an e-mail or web address.
    # Without it only the gate's exact exceptions can be fetched, never the open web.
    contact: str = ""
    product: str = "Factcheck"
    version: str = "0.1"
    # One monotonic deadline for the whole fetch, redirects included; pauses for politeness are not counted.
    deadline_seconds: float = 30.0
    # A page's wire bytes and its decoded bytes are each held to this cap.
    max_bytes: int = 10 * MEBIBYTE
    max_document_bytes: int = 50 * MEBIBYTE
    max_redirects: int = 5
    # Least pause between the end of one request to a host and the start of the next.
    delay_seconds: float = 5.0
    # How long a redirect or a robots.txt may wait in place for its own turn, in the whole fetch.
    patience_seconds: float = 15.0
    # Keep what came instead of failing when the cap is reached (robots.txt: RFC 9309, 2.5).
    cut_at_cap: bool = False
    accept: str = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/*;q=0.8,*/*;q=0.5"
    # Anything textual or a PDF or DOCX, unless robots.txt is read, where any type is taken as text.
    any_type: bool = False

    @property
    def user_agent(self) -> str:
        """Product, version and contact, as sent to every server."""
        about = f" (+{self.contact})" if self.contact else ""
        return f"{self.product}/{self.version}{about}"


@dataclass(frozen=True)
class Validators:
    """What an earlier answer gave to ask "has it changed?" with (RFC 9110, 13.1)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Hop:
    """One request and its answer, byte for byte, as they went over the wire (inside TLS).

    `response` is head and body as received: still compressed, still chunked. `cut` says why it is not whole
    (`length`, `time`, `disconnect`, `unspecified`: the words of WARC-Truncated), or is None.
    """

    address: str
    ip: str
    port: int
    requested_at: datetime
    request: bytes
    response: bytes
    head_bytes: int
    status: int
    certificate_sha256: str | None = None
    cut: str | None = None


@dataclass(frozen=True)
class Fetched:
    """How one fetch ended, and what came.

    `body` is decoded (no transfer or content encoding left), `b""` unless the outcome is `fetched`.
    `content_type` is the type the bytes really have, with `; charset=` for text. `cause` is one sentence
    for a person, empty when all is well. `retry_after_seconds` is what the server asked for, if it did.
    """

    address: str
    final_address: str
    outcome: Outcome
    cause: str = ""
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    content_type: str = ""
    hops: tuple[Hop, ...] = field(default=(), repr=False)
    validators: Validators = Validators()
    retry_after_seconds: float | None = None
    started_at: datetime | None = None
    elapsed_ms: int = 0
    wire_bytes: int = 0
    # The cap cut the body and the policy said to keep what came.
    cut_at_cap: bool = False

    @property
    def ok(self) -> bool:
        """Whether there is a body to archive and read."""
        return self.outcome is Outcome.FETCHED


@dataclass(frozen=True)
class Link:
    """A link of a page: absolute address and the words it is set on."""

    address: str
    text: str


@dataclass(frozen=True)
class ReadPage:
    """What a page says. `text` is its main text, paragraphs apart by one newline; None means not stated.

    `published` and `modified` are ISO dates. `structured` is the page's JSON-LD (list of objects),
    OpenGraph and meta values, as found. `pages` are the (start, end) offsets of a PDF's pages in `text`.
    `cause` explains a quality other than `ok`, in one sentence.
    """

    text: str
    quality: CaptureQuality
    cause: str = ""
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    canonical: str | None = None
    site: str | None = None
    links: tuple[Link, ...] = ()
    structured: dict[str, object] = field(default_factory=dict)
    pages: tuple[tuple[int, int], ...] = ()
