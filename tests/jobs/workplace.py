"""A place of work of a test's own: servers, a worker and beat as processes, each of which can be killed."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone
from redis import Redis

from config.embedded.accounts import server_account
from config.embedded.folders import make_state_folder
from config.embedded.postgres import Postgres
from config.embedded.processes import StartFailed
from config.embedded.services import commands_by_name
from config.embedded.valkey import Valkey
from jobs.models import Job, State

ROOT = Path(__file__).resolve().parents[2]
WAIT_AT_MOST_SECONDS = 120
# A killed PostgreSQL's own processes hold its memory for a moment longer.
START_TRIES = 20
DATABASE_AWAY = (OperationalError, InterfaceError)


class Workplace:
    """A Valkey, a worker and beat, on the tests' database or on `postgres`; they end with the `with` block.

    archive: the folder that the worker archives to. sites: the ip:port pairs that it may fetch from.
    """

    def __init__(
        self,
        folder: Path,
        *,
        archive: str,
        sites: Iterable[str],
        postgres: Postgres | None = None,
        environment: dict[str, str] | None = None,
    ) -> None:
        self._postgres = postgres
        self._valkey = Valkey(folder / "valkey", account=server_account())
        self._broker = self._valkey.start()
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.worker_settings",
            "DATABASE_URL": postgres.url if postgres else _tests_database_url(),
            "REDIS_URL": self._valkey.url,
            "FACTCHECK_BROKER_URL": self._valkey.broker_url,
            "TEST_SITES": ",".join(sites),
            "TEST_ARCHIVE": archive,
            "PYTHONPATH": str(ROOT),
            **(environment or {}),
        }
        self._commands = commands_by_name(state=folder, port=0, site_port=0)
        self.log = (folder / "log").open("w+b")
        self._started: list[subprocess.Popen[bytes]] = []
        self.worker = self.start("worker")
        self.beat = self.start("beat")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        for process in self._started:
            kill(process)
        self._valkey.stop(self._broker)
        self.log.close()

    def start(self, name: str, **options: str) -> subprocess.Popen[bytes]:
        """Another worker or beat. options: of its command line, said otherwise."""
        command = list(self._commands[name])
        for option, value in options.items():
            command[command.index(f"--{option}") + 1] = value
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self._started.append(process)
        return process

    def children(self) -> list[int]:
        """The processes that the worker runs jobs in."""
        listed = Path(f"/proc/{self.worker.pid}/task/{self.worker.pid}/children").read_text()
        return [int(child) for child in listed.split()]

    def kill_children(self) -> None:
        children = self.children()
        for how in (signal.SIGSTOP, signal.SIGKILL):  # All at one moment: none takes up what another leaves.
            for child in children:
                os.kill(child, how)

    def kill_worker_and_start_another(self) -> None:
        kill(self.worker)
        self.worker = self.start("worker")

    def start_the_worker_if_it_ended(self) -> None:
        """As who supervises it does: Celery's worker gives up when a child dies before all have started."""
        if self.worker.poll() is not None:
            self.worker = self.start("worker")

    def kill_beat_and_start_another(self) -> None:
        kill(self.beat)
        self.beat = self.start("beat")

    def kill_broker_and_start_it_again(self) -> None:
        self._broker.kill()
        self._broker.wait()
        time.sleep(1)
        self._broker = self._valkey.start()

    def store(self) -> Redis:
        """Valkey itself, as no process of ours sees it."""
        return Redis.from_url(self._valkey.url)

    @property
    def broker_url(self) -> str:
        return self._valkey.broker_url

    def log_so_far(self) -> bytes:
        return Path(self.log.name).read_bytes()

    def kill_broker_by_the_control_connection_first(self) -> None:
        """The worker learns of it from where its orders come in, while it still waits for a message."""
        hidden = self._valkey.socket.with_suffix(".hidden")
        store = self.store()
        store.ping()
        self._valkey.socket.rename(hidden)  # nobody reconnects in the moment between
        store.client_kill_filter(_type="pubsub")
        self.kill_broker_and_start_it_again()

    def wait_until(self, holds: Callable[[], bool], *, seconds: float = WAIT_AT_MOST_SECONDS) -> None:
        """A database that is away for a moment holds nothing yet."""
        end = time.monotonic() + seconds
        while not _holds_now(holds):
            if time.monotonic() > end:
                self.log.seek(0)
                rows = list(Job.objects.values_list("kind", "state", "attempt", "cause"))
                tail = self.log.read().decode(errors="replace")[-6000:]
                raise AssertionError(f"Still not after {seconds} s: {rows}\n{tail}")
            time.sleep(0.1)


class OwnDatabase:
    """A PostgreSQL that may be killed; while it is entered this process's models live there. It ends then."""

    def __init__(self, folder: Path) -> None:
        self.postgres = Postgres(folder / "postgres", account=server_account())
        self._process = self.postgres.start()
        self.postgres.create_database()

    @contextmanager
    def entered(self) -> Iterator[None]:
        mine, place = dict(connection.settings_dict), urlsplit(self.postgres.url)
        connection.close()
        connection.settings_dict.update(NAME=place.path[1:], HOST=parse_qs(place.query)["host"][0])
        connection.settings_dict["OPTIONS"] = {}
        try:
            call_command("migrate", verbosity=0)
            yield
        finally:
            connection.close()
            connection.settings_dict.update(mine)
            self.postgres.stop(self._process)

    def kill_and_start_again(self) -> None:
        self._process.kill()
        self._process.wait()
        time.sleep(1)
        for _ in range(START_TRIES):
            try:
                self._process = self.postgres.start()
            except StartFailed:
                time.sleep(0.5)
            else:
                return
        raise AssertionError("PostgreSQL did not start again.")


@contextmanager
def a_folder() -> Iterator[Path]:
    """Not one of pytest's own: as root, the servers run as another account, which has to get in."""
    folder = Path(tempfile.gettempdir()) / f"factcheck-kill-{secrets.token_hex(4)}"
    make_state_folder(folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def running(kind: str) -> QuerySet[Job]:
    return Job.objects.filter(kind=kind, state=State.LEASED)


def nothing_is_live() -> bool:
    return not Job.objects.live().exists()


def let_leases_run_out() -> None:
    """The time that a lease lasts is injected, not waited for."""
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(state=State.LEASED).update(lease_until=past)


def leave_the_announcing_to_beat() -> None:
    """The test's own messages go to another broker: the sweep announces these."""
    Job.objects.update(hinted_at=None)


def kill(process: subprocess.Popen[bytes]) -> None:
    """One that ended by itself is left as it is."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _tests_database_url() -> str:
    name = settings.DATABASES["default"]["NAME"]
    return os.environ["DATABASE_URL"].replace("/factcheck?", f"/{name}?")


def _holds_now(holds: Callable[[], bool]) -> bool:
    try:
        return holds()
    except DATABASE_AWAY:
        connection.close()
        return False
