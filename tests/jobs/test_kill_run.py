"""100 fetches while everything is killed at random: all end, one snapshot each, nothing lost."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count

from jobs.models import Job, State
from sources import services as sources
from sources.conf import sources_settings
from sources.models import Fetch, Snapshot, Source
from tests.fakes.web import Asked, Page, Web
from tests.jobs.workplace import (
    OwnDatabase,
    Workplace,
    a_folder,
    leave_the_announcing_to_beat,
    nothing_is_live,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

SITES, PAGES_A_SITE = 25, 4
# A killed worker holds its turn at a host until its lease in Valkey ends: so each site has its own address.
SITE_IP = "127.0.1.{}"
ANSWER_SECONDS = 0.6
KILLS = 24
PAUSE_SECONDS = (1.0, 4.0)
# The same kills in the same order each time; when they strike differs by how fast the machine is.
SEED = 20_261_125
FINISH_SECONDS = 600


class Killing:
    """Kills one thing after the other, at random, and starts it again."""

    def __init__(self, workplace: Workplace, database: OwnDatabase) -> None:
        self._workplace, self._database = workplace, database
        self._pick = random.Random(SEED)
        self.tally: Counter[str] = Counter()
        self._ways: dict[str, Callable[[], None]] = {
            "one child": self._kill_a_child,
            "every child": workplace.kill_children,
            "the worker": workplace.kill_worker_and_start_another,
            "beat": workplace.kill_beat_and_start_another,
            "Valkey": workplace.kill_broker_and_start_it_again,
            "PostgreSQL": database.kill_and_start_again,
        }

    def run(self) -> None:
        for name in self._order():
            time.sleep(self._pick.uniform(*PAUSE_SECONDS))
            self._workplace.start_the_worker_if_it_ended()
            self._ways[name]()
            self.tally[name] += 1

    def _order(self) -> list[str]:
        """Each way as often as the others, mixed."""
        order = [name for name in self._ways for _ in range(KILLS // len(self._ways))]
        self._pick.shuffle(order)
        return order

    def _kill_a_child(self) -> None:
        if children := self._workplace.children():
            os.kill(self._pick.choice(children), signal.SIGKILL)


def slowly(asked: Asked) -> Page:
    time.sleep(ANSWER_SECONDS)
    return Page(f"<!doctype html><title>Page {asked.path}</title><p>{asked.host} {asked.path}".encode())


@pytest.fixture
def webs() -> Iterator[list[Web]]:
    with ExitStack() as running:
        found = []
        for number in range(1, SITES + 1):
            ip = SITE_IP.format(number)
            pages = {f"/{page}": slowly for page in range(PAGES_A_SITE)}
            found.append(running.enter_context(Web({ip: pages}, ip=ip)))
        yield found


@pytest.fixture
def archive_of_webs(settings: Any, own_archive: Path, webs: list[Web]) -> Path:
    """The archive of a service that may fetch from these webs."""
    sites = [f"{web.ip}:{web.port}" for web in webs]
    # The key as worker_settings names it: what the worker signed is verified here.
    key = f"{own_archive}.pem"
    settings.SOURCES = {**settings.SOURCES, "ALLOWED_ADDRESSES": sites, "SIGNING_KEY": key}
    sources_settings.cache_clear()
    return own_archive


@pytest.fixture
def folder() -> Iterator[Path]:
    with a_folder() as made:
        yield made


def test_a_hundred_fetches_under_random_kills(
    archive_of_webs: Path, folder: Path, webs: list[Web], capsys: pytest.CaptureFixture[str]
) -> None:
    database = OwnDatabase(folder)
    with database.entered():
        addresses = ask_for_all(webs)
        with Workplace(
            folder,
            archive=str(archive_of_webs),
            sites=[f"{web.ip}:{web.port}" for web in webs],
            postgres=database.postgres,
        ) as workplace:
            killing = Killing(workplace, database)
            started = time.monotonic()
            killing.run()
            workplace.wait_until(partial(all_is_done_at, workplace), seconds=FINISH_SECONDS)
            seconds = time.monotonic() - started
        with capsys.disabled():
            sys.stdout.write(tally(killing, seconds))
        assert_nothing_is_lost(addresses)


def all_is_done_at(workplace: Workplace) -> bool:
    workplace.start_the_worker_if_it_ended()
    return nothing_is_live()


def ask_for_all(webs: list[Web]) -> list[str]:
    addresses = [web.address(web.ip, path) for web in webs for path in web.sites[web.ip]]
    for address in addresses:
        sources.request_fetch(source=sources.add_source(address=address, by=None))
    leave_the_announcing_to_beat()
    return addresses


def assert_nothing_is_lost(addresses: list[str]) -> None:
    fetches = Job.objects.filter(kind="fetch_source")
    assert fetches.count() == len(addresses)
    assert set(fetches.values_list("state", flat=True)) == {State.DONE}
    assert sorted(Source.objects.values_list("address", flat=True)) == sorted(addresses)
    per_source = Source.objects.annotate(times=Count("snapshots")).values_list("times", flat=True)
    assert set(per_source) == {1}
    assert Fetch.objects.filter(outcome="fetched").count() == len(addresses)
    assert set(Job.objects.filter(kind="read_snapshot").values_list("state", flat=True)) == {State.DONE}
    broken = [one.pk for one in Snapshot.objects.all() if not sources.verify_snapshot(snapshot=one).ok]
    assert broken == []


def tally(killing: Killing, seconds: float) -> str:
    """For the person who runs it: what was killed, and how the jobs ended."""
    fetches = Job.objects.filter(kind="fetch_source")
    states = Counter(fetches.values_list("state", flat=True))
    attempts = Counter(fetches.values_list("attempt", flat=True))
    lines = [
        f"\n{sum(killing.tally.values())} kills in {seconds:.0f} s: "
        + ", ".join(f"{name} {times}" for name, times in sorted(killing.tally.items())),
        f"fetches: {dict(states)}; attempts needed: {dict(sorted(attempts.items()))}",
        f"snapshots: {Snapshot.objects.count()}, of sources: {Source.objects.count()}",
    ]
    return "\n".join(lines) + "\n"
