"""May we? robots.txt by RFC 9309, with the answer in words.

4xx means that nothing is forbidden; 5xx, 429 and no answer mean that everything is, for now. A file is kept
for at most 24 hours and read to at least 500 KiB; five redirects are followed.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from sources.fetching.address import Address, Gate
from sources.fetching.http import get, utc_now
from sources.fetching.politeness import Turns
from sources.fetching.types import Fetched, FetchPolicy, Outcome

if TYPE_CHECKING:
    from protego import Protego

# RFC 9309, 2.4 and 2.5.
KEPT_FOR = timedelta(hours=24)
MAX_ROBOTS_BYTES = 512 * 1024
# After an answer that forbids everything for now, ask again this soon.
UNREACHABLE_KEPT_FOR = timedelta(hours=1)
# A crawl delay above this is taken for a mistake or for a refusal in disguise, and held to it.
MAX_CRAWL_DELAY_SECONDS = 3600.0
# Nobody's file is asked on an address of the gate's refusals, so this outcome refuses the page as well.
UPLOAD = "upload a copy of the page, or use an archived copy"


@dataclass(frozen=True)
class RobotsFile:
    """One origin's robots.txt as it was found; plain values, to be kept in a cache until `expires_at`.

    `text` is what to obey; "" forbids nothing. `cause` is set when everything is forbidden for now.
    """

    origin: str
    text: str
    cause: str
    expires_at: datetime

    def as_dict(self) -> dict[str, Any]:
        """For a cache that keeps JSON: the date as ISO text."""
        return {**asdict(self), "expires_at": self.expires_at.isoformat()}

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> RobotsFile:
        """The inverse of `as_dict`."""
        return cls(**{**kept, "expires_at": datetime.fromisoformat(kept["expires_at"])})


@dataclass(frozen=True)
class RobotsRuling:
    """May one address be fetched? `cause` says why not, in a sentence for a person.

    `crawl_delay_seconds` is what the file asks for, or None. `asked_now` is true when the file was fetched
    for this ruling, so that the page's own turn at the host is still to come.
    """

    allowed: bool
    cause: str = ""
    crawl_delay_seconds: float | None = None
    asked_now: bool = False


class RobotsCache(Protocol):
    """Where files are kept between fetches; the application's cache, or `RobotsMemory`."""

    def load(self, origin: str) -> RobotsFile | None:
        """The file kept for an origin, expired or not; None when there is none."""

    def keep(self, file: RobotsFile) -> None:
        """Keep a file until its `expires_at`."""


class RobotsMemory:
    """A cache for one process: commands and tests."""

    def __init__(self) -> None:
        self._files: dict[str, RobotsFile] = {}

    def load(self, origin: str) -> RobotsFile | None:
        return self._files.get(origin)

    def keep(self, file: RobotsFile) -> None:
        self._files[file.origin] = file


def file_from(fetched: Fetched, *, origin: str, now: datetime) -> RobotsFile:
    """What the fetch of a robots.txt means, whatever its outcome (RFC 9309, 2.3.1)."""
    if fetched.outcome is Outcome.FETCHED:
        text = fetched.body[:MAX_ROBOTS_BYTES].decode("utf-8", errors="replace").removeprefix("\ufeff")
        return RobotsFile(origin=origin, text=text, cause="", expires_at=now + KEPT_FOR)
    if _forbids_nothing(fetched):
        return RobotsFile(origin=origin, text="", cause="", expires_at=now + KEPT_FOR)
    host = origin.partition("://")[2]
    cause = (
        f"{host} could not be asked what robots may fetch, so nothing is fetched from it for now "
        f"({fetched.outcome.replace('_', ' ')}): it is tried again later, or {UPLOAD}."
    )
    return RobotsFile(origin=origin, text="", cause=cause, expires_at=now + UNREACHABLE_KEPT_FOR)


def _forbids_nothing(fetched: Fetched) -> bool:
    """Unavailable, in the words of the RFC: an answer of 4xx, or more redirects than are followed."""
    if fetched.outcome in (Outcome.GONE, Outcome.CLIENT_ERROR, Outcome.TOO_MANY_REDIRECTS):
        return True
    return fetched.outcome is Outcome.SERVER_ERROR and fetched.status in (408, 425)


def rule(file: RobotsFile, *, address: Address, product: str) -> RobotsRuling:
    """What a file says of one address to the robot called `product`."""
    if file.cause:
        return RobotsRuling(allowed=False, cause=file.cause)
    rules = _parsed(file.text)
    delay = rules.crawl_delay(product)
    delay = None if delay is None else min(float(delay), MAX_CRAWL_DELAY_SECONDS)
    if rules.can_fetch(str(address), product):
        return RobotsRuling(allowed=True, crawl_delay_seconds=delay)
    return RobotsRuling(
        allowed=False,
        cause=f"{address.host} asks robots not to fetch this page: {UPLOAD}.",
        crawl_delay_seconds=delay,
    )


# A worker asks a few hosts at a time; a parsed file takes up to a few MB.
@lru_cache(maxsize=16)
def _parsed(text: str) -> Protego:
    # Imported here: only a fetch needs the parser, not every import of these types.
    from protego import Protego  # noqa: PLC0415

    return Protego.parse(text)


class RobotsGuard:
    """Give this to `http.get` as `robots`: looks up, fetches when due, and rules, for every hop.

    Its own requests pass the same gate and take turns at the host like any other. Raises Postponed when the
    file is due and it is not our turn.
    """

    def __init__(
        self,
        *,
        policy: FetchPolicy,
        gate: Gate,
        cache: RobotsCache,
        turns: Turns | None = None,
        now: Callable[[], datetime] = utc_now,
        tls: ssl.SSLContext | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._product = policy.product
        self._policy = replace(
            policy, max_bytes=MAX_ROBOTS_BYTES, cut_at_cap=True, any_type=True, accept="text/plain,*/*;q=0.5"
        )
        self._gate = gate
        self._cache = cache
        self._turns = turns
        self._now = now
        self._tls = tls
        self._pause = pause

    def __call__(self, address: Address) -> RobotsRuling:
        kept = self._cache.load(address.origin)
        if kept is not None and kept.expires_at > self._now():
            return rule(kept, address=address, product=self._product)
        file = self._fetch(address.origin)
        self._cache.keep(file)
        return replace(rule(file, address=address, product=self._product), asked_now=True)

    def _fetch(self, origin: str) -> RobotsFile:
        fetched = get(
            f"{origin}/robots.txt",
            policy=self._policy,
            gate=self._gate,
            turns=self._turns,
            now=self._now,
            tls=self._tls,
            pause=self._pause,
        )
        return file_from(fetched, origin=origin, now=self._now())
