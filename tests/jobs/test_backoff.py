"""Attempts spread out, and a site that asks for rest gets it."""

import random

import pytest

from jobs.backoff import delay_seconds

HOUR = 3600


@pytest.mark.parametrize(("attempt", "ceiling"), [(1, 120), (2, 240), (5, 1920), (50, 6 * HOUR)])
def test_tries_again_at_a_random_moment_under_a_rising_ceiling(attempt: int, ceiling: float) -> None:
    chance = random.Random(1)
    waits = [delay_seconds(attempt=attempt, pick=chance) for _ in range(200)]
    assert min(waits) >= 60
    assert max(waits) <= ceiling
    assert len(set(waits)) == 200


@pytest.mark.parametrize(("asked", "waits"), [(7200, 7200), (10**7, 24 * HOUR), (0, 0), (-5, 0)])
def test_waits_as_long_as_the_other_side_asked_up_to_a_day(asked: float, waits: float) -> None:
    assert delay_seconds(attempt=1, asked=asked) == waits
