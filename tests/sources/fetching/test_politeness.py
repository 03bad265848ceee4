from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import redis

from sources.fetching.politeness import HostState, RedisTurns, after_fetch
from sources.fetching.types import Outcome, Postponed
from tests.fakes.valkey import Valkey

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_the_breaker_opens_after_five_failures_and_rests_longer_each_time() -> None:
    state, rests = HostState(), []
    for _ in range(14):
        state = after_fetch(state, outcome=Outcome.TIMED_OUT, now=NOW)
        rests.append(None if state.closed_until is None else state.closed_until - NOW)

    assert rests[:4] == [None] * 4
    assert rests[4:7] == [10 * MINUTE, 20 * MINUTE, 40 * MINUTE]
    assert rests[-1] == 24 * HOUR


@pytest.mark.parametrize("outcome", [Outcome.FETCHED, Outcome.GONE, Outcome.ROBOTS_DENIED, Outcome.TOO_LARGE])
def test_an_answer_of_any_kind_closes_the_breaker(outcome: Outcome) -> None:
    broken = HostState(failures_in_a_row=9, closed_until=NOW + HOUR)

    assert after_fetch(broken, outcome=outcome, now=NOW) == HostState()


@pytest.mark.parametrize(("asked", "kept"), [(90, 90), (10**9, 24 * 3600)])
def test_a_host_that_asks_for_rest_gets_it_up_to_a_day(asked: float, kept: float) -> None:
    state = after_fetch(HostState(), outcome=Outcome.RATE_LIMITED, now=NOW, retry_after_seconds=asked)

    assert state.closed_until == NOW + timedelta(seconds=kept)


@pytest.fixture(scope="module")
def valkey() -> Iterator[Valkey]:
    with Valkey() as running:
        yield running


@pytest.fixture
def client(valkey: Valkey) -> redis.Redis:
    valkey.client.flushall()
    return valkey.client


def enter(
    client: redis.Redis, host: str = "a.example.org", ip: str = "192.0.2.1", delay: float = 0.2
) -> object:
    return RedisTurns(client).enter(host=host, ip=ip, delay_seconds=delay, hold_seconds=5)


@pytest.mark.parametrize(
    ("host", "ip"),
    [("a.example.org", "192.0.2.9"), ("b.example.org", "192.0.2.9"), ("other.example", "192.0.2.1")],
    ids=["same host", "same registrable host", "same IP address"],
)
def test_one_at_a_time(client: redis.Redis, host: str, ip: str) -> None:
    enter(client)

    with pytest.raises(Postponed, match="so as not to press it") as postponed:
        enter(client, host, ip)

    assert postponed.value.seconds == 2, "asked again before the lease ends: its holder may be done"


def test_another_host_at_another_address_need_not_wait(client: redis.Redis) -> None:
    enter(client)
    enter(client, "other.example", "192.0.2.2")


def test_the_pause_starts_when_the_turn_is_given_back(client: redis.Redis) -> None:
    enter(client, delay=1).leave()

    with pytest.raises(Postponed) as postponed:
        enter(client)
    assert 0 < postponed.value.seconds <= 1.001

    time.sleep(postponed.value.seconds + 0.01)
    enter(client)


def test_a_turn_that_ran_out_cannot_end_the_turn_of_another(client: redis.Redis) -> None:
    turns = RedisTurns(client)
    late = turns.enter(host="example.org", ip="192.0.2.1", delay_seconds=0.05, hold_seconds=0.05)
    time.sleep(0.07)
    turns.enter(host="example.org", ip="192.0.2.1", delay_seconds=0.05, hold_seconds=5)

    late.leave()

    with pytest.raises(Postponed) as postponed:
        enter(client, "example.org")
    assert postponed.value.seconds == 2, "the other still holds it"


def test_a_worker_that_died_does_not_block_its_host_for_ever(client: redis.Redis) -> None:
    RedisTurns(client).enter(host="example.org", ip="192.0.2.1", delay_seconds=0.01, hold_seconds=0.05)
    time.sleep(0.07)

    enter(client, "example.org")


def test_nothing_is_fetched_while_the_store_is_gone() -> None:
    with Valkey() as store:
        held = enter(store.client)
        store.stop()

        held.leave()
        with pytest.raises(Postponed, match="does not answer: the fetch waits") as postponed:
            enter(store.client)
        assert postponed.value.seconds == 30

        store.start()
        enter(store.client)


def test_eight_workers_never_meet_and_always_keep_the_pause(valkey: Valkey, client: redis.Redis) -> None:
    log: list[tuple[float, float]] = []
    end = time.monotonic() + 1.5

    def work() -> None:
        turns = RedisTurns(redis.Redis(unix_socket_path=valkey.socket_path))
        while time.monotonic() < end:
            try:
                turn = turns.enter(host="example.org", ip="192.0.2.1", delay_seconds=0.05, hold_seconds=5)
            except Postponed as postponed:
                time.sleep(min(postponed.seconds, 0.02))
                continue
            started = time.monotonic()
            time.sleep(0.01)
            log.append((started, time.monotonic()))
            turn.leave()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    gaps = [start - previous_end for (_, previous_end), (start, _) in pairwise(log)]
    assert len(gaps) > 10
    assert min(gaps) >= 0.05
