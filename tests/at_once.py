"""Two people at once, on real PostgreSQL: the second acts while what the first wrote is not committed yet."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import connection, connections, transaction

PATIENCE_SECONDS = 30.0
# PostgreSQL answers from what it saw first in a transaction, unless told to look again.
LOOK_AGAIN = "SELECT pg_stat_clear_snapshot()"
WAITING = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def at_once(
    first: Callable[[], object], second: Callable[[], object], *, then: Callable[[], object] = lambda: None
) -> tuple[Exception | None, ...]:
    """Run both, each in a connection of its own; returns what each raised, None for nothing.

    The second starts once the first is done and not committed; the first commits once the second waits for
    it, or ended without. then: what the first does before that, while the second waits. What the test reads
    of the rows has to be read before: a person's page is older.
    """
    raised: list[Exception | None] = [None, None]
    written, ended = threading.Event(), threading.Event()

    def write_first() -> None:
        with transaction.atomic():
            raised[0] = _attempt(first)
            written.set()
            until = time.monotonic() + PATIENCE_SECONDS
            while not ended.wait(0.005) and not _somebody_waits() and time.monotonic() < until:
                pass
            raised[0] = raised[0] or _attempt(then)

    def write_second() -> None:
        written.wait(PATIENCE_SECONDS)
        raised[1] = _attempt(second)
        ended.set()

    threads = [threading.Thread(target=_apart(act)) for act in (write_first, write_second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    return tuple(raised)


def _attempt(act: Callable[[], object]) -> Exception | None:
    try:
        with transaction.atomic():
            act()
    except Exception as error:
        return error
    return None


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(LOOK_AGAIN)
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def _apart(act: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            act()
        finally:
            connections.close_all()

    return run
