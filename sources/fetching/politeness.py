"""When may we? One connection at a time to a host and to an IP address, with a pause between, across all
workers.

`after_fetch` is arithmetic on values; `RedisTurns` is the lease that all workers share.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from sources.fetching.hosts import registrable_host
from sources.fetching.types import Outcome, Postponed

# A host is left alone after this many failures in a row…
BREAKER_OPENS_AFTER = 5
# …for this long at first, twice as long each time it fails again, and never longer than a day.
BREAKER_REST = timedelta(minutes=10)
BREAKER_MAX_REST = timedelta(hours=24)
RETRY_AFTER_MAX = timedelta(hours=24)
# What counts against a host: it could not be reached or could not cope. A 404 is an answer.
HOST_FAILURES = frozenset(
    {
        Outcome.DNS_FAILED,
        Outcome.CONNECT_FAILED,
        Outcome.TLS_FAILED,
        Outcome.TIMED_OUT,
        Outcome.SERVER_ERROR,
        Outcome.RATE_LIMITED,
    }
)
# How long a worker may hold a turn beyond the fetch's deadline before the lease is taken for lost.
LEASE_MARGIN_SECONDS = 60
# Asked again this soon while another fetch holds the turn.
HELD_LOOK_SECONDS = 2.0
# Asked again this soon when the lease's store does not answer.
STORE_RETRY_SECONDS = 30.0


@dataclass(frozen=True)
class HostState:
    """What is known of one registrable host, as its row keeps it."""

    failures_in_a_row: int = 0
    # Set by the breaker or by Retry-After.
    closed_until: datetime | None = None


def after_fetch(
    state: HostState, *, outcome: Outcome, now: datetime, retry_after_seconds: float | None = None
) -> HostState:
    """The host's state once a fetch has ended: failures counted, the breaker opened or closed, Retry-After
    kept.
    """
    if outcome not in HOST_FAILURES:
        return HostState()
    failures = state.failures_in_a_row + 1
    rests = (
        [BREAKER_REST * 2 ** min(failures - BREAKER_OPENS_AFTER, 10)]
        if failures >= BREAKER_OPENS_AFTER
        else []
    )
    if retry_after_seconds is not None:
        rests.append(min(timedelta(seconds=retry_after_seconds), RETRY_AFTER_MAX))
    closed_until = now + min(max(rests), BREAKER_MAX_REST) if rests else None
    return replace(state, failures_in_a_row=failures, closed_until=closed_until)


class TurnsUnavailable(Postponed):
    """The store that keeps the turns does not answer, so nothing is fetched until it does."""


class Turn(Protocol):
    """The right to have one connection to a host now."""

    def leave(self) -> None:
        """Give the turn back; the pause starts now."""


class Turns(Protocol):
    """Hands out turns. `RedisTurns` is the one for production."""

    def enter(self, *, host: str, ip: str, delay_seconds: float, hold_seconds: float) -> Turn:
        """Take the turn at a host and an IP address, or raise Postponed with the seconds to wait."""


# Both keys are free, or neither is taken. Returns 0, or the milliseconds until it is worth asking again: a
# pause is waited out, but whoever holds the turn may be done long before its lease ends.
ENTER = """
local wait = 0
for _, key in ipairs(KEYS) do
  local left = redis.call('PTTL', key)
  if left > 0 and redis.call('GET', key) ~= 'pause' then left = math.min(left, tonumber(ARGV[3])) end
  if left > wait then wait = left end
end
if wait > 0 then return wait end
for _, key in ipairs(KEYS) do redis.call('SET', key, ARGV[1], 'PX', ARGV[2]) end
return 0
"""
# Only the holder turns its lease into a pause; a lease that ran out and went to another is left alone.
LEAVE = """
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then
    if tonumber(ARGV[2]) > 0 then redis.call('SET', key, 'pause', 'PX', ARGV[2])
    else redis.call('DEL', key) end
  end
end
return 0
"""


@dataclass(frozen=True)
class RedisTurn:
    """A turn that was taken: its two keys and the token that proves who holds them."""

    client: Any
    keys: tuple[str, ...]
    token: str
    pause_ms: int

    def leave(self) -> None:
        """Start the pause. When the store is gone, the lease runs out by itself, later."""
        # Imported here: the type of the client's errors is all that is needed of it.
        from redis.exceptions import RedisError  # noqa: PLC0415

        try:
            self.client.eval(LEAVE, len(self.keys), *self.keys, self.token, self.pause_ms)
        except RedisError:
            return


class RedisTurns:
    """Turns shared by all workers, kept in Redis or Valkey as two leases: registrable host, and IP address.

    The store's clock counts, so workers' clocks may differ. A worker that dies keeps its lease for
    `hold_seconds` at most. When the store does not answer nothing is fetched (Postponed), and nothing is
    lost.
    """

    def __init__(self, client: Any, *, prefix: str = "turn") -> None:
        self._client = client
        self._prefix = prefix

    def enter(self, *, host: str, ip: str, delay_seconds: float, hold_seconds: float) -> RedisTurn:
        """Take the turn, or raise Postponed with the seconds to wait."""
        # Imported here for the same reason as in `RedisTurn.leave`.
        from redis.exceptions import RedisError  # noqa: PLC0415

        name = registrable_host(host)
        keys = (f"{self._prefix}:host:{name}", f"{self._prefix}:ip:{ip}")
        token = secrets.token_hex(16)
        hold_ms = int(max(hold_seconds, delay_seconds) * 1000)
        try:
            look_ms = int(max(delay_seconds, HELD_LOOK_SECONDS) * 1000)
            wait_ms = int(self._client.eval(ENTER, len(keys), *keys, token, hold_ms, look_ms))
        except RedisError as failure:
            raise _no_store(name) from failure
        if wait_ms > 0:
            raise _another_has_it(name, wait_ms / 1000)
        return RedisTurn(client=self._client, keys=keys, token=token, pause_ms=_at_least(delay_seconds))

    def left(self, hosts: Sequence[str]) -> list[float]:
        """Seconds until another may ask each of these hosts; 0 for now. One question for all of them.

        Raises RedisError when the store does not answer.
        """
        asked = self._client.pipeline(transaction=False)
        for host in hosts:
            asked.pttl(f"{self._prefix}:host:{registrable_host(host)}")
        return [max(int(left), 0) / 1000 for left in asked.execute()]


def _at_least(seconds: float) -> int:
    """Milliseconds that are never less: the store drops a key up to one of its clock's milliseconds early."""
    return math.ceil(seconds * 1000) + 1 if seconds > 0 else 0


def _no_store(host: str) -> TurnsUnavailable:
    return TurnsUnavailable(
        host=host,
        seconds=STORE_RETRY_SECONDS,
        cause=f"{host} was not asked, because the store that keeps the pauses between requests does not "
        "answer: the fetch waits until it is back.",
    )


def _another_has_it(host: str, seconds: float) -> Postponed:
    return Postponed(
        host=host,
        seconds=seconds,
        cause=f"{host} was asked a moment ago; the fetch waits {seconds:.0f} seconds so as not to press it.",
    )
