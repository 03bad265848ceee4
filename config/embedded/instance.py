"""One running instance per state folder: its lock, and what others may know of it."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from config.embedded.processes import alive, wait_until

# How long the clean-up after a killed run may hold the lock (supervisor.GRACE_SECONDS and a little).
CLEAN_UP_SECONDS = 10
READY_SECONDS = 120


@dataclass(frozen=True)
class Record:
    """What the holder of the lock says of itself."""

    pid: int
    url: str = ""
    ready: bool = False


class AlreadyRunning(RuntimeError):
    """Another process holds this state folder."""


class Instance:
    """The lock on one state folder, shared with forked processes: free when the last of them is gone."""

    def __init__(self, state: Path) -> None:
        self._lock = state / "instance.lock"
        self._users = state / "instance.users"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the instance. Raises AlreadyRunning; waits while a killed run is being cleaned up."""
        with self._lock.open("a+") as handle:
            if not _try_lock(handle) and not wait_until(lambda: _try_lock(handle), seconds=self._patience()):
                raise AlreadyRunning(self._who())
            self.tell(Record(pid=os.getpid()))
            try:
                yield
            finally:
                self._lock.write_text("")

    def tell(self, record: Record) -> None:
        """Replace what others may know of us; only the holder calls this."""
        self._lock.write_text(json.dumps(asdict(record)))

    def record(self) -> Record | None:
        """What the holder says; None when nobody holds the instance."""
        with self._lock.open("a+") as handle:
            if _try_lock(handle):
                return None
            handle.seek(0)
            try:
                record = Record(**json.load(handle))
            except ValueError:
                return Record(pid=0)
            # A killed holder's servers are going away, whatever it had said of them.
            return record if alive(record.pid) else replace(record, ready=False)

    @contextmanager
    def used(self) -> Iterator[None]:
        """Tell the holder that its servers are in use, so that it does not stop them under us."""
        with self._users.open("a+") as handle:
            fcntl.flock(handle, fcntl.LOCK_SH)
            yield

    @contextmanager
    def unused(self) -> Iterator[None]:
        """Wait until nobody uses the servers, and keep newcomers out."""
        with self._users.open("a+") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def wait_for_holder(self) -> Record | None:
        """The holder's record once its servers are up; None when there is no holder (any more)."""
        end = time.monotonic() + READY_SECONDS
        while (record := self.record()) is not None and not record.ready and time.monotonic() < end:
            time.sleep(0.1)
        return record

    def _patience(self) -> float:
        record = self.record()
        return 0 if record is None or alive(record.pid) else CLEAN_UP_SECONDS

    def _who(self) -> str:
        record = self.record() or Record(pid=0)
        where = f" at {record.url}" if record.url else ""
        return (
            f"Factcheck is already running{where} (process {record.pid}), data in {self._lock.parent}. "
            "Stop that one with Ctrl-C, or start another with FACTCHECK_STATE and --port of its own."
        )


def _try_lock(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
