from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from sources.fetching.address import Address
from sources.fetching.backend import Deadline
from sources.fetching.http import get
from sources.fetching.patience import Patience
from sources.fetching.politeness import TurnsUnavailable
from sources.fetching.robots import RobotsGuard, RobotsMemory
from sources.fetching.types import FetchPolicy, Outcome, Postponed
from tests.fakes.hostile import PAGE
from tests.fakes.web import Page, Web

POLICY = FetchPolicy(contact="mail@newsroom.example", delay_seconds=0, deadline_seconds=5)


SITE = {
    "/": Page(PAGE),
    "/there": Page(status=302, headers=(("Location", "/"),)),
}


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web({"example.org": SITE}) as running:
        yield running


class TurnsFromAList:
    """Turns that are given, or put off by so many seconds, in the order of a list."""

    def __init__(self, *waits: float) -> None:
        self._waits = list(waits)
        self.held = 0
        self.entered: list[tuple[str, str, float]] = []

    def enter(self, *, host: str, ip: str, delay_seconds: float, hold_seconds: float) -> TurnsFromAList:
        wait = self._waits.pop(0)
        if wait:
            raise Postponed(host=host, seconds=wait, cause="Not now: wait.")
        assert self.held == 0, "one turn at a time"
        self.held += 1
        self.entered.append((host, ip, delay_seconds))
        return self

    def leave(self) -> None:
        self.held -= 1


def test_goes_back_to_its_row_when_it_is_not_its_turn(web: Web) -> None:
    with pytest.raises(Postponed) as postponed:
        get(web.address("example.org"), policy=POLICY, gate=web.gate, turns=TurnsFromAList(7))

    assert (postponed.value.host, postponed.value.seconds) == ("example.org", 7)


def test_waits_in_place_for_the_turn_of_a_redirect(web: Web) -> None:
    turns, pauses = TurnsFromAList(0, 3, 0), []

    fetched = get(
        web.address("example.org", "/there"), policy=POLICY, gate=web.gate, turns=turns, pause=pauses.append
    )

    assert fetched.outcome is Outcome.FETCHED
    assert pauses == [3]
    assert turns.held == 0


def test_does_not_wait_longer_than_its_patience() -> None:
    pauses: list[float] = []
    patience = Patience(seconds=5, pause=pauses.append, deadline=Deadline(seconds=1))
    patience.under_way = True

    with pytest.raises(Postponed):
        patience.wait_for(lambda: TurnsFromAList(3).enter(host="x", ip="y", delay_seconds=0, hold_seconds=0))

    assert pauses == [3]


def test_goes_back_to_its_row_when_the_store_is_gone_half_way(web: Web) -> None:
    class GoneAfterTheFirst(TurnsFromAList):
        def enter(self, **asked: Any) -> TurnsFromAList:
            if self.entered:
                raise TurnsUnavailable(host="example.org", seconds=30, cause="The store is gone: wait.")
            return super().enter(**asked)

    with pytest.raises(TurnsUnavailable):
        get(web.address("example.org", "/there"), policy=POLICY, gate=web.gate, turns=GoneAfterTheFirst(0))


def test_a_host_that_sends_on_to_itself_is_given_up_when_its_pause_is_too_long(web: Web) -> None:
    policy, turns = replace(POLICY, patience_seconds=5, delay_seconds=20), TurnsFromAList(0, 20)

    fetched = get(web.address("example.org", "/there"), policy=policy, gate=web.gate, turns=turns)

    assert fetched.outcome is Outcome.RATE_LIMITED
    assert "20 seconds between two requests" in fetched.cause
    assert fetched.cause.endswith("give the second address instead.")
    assert turns.held == 0


def test_takes_a_turn_for_robots_txt_and_then_waits_for_its_own(web: Web) -> None:
    turns, pauses = TurnsFromAList(0, 2, 0), []
    guard = RobotsGuard(policy=POLICY, gate=web.gate, cache=RobotsMemory(), turns=turns)

    fetched = get(
        web.address("example.org"),
        policy=POLICY,
        gate=web.gate,
        robots=guard,
        turns=turns,
        pause=pauses.append,
    )

    assert fetched.outcome is Outcome.FETCHED
    assert pauses == [2]


class SlowRuling:
    """A robots.txt that asks for a pause of twelve seconds."""

    allowed, cause, crawl_delay_seconds, asked_now = True, "", 12.0, False


def test_keeps_the_pause_that_robots_txt_asks_for(web: Web) -> None:
    turns = TurnsFromAList(0)

    def robots(address: Address) -> SlowRuling:
        return SlowRuling()

    get(web.address("example.org"), policy=POLICY, gate=web.gate, robots=robots, turns=turns)

    assert turns.entered == [("example.org", "127.0.0.1", 12.0)]
