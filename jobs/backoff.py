"""When to try again: full jitter, from one minute to six hours.

Source: AWS Architecture Blog, "Exponential Backoff and Jitter", 2015.
"""

import random

FIRST_SECONDS = 60.0
LONGEST_SECONDS = 6 * 3600.0
# A server may ask for any delay; a day is as long as a newsroom's question stays interesting.
LONGEST_ASKED_SECONDS = 24 * 3600.0


def delay_seconds(*, attempt: int, asked: float | None = None, pick: random.Random | None = None) -> float:
    """Seconds to wait after the given attempt (1 is the first).

    asked: what the other side asked for (Retry-After), honoured up to a day.
    """
    if asked is not None:
        return min(max(asked, 0.0), LONGEST_ASKED_SECONDS)
    ceiling = min(FIRST_SECONDS * 2**attempt, LONGEST_SECONDS)
    return (pick or random).uniform(FIRST_SECONDS, ceiling)
