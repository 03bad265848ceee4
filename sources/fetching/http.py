"""One fetch from its address to its outcome: gate, robots.txt, turn, request, and each redirect all over
again.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from sources.fetching.address import Address, Gate
from sources.fetching.answers import Result, result_of, retry_after_seconds, validators_of
from sources.fetching.backend import Deadline
from sources.fetching.exchange import REDIRECTS, Answer, Wire, exchange, system_trust
from sources.fetching.hosts import registrable_host
from sources.fetching.patience import Patience
from sources.fetching.politeness import LEASE_MARGIN_SECONDS, Turn, Turns, TurnsUnavailable
from sources.fetching.types import Fetched, FetchPolicy, FetchStopped, Hop, Outcome, Postponed, Validators

NO_VALIDATORS = Validators()


class Ruling(Protocol):
    """What robots.txt says of one address. `robots.RobotsRuling` is one."""

    @property
    def allowed(self) -> bool: ...
    @property
    def cause(self) -> str: ...
    @property
    def crawl_delay_seconds(self) -> float | None: ...
    @property
    def asked_now(self) -> bool: ...


# Given each address before it is asked; may raise Postponed.
Robots = Callable[[Address], Ruling]


def utc_now() -> datetime:
    """The default clock of a fetch."""
    return datetime.now(UTC)


def get(
    address: str,
    *,
    policy: FetchPolicy,
    gate: Gate,
    validators: Validators | None = None,
    robots: Robots | None = None,
    turns: Turns | None = None,
    now: Callable[[], datetime] = utc_now,
    tls: ssl.SSLContext | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Fetch one address, at most `policy.max_redirects` redirects further, within one deadline and its caps.

    `validators` make it conditional (304 ends as `not_modified`). `robots` is asked before every hop: give
    `robots.RobotsGuard(...)`; None asks nobody and is for robots.txt itself. `turns` keeps politeness
    across workers (`politeness.RedisTurns`); None keeps none and is for sites of our own. `tls` replaces
    the system's trust in a test.

    Always ends in a Fetched whose outcome and cause say what happened. Raises only Postponed, when it is
    not our turn at the host: the caller puts the work back for its `seconds`. Once under way, a turn for a
    redirect, or for the page after its robots.txt, is waited for in place with `pause`, at most
    `policy.patience_seconds` in all; these waits do not count against the deadline.
    """
    deadline = Deadline(seconds=policy.deadline_seconds)
    visit = _Visit(
        wire=Wire(policy=policy, gate=gate, deadline=deadline, tls=tls or system_trust()),
        validators=validators or NO_VALIDATORS,
        robots=robots,
        turns=turns,
        now=now,
        patience=Patience(seconds=policy.patience_seconds, pause=pause, deadline=deadline),
    )
    started_at, started = now(), time.monotonic()
    fetched = visit.run(address)
    return replace(fetched, started_at=started_at, elapsed_ms=round((time.monotonic() - started) * 1000))


class _Visit:
    """One fetch on its way: where it is, what was answered, and whose turn it holds."""

    def __init__(
        self,
        *,
        wire: Wire,
        validators: Validators,
        robots: Robots | None,
        turns: Turns | None,
        now: Callable[[], datetime],
        patience: Patience,
    ) -> None:
        self._wire = wire
        self._validators = validators
        self._robots = robots
        self._turns = turns
        self._now = now
        self._patience = patience
        self._turn: Turn | None = None
        self._asked = ""
        self._at = ""
        self._answer: Answer | None = None
        self._hops: list[Hop] = []
        # Registrable hosts and IP addresses whose turn this fetch has had.
        self._places_asked: set[str] = set()

    def run(self, asked: str) -> Fetched:
        self._asked = self._at = asked
        try:
            result = self._walk(asked)
        except FetchStopped as stopped:
            result = Result(stopped.outcome, stopped.cause)
        finally:
            self._leave_turn()
        return self._fetched(result)

    def _walk(self, asked: str) -> Result:
        address = self._wire.gate.admit(asked)
        self._asked = str(address)
        while True:
            answer = self._ask(address)
            location = answer.header("location")
            if answer.status not in REDIRECTS or location is None:
                break
            # Re-check after each redirect: the first host vouches for nothing about the next.
            address = self._wire.gate.admit(self._redirected(address, location), base=address)
        if answer.stopped is not None:
            raise answer.stopped
        conditional = self._validators != NO_VALIDATORS
        return result_of(answer, host=address.host, conditional=conditional, policy=self._wire.policy)

    def _ask(self, address: Address) -> Answer:
        self._at, self._answer = str(address), None
        delay = self._delay_by_robots(address)
        self._answer = exchange(
            address,
            wire=self._wire,
            validators=self._validators,
            enter_turn=lambda ip: self._enter_turn(address.host, ip, delay),
            requested_at=self._now(),
        )
        self._leave_turn()
        self._patience.under_way = True
        self._hops.append(self._answer.hop)
        return self._answer

    def _redirected(self, address: Address, location: str) -> str:
        if len(self._hops) > self._wire.policy.max_redirects:
            raise FetchStopped(
                Outcome.TOO_MANY_REDIRECTS,
                f"{address.host} sends on from one address to the next more than "
                f"{self._wire.policy.max_redirects} times: give the address where the page really is.",
            )
        return location.encode("latin-1").decode("utf-8", "replace")

    def _delay_by_robots(self, address: Address) -> float:
        """Seconds to keep between requests to this host. Raises FetchStopped(robots_denied)."""
        delay, robots = self._wire.policy.delay_seconds, self._robots
        if robots is None:
            return delay
        ruling = self._patience.wait_for(lambda: robots(address))
        if not ruling.allowed:
            raise FetchStopped(Outcome.ROBOTS_DENIED, ruling.cause)
        self._patience.under_way = self._patience.under_way or ruling.asked_now
        return max(delay, ruling.crawl_delay_seconds or 0.0)

    def _enter_turn(self, host: str, ip: str, delay: float) -> None:
        self._leave_turn()
        if (turns := self._turns) is None:
            return
        hold = self._wire.policy.deadline_seconds + LEASE_MARGIN_SECONDS
        try:
            self._turn = self._patience.wait_for(
                lambda: turns.enter(host=host, ip=ip, delay_seconds=delay, hold_seconds=hold)
            )
        except TurnsUnavailable:
            raise
        except Postponed as postponed:
            if self._places_asked & {registrable_host(host), ip}:
                # Our own pause: put back, the fetch would come to this same place again and again.
                raise self._sent_on_too_often(host, delay) from postponed
            raise
        self._places_asked |= {registrable_host(host), ip}

    def _sent_on_too_often(self, host: str, delay: float) -> FetchStopped:
        return FetchStopped(
            Outcome.RATE_LIMITED,
            f"{host} sends on from {self._asked} to {self._at}, and {delay:g} seconds between two requests "
            "are too long to wait for: give the second address instead.",
        )

    def _leave_turn(self) -> None:
        if self._turn is not None:
            self._turn.leave()
            self._turn = None

    def _fetched(self, result: Result) -> Fetched:
        answer, ok = self._answer, result.outcome in (Outcome.FETCHED, Outcome.NOT_MODIFIED)
        return Fetched(
            address=self._asked,
            final_address=self._at,
            outcome=result.outcome,
            cause=result.cause,
            status=answer.status if answer else None,
            headers=answer.headers if answer else (),
            body=result.body,
            content_type=result.content_type,
            hops=tuple(self._hops),
            validators=validators_of(answer) if answer and ok else NO_VALIDATORS,
            retry_after_seconds=retry_after_seconds(answer, now=self._now()) if answer else None,
            wire_bytes=sum(len(hop.response) for hop in self._hops),
            cut_at_cap=bool(answer and answer.cut_at_cap),
        )
