"""The more rests on a source and the oftener it changes, the sooner it is looked at again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sources.fetching.revisits import BOUNDS, Importance, Look, is_lasting, next_look

NOW = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)


def looks(*days_ago_and_text: tuple[float, str]) -> list[Look]:
    return [Look(at=NOW - timedelta(days=days), text_sha256=text) for days, text in days_ago_and_text]


def wait(*, importance: Importance = Importance.OPEN, seen: list[Look], doubtful: bool = False) -> timedelta:
    return next_look(importance=importance, looks=seen, doubtful=doubtful, now=NOW) - NOW


def test_a_page_that_was_never_looked_at_is_looked_at_soon() -> None:
    assert [wait(importance=one, seen=[]) for one in Importance] == [
        BOUNDS[one].soonest for one in Importance
    ]


def test_a_page_that_changes_twice_in_eight_days_is_looked_at_every_other_day() -> None:
    assert wait(seen=looks((8, "a"), (6, "a"), (4, "b"), (1, "c"))) == timedelta(days=2)


def test_a_page_that_stays_as_it_is_is_looked_at_ever_more_rarely() -> None:
    waits = [wait(seen=looks((days, "a"), (0, "a"))) for days in (1, 4, 10, 100)]
    assert waits == [timedelta(hours=12), timedelta(days=2), timedelta(days=5), timedelta(days=14)]


def test_what_a_published_verdict_rests_on_comes_first() -> None:
    quiet = looks((300, "a"), (0, "a"))
    waits = [wait(importance=one, seen=quiet) for one in Importance]
    assert waits == sorted(waits) and len(set(waits)) == 3


def test_what_is_in_doubt_is_looked_at_daily() -> None:
    assert wait(seen=looks((300, "a"), (0, "a")), doubtful=True) == timedelta(days=1)


@pytest.mark.parametrize(
    ("hours", "lasting"),
    [([], False), ([0, 72], False), ([0, 1, 71.9], False), ([0, 1, 72], True), ([90, 40, 0], True)],
)
def test_three_times_over_three_days_is_lasting(hours: list[float], lasting: bool) -> None:
    assert is_lasting([NOW + timedelta(hours=one) for one in hours]) is lasting
