"""Which worker is deaf, and what becomes of it."""

from __future__ import annotations

import functools
import itertools
import os
import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest
from celery import Celery
from django.conf import settings

from config.celery import SWEEP_EVERY_SECONDS
from config.embedded.supervisor import Service, Supervisor
from demo.site import DemoSite
from jobs.deafness import LOOKS, Look, deaf_looks
from jobs.models import Job, State
from sources import services as sources
from tests.jobs.workplace import (
    Workplace,
    a_folder,
    kill,
    leave_the_announcing_to_beat,
    nothing_is_live,
)

DEAF = Look(taken=5, busy=False, waiting=3)
DEAF_SECONDS = "3"
PAGE = "/news/markets.html"


def looks_of(*looks: Look) -> int:
    deaf = 0
    for last, now in itertools.pairwise(looks):
        deaf = deaf_looks(deaf, last=last, now=now)
    return deaf


def test_an_idle_worker_that_leaves_messages_look_after_look_is_deaf() -> None:
    assert looks_of(*[DEAF] * (LOOKS + 1)) == LOOKS


@pytest.mark.parametrize(
    "well",
    [
        pytest.param(replace(DEAF, busy=True), id="it has a task in hand"),
        pytest.param(replace(DEAF, waiting=0), id="nothing waits for it"),
        pytest.param(replace(DEAF, waiting=None), id="the broker is away"),
        pytest.param(replace(DEAF, taken=6), id="a message came since"),
    ],
)
def test_a_single_look_that_has_a_reason_starts_the_count_anew(well: Look) -> None:
    assert looks_of(DEAF, DEAF, DEAF, well) == 0
    later = replace(DEAF, taken=well.taken)
    assert looks_of(DEAF, DEAF, DEAF, well, later, later) == 2


def test_messages_that_come_to_a_busy_queue_as_fast_as_they_are_taken_deafen_nobody() -> None:
    assert looks_of(*[replace(DEAF, taken=count) for count in range(20)]) == 0


@pytest.fixture
def workplace(demo_site: DemoSite) -> Iterator[Workplace]:
    archive, sites = settings.SOURCES["ARCHIVE_DIR"], ["{}:{}".format(*demo_site.address)]
    environment = {"FACTCHECK_DEAF_SECONDS": DEAF_SECONDS}
    with (
        a_folder() as folder,
        Workplace(folder, archive=archive, sites=sites, environment=environment) as place,
    ):
        yield place


def tell(workplace: Workplace, order: str, **arguments: str) -> None:
    """An order is lost on a worker that is not up yet."""
    with Celery(broker=workplace.broker_url, set_as_current=False) as app:
        workplace.wait_until(lambda: bool(app.control.ping(timeout=1)))
        app.control.broadcast(order, arguments=arguments)


def ask_for(site: DemoSite, path: str) -> None:
    sources.request_fetch(source=sources.add_source(address=site.base + path, by=None))
    leave_the_announcing_to_beat()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(300)
@pytest.mark.parametrize("order", ["go_deaf", "stand_still"])
def test_a_worker_that_went_deaf_ends_and_its_successor_does_the_job(
    demo_site: DemoSite, workplace: Workplace, order: str
) -> None:
    kill(workplace.worker)
    said: list[str] = []
    supervisor = Supervisor(said.append)
    supervisor.add([Service("worker", functools.partial(workplace.start, "worker"), wave=1)])
    try:
        tell(workplace, order)
        ask_for(demo_site, PAGE)
        assert supervisor.tend_until(nothing_is_live, seconds=120)
    finally:
        supervisor.stop()
    assert said == [f"worker ended (exit code {0 if order == 'go_deaf' else 1}); starting it again in 1 s."]
    assert b"worker is deaf" in workplace.log_so_far()
    job = Job.objects.get(kind="fetch_source")
    assert (job.state, job.attempt) == (State.DONE, 1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(300)
def test_a_worker_whose_children_all_work_long_or_that_was_told_to_leave_a_queue_is_let_be(
    demo_site: DemoSite, workplace: Workplace
) -> None:
    workplace.wait_until(lambda: len(workplace.children()) > 1)
    children = workplace.children()
    send_all(children, signal.SIGSTOP)
    workplace.wait_until(lambda: messages_gathered(workplace))
    send_all(children, signal.SIGCONT)
    workplace.wait_until(lambda: not messages_gathered(workplace))

    tell(workplace, "cancel_consumer", queue="default")
    workplace.wait_until(lambda: messages_gathered(workplace))
    tell(workplace, "add_consumer", queue="default")
    workplace.wait_until(lambda: not messages_gathered(workplace))

    ask_for(demo_site, PAGE)
    workplace.wait_until(nothing_is_live)
    assert workplace.worker.poll() is None
    assert b"worker is deaf" not in workplace.log_so_far()


def send_all(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        os.kill(process, number)


def messages_gathered(workplace: Workplace) -> bool:
    """Beat's sweeps, one every two seconds: these have waited for twice as long as a worker may be deaf."""
    return workplace.store().llen("default") * SWEEP_EVERY_SECONDS >= 2 * float(DEAF_SECONDS)
