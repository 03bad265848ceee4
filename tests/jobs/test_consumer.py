"""A worker and the loss of its broker, at the moment that Celery alone does not live through."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from redis import Redis

from demo.site import DemoSite
from sources import services as sources
from tests.jobs.workplace import Workplace, a_folder, leave_the_announcing_to_beat, nothing_is_live

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

PAGE = "/news/markets.html"


@pytest.fixture
def workplace(demo_site: DemoSite) -> Iterator[Workplace]:
    archive, sites = settings.SOURCES["ARCHIVE_DIR"], ["{}:{}".format(*demo_site.address)]
    with a_folder() as folder, Workplace(folder, archive=archive, sites=sites) as place:
        yield place


def test_a_worker_lives_through_the_loss_of_its_broker_with_a_message_in_hand(
    demo_site: DemoSite, workplace: Workplace
) -> None:
    frozen = a_frozen_child_with_a_message(workplace)
    workplace.kill_broker_by_the_control_connection_first()
    os.kill(frozen, signal.SIGCONT)

    sources.request_fetch(source=sources.add_source(address=demo_site.base + PAGE, by=None))
    leave_the_announcing_to_beat()
    workplace.wait_until(nothing_is_live)
    assert workplace.worker.poll() is None


def a_frozen_child_with_a_message(workplace: Workplace) -> int:
    """A message is in the worker's hand from when it came until a child has taken it up."""
    workplace.wait_until(lambda: len(workplace.children()) > 1)
    child = workplace.children()[0]
    os.kill(child, signal.SIGSTOP)
    workplace.wait_until(lambda: bool(in_hand_for_a_second(workplace.store())))
    return child


def in_hand_for_a_second(store: Redis) -> set[bytes]:
    before = set(store.hkeys("unacked"))
    time.sleep(1)
    return before & set(store.hkeys("unacked"))
