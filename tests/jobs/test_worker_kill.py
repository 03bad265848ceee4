"""Whatever is killed in the middle of a job, the job ends, once, with one snapshot."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from demo.site import DemoSite
from jobs.models import Job, State
from sources import services as sources
from sources.models import Fetch, Host, Snapshot
from tests.jobs.workplace import (
    OwnDatabase,
    Workplace,
    a_folder,
    kill,
    leave_the_announcing_to_beat,
    let_leases_run_out,
    nothing_is_live,
    running,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

SLOW = "/slow/presidential-elections.html"
QUICK = ("/law/relations-act.html", "/news/markets.html", "/reference/taiwan.html")
# Long enough to be killed in the middle of, within the tests' deadline for a fetch.
SLOW_SECONDS = 3.0
TINY_DISK_BYTES = 200_000

KILLS: dict[str, Callable[[Workplace], None]] = {
    "the worker's children": Workplace.kill_children,
    "the whole worker": Workplace.kill_worker_and_start_another,
    "beat": Workplace.kill_beat_and_start_another,
    "Valkey": Workplace.kill_broker_and_start_it_again,
}


@pytest.fixture
def slow_seconds() -> float:
    return SLOW_SECONDS


@pytest.fixture
def folder() -> Iterator[Path]:
    with a_folder() as made:
        yield made


@pytest.fixture
def workplace(demo_site: DemoSite, folder: Path) -> Iterator[Workplace]:
    with at_work(demo_site, folder) as place:
        yield place


def at_work(site: DemoSite, folder: Path, **values: object) -> Workplace:
    given = {"archive": settings.SOURCES["ARCHIVE_DIR"], "sites": ["{}:{}".format(*site.address)], **values}
    return Workplace(folder, **given)  # type: ignore[arg-type]


def ask_for(site: DemoSite, *paths: str) -> None:
    for path in paths:
        sources.request_fetch(source=sources.add_source(address=site.base + path, by=None))
    leave_the_announcing_to_beat()


def assert_all_came_once(site: DemoSite, *paths: str) -> None:
    ended = list(Job.objects.values_list("kind", "state", "cause"))
    assert {state for _kind, state, _cause in ended} == {State.DONE}, ended
    addresses = sorted(Snapshot.objects.values_list("source__address", flat=True))
    assert addresses == sorted(site.base + path for path in paths)
    assert Fetch.objects.count() == len(addresses)


@pytest.mark.parametrize("kill_it", KILLS)
def test_every_job_ends_once_whatever_is_killed(
    demo_site: DemoSite, workplace: Workplace, kill_it: str
) -> None:
    ask_for(demo_site, SLOW, *QUICK)
    workplace.wait_until(lambda: running("fetch_source").exists())
    KILLS[kill_it](workplace)
    workplace.wait_until(nothing_is_live)
    assert_all_came_once(demo_site, SLOW, *QUICK)


def test_every_job_ends_once_when_postgresql_is_killed(demo_site: DemoSite, folder: Path) -> None:
    database = OwnDatabase(folder)
    with database.entered(), at_work(demo_site, folder, postgres=database.postgres) as workplace:
        ask_for(demo_site, SLOW, *QUICK)
        workplace.wait_until(lambda: running("fetch_source").exists())
        database.kill_and_start_again()
        workplace.wait_until(nothing_is_live)
        assert_all_came_once(demo_site, SLOW, *QUICK)

        # The worker's parent, too, has found its way back: it gives a dead child's lease back at once.
        ask_for(demo_site, SLOW)
        workplace.wait_until(lambda: running("fetch_source").exists())
        workplace.kill_children()
        workplace.wait_until(nothing_is_live)
        assert Job.objects.filter(kind="fetch_source").latest("id").attempt == 2


def test_a_killed_childs_lease_is_given_back_at_once(demo_site: DemoSite, workplace: Workplace) -> None:
    ask_for(demo_site, SLOW)
    workplace.wait_until(lambda: running("fetch_source").exists())
    leased_until = running("fetch_source").get().lease_until
    workplace.kill_children()
    workplace.wait_until(lambda: not Job.objects.filter(kind="fetch_source").live().exists())
    job = Job.objects.get(kind="fetch_source")
    assert (job.state, job.attempt) == (State.DONE, 2)
    assert job.finished_at is not None and leased_until is not None
    assert job.finished_at < leased_until, "it waited until the lease ran out"


def test_two_beats_at_once_do_nothing_twice(demo_site: DemoSite, workplace: Workplace, folder: Path) -> None:
    second = workplace.start("beat", schedule=str(folder / "second-schedule"))  # as on another machine
    ask_for(demo_site, SLOW, *QUICK)
    workplace.wait_until(nothing_is_live)
    kill(second)
    assert_all_came_once(demo_site, SLOW, *QUICK)
    assert set(Job.objects.values_list("attempt", flat=True)) == {1}


def test_what_a_frozen_worker_brings_after_its_lease_is_thrown_away(
    demo_site: DemoSite, workplace: Workplace
) -> None:
    ask_for(demo_site, SLOW)
    # The fetch begins with writing down its host; frozen before that it would keep the row from the others.
    workplace.wait_until(lambda: running("fetch_source").exists() and Host.objects.exists())
    frozen = [workplace.worker.pid, *workplace.children()]
    for process in frozen:
        os.kill(process, signal.SIGSTOP)
    let_leases_run_out()
    second = workplace.start("worker", hostname="second@localhost")
    workplace.wait_until(nothing_is_live)
    for process in frozen:
        os.kill(process, signal.SIGCONT)
    # Whoever wakes up has to try, and to be refused, before the test looks.
    workplace.wait_until(lambda: b"lease lost" in workplace.log_so_far())
    kill(second)
    assert_all_came_once(demo_site, SLOW)
    assert Job.objects.get(kind="fetch_source").attempt == 2


def test_a_worker_that_is_stopped_finishes_the_job_in_hand(demo_site: DemoSite, workplace: Workplace) -> None:
    ask_for(demo_site, SLOW)
    workplace.wait_until(lambda: running("fetch_source").exists())
    workplace.worker.send_signal(signal.SIGTERM)
    assert workplace.worker.wait(30) == 0
    job = Job.objects.get(kind="fetch_source")
    assert (job.state, job.attempt) == (State.DONE, 1)
    workplace.worker = workplace.start("worker")


def test_a_worker_that_is_stopped_gives_back_what_it_can_not_finish(
    demo_site: DemoSite, folder: Path
) -> None:
    with at_work(demo_site, folder, environment={"FACTCHECK_GRACE_SECONDS": "0.5"}) as workplace:
        ask_for(demo_site, SLOW)
        workplace.wait_until(lambda: running("fetch_source").exists())
        kill(workplace.beat)  # nobody else gives leases back
        workplace.worker.send_signal(signal.SIGTERM)
        assert workplace.worker.wait(30) == 0
        assert Job.objects.get(kind="fetch_source").state == State.QUEUED
        workplace.worker, workplace.beat = workplace.start("worker"), workplace.start("beat")
        workplace.wait_until(nothing_is_live)
    assert_all_came_once(demo_site, SLOW)


def test_a_full_disk_is_waited_out_and_leaves_nothing_half_written(
    demo_site: DemoSite, folder: Path, tiny_disk: Path
) -> None:
    filler = tiny_disk / "filler"
    filler.write_bytes(bytes(TINY_DISK_BYTES - 20_000))
    with at_work(demo_site, folder, archive=str(tiny_disk / "archive")) as workplace:
        ask_for(demo_site, *QUICK)
        workplace.wait_until(lambda: Job.objects.filter(cause__contains="No space left").exists())
        assert not Job.objects.filter(state=State.FAILED).exists()
        named = set(Snapshot.objects.values_list("body_name", flat=True))
        kept = {str(path.relative_to(tiny_disk / "archive")) for path in tiny_disk.rglob("*.body")}
        assert named <= kept
        assert not list(tiny_disk.rglob(".incoming-*"))

        filler.unlink()
        Job.objects.live().update(next_at="2024-01-01T00:00Z", hinted_at=None)
        workplace.wait_until(nothing_is_live)
    assert_all_came_once(demo_site, *QUICK)


@pytest.fixture
def tiny_disk(folder: Path) -> Iterator[Path]:
    place = folder / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    options = f"size={TINY_DISK_BYTES}"
    command = [mount or "mount", "-t", "tmpfs", "-o", options, "none", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("A full disk needs a small tmpfs, and mounting one is not permitted here.")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)
