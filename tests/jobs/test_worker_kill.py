"""Whatever is killed in the middle of a job, the job ends, once, with one snapshot."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from config.embedded.accounts import server_account
from config.embedded.folders import make_state_folder
from config.embedded.services import commands_by_name
from config.embedded.valkey import Valkey
from demo.site import DemoSite
from jobs.models import Job, State
from sources import services as sources
from sources.models import Fetch, Snapshot

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

ROOT = Path(__file__).resolve().parents[2]
SLOW = "/slow/presidential-elections.html"
QUICK = ("/law/relations-act.html", "/news/markets.html", "/reference/taiwan.html")
# Long enough to be killed in the middle of, within the tests' deadline for a fetch.
SLOW_SECONDS = 3.0
WAIT_AT_MOST_SECONDS = 120


class Workplace:
    """A Valkey, a worker and beat of the test's own, on the tests' database."""

    def __init__(self, folder: Path, site: DemoSite) -> None:
        self._valkey = Valkey(folder / "valkey", account=server_account())
        self._broker = self._valkey.start()
        name = settings.DATABASES["default"]["NAME"]
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.worker_settings",
            "DATABASE_URL": os.environ["DATABASE_URL"].replace("/factcheck?", f"/{name}?"),
            "REDIS_URL": self._valkey.url,
            "FACTCHECK_BROKER_URL": self._valkey.broker_url,
            "TEST_SITE": "{}:{}".format(*site.address),
            "TEST_ARCHIVE": settings.SOURCES["ARCHIVE_DIR"],
            "PYTHONPATH": str(ROOT),
        }
        self._commands = commands_by_name(state=folder, port=0, site_port=0)
        self.log = (folder / "log").open("w+b")
        self.worker = self._start("worker")
        self.beat = self._start("beat")

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._commands[name],
            cwd=ROOT,
            env=self._environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def kill_children(self) -> None:
        for child in Path(f"/proc/{self.worker.pid}/task/{self.worker.pid}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)

    def kill_worker_and_start_another(self) -> None:
        kill(self.worker)
        # Nobody is left to give the lease back: it runs out, which a test does not wait for.
        past = timezone.now() - timedelta(seconds=1)
        Job.objects.filter(state=State.LEASED).update(lease_until=past)
        self.worker = self._start("worker")

    def kill_broker_and_start_it_again(self) -> None:
        self._broker.kill()
        self._broker.wait()
        time.sleep(1)
        self._broker = self._valkey.start()

    def stop(self) -> None:
        kill(self.worker)
        kill(self.beat)
        self._valkey.stop(self._broker)
        self.log.close()


KILLS: dict[str, Callable[[Workplace], None]] = {
    "the worker's children": Workplace.kill_children,
    "the whole worker": Workplace.kill_worker_and_start_another,
    "Valkey": Workplace.kill_broker_and_start_it_again,
}


@pytest.fixture
def slow_seconds() -> float:
    return SLOW_SECONDS


@pytest.fixture
def workplace(demo_site: DemoSite) -> Iterator[Workplace]:
    # Not a folder of mkdtemp's: as root, Valkey runs as another account, which has to get in.
    folder = Path(tempfile.gettempdir()) / f"factcheck-kill-{secrets.token_hex(4)}"
    make_state_folder(folder)
    running = Workplace(folder, demo_site)
    yield running
    running.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("kill_it", KILLS)
def test_every_job_ends_once_whatever_is_killed(
    demo_site: DemoSite, workplace: Workplace, kill_it: str
) -> None:
    for path in (SLOW, *QUICK):
        sources.request_fetch(source=sources.add_source(address=demo_site.base + path, by=None))
    # The test's own messages go to another broker: the sweep announces these.
    Job.objects.update(hinted_at=None)

    wait_until(lambda: running("fetch_source").exists(), workplace)
    KILLS[kill_it](workplace)
    wait_until(lambda: not Job.objects.live().exists(), workplace)

    ended = list(Job.objects.values_list("kind", "state", "cause"))
    assert {state for _kind, state, _cause in ended} == {State.DONE}, ended
    addresses = sorted(Snapshot.objects.values_list("source__address", flat=True))
    assert addresses == sorted(demo_site.base + path for path in (SLOW, *QUICK))
    assert Fetch.objects.count() == len(addresses)


def test_a_killed_childs_lease_is_given_back_at_once(demo_site: DemoSite, workplace: Workplace) -> None:
    sources.request_fetch(source=sources.add_source(address=demo_site.base + SLOW, by=None))
    Job.objects.update(hinted_at=None)
    wait_until(lambda: running("fetch_source").exists(), workplace)
    leased_until = running("fetch_source").get().lease_until
    workplace.kill_children()
    wait_until(lambda: not Job.objects.filter(kind="fetch_source").live().exists(), workplace)
    job = Job.objects.get(kind="fetch_source")
    assert (job.state, job.attempt) == (State.DONE, 2)
    assert job.finished_at is not None and leased_until is not None
    assert job.finished_at < leased_until, "it waited until the lease ran out"


def running(kind: str) -> QuerySet[Job]:
    return Job.objects.filter(kind=kind, state=State.LEASED)


def kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(holds: Callable[[], bool], workplace: Workplace) -> None:
    end = time.monotonic() + WAIT_AT_MOST_SECONDS
    while not holds():
        if time.monotonic() > end:
            workplace.log.seek(0)
            rows = list(Job.objects.values_list("kind", "state", "attempt", "cause"))
            tail = workplace.log.read().decode(errors="replace")[-6000:]
            raise AssertionError(f"Still not after {WAIT_AT_MOST_SECONDS} s: {rows}\n{tail}")
        time.sleep(0.1)
