"""Each way to misbehave ends in its named outcome, in time and within bounds of memory."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.fetching.address import Gate
from sources.fetching.http import get
from sources.fetching.types import Fetched, FetchPolicy, Outcome
from tests.fakes.hostile import BEHAVIOURS, Behaviour, HostileServer, deflated, gzip_members

DEADLINE_SECONDS = 0.8
# What a fetch may take beyond its deadline and beyond the worker's idle size.
GRACE_SECONDS = 1.0
MEMORY_BYTES = 50 * 1024 * 1024
# Those that need not be waited for a second time: the sentence of a time-out is tested once.
QUICK = [behaviour for behaviour in BEHAVIOURS if behaviour.outcome is not Outcome.TIMED_OUT]
POLICY = FetchPolicy(deadline_seconds=DEADLINE_SECONDS, delay_seconds=0)


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    # Made before anything is measured: they are the server's memory, not the fetch's.
    gzip_members()
    for window_bits in (31, 15, -15):
        deflated(window_bits)
    with HostileServer() as running:
        yield running


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda behaviour: behaviour.name)
def test_ends_in_its_outcome_in_time_and_in_little_memory(
    server: HostileServer, behaviour: Behaviour
) -> None:
    before = _reset_peak_memory()
    started = time.monotonic()

    fetched = _get(server, behaviour.name)

    assert fetched.outcome is behaviour.outcome, fetched.cause
    assert time.monotonic() - started < DEADLINE_SECONDS + GRACE_SECONDS
    assert _peak_memory() - before < MEMORY_BYTES


@pytest.mark.parametrize("behaviour", QUICK, ids=lambda behaviour: behaviour.name)
def test_says_in_a_sentence_what_happened(server: HostileServer, behaviour: Behaviour) -> None:
    cause = _get(server, behaviour.name).cause

    if behaviour.outcome is Outcome.FETCHED:
        assert cause == ""
    else:
        assert cause.endswith(".")
        assert ":" in cause, "what a person can do comes after a colon"


def test_names_the_host_that_was_too_slow(server: HostileServer) -> None:
    assert _get(server, "says-nothing").cause == (
        "127.0.0.1 did not send the page within 0.8 seconds: it is tried again later."
    )


def test_there_are_enough_ways_to_misbehave() -> None:
    assert len(BEHAVIOURS) == len({behaviour.name for behaviour in BEHAVIOURS})
    assert len(BEHAVIOURS) >= 60


def test_a_body_that_broke_off_is_kept_and_marked_as_cut(server: HostileServer) -> None:
    hop = _get(server, "body-shorter-than-said").hops[0]

    assert hop.cut == "disconnect"
    assert b"These are the words" in hop.response


def _get(server: HostileServer, name: str) -> Fetched:
    return get(server.address(name), policy=POLICY, gate=Gate(allowed=[server.exception]))


def _reset_peak_memory() -> int:
    """Start measuring anew (Linux), and what is in use now, in bytes."""
    Path("/proc/self/clear_refs").write_text("5")
    return _peak_memory()


def _peak_memory() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024
