"""What every test stands on: real servers of its own, no network outside this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections

from demo.site import DemoSite
from jobs import services
from jobs.models import Job
from sources import archive
from sources.conf import sources_settings

pytest_plugins = ["config.embedded.pytest_plugin", "tests.chromium", "tests.fakes.receiver"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-docs", action="store_true", help="write the tables that the documentation shows"
    )


@pytest.fixture
def own_archive(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """An empty archive with a key of its own; yields its folder."""
    folder = tmp_path / "archive"
    settings.SOURCES = {
        **settings.SOURCES,
        "ARCHIVE_DIR": str(folder),
        "SIGNING_KEY": str(tmp_path / "keys" / "archive.pem"),
    }
    read_settings_anew()
    yield folder
    read_settings_anew()


@pytest.fixture
def slow_seconds() -> float:
    """How long the demo's slow page waits; a module that needs it slower has its own."""
    return 0.05


@pytest.fixture
def demo_site(settings: Any, own_archive: Path, slow_seconds: float) -> Iterator[DemoSite]:
    """The demo's made-up site on a port of its own, which is the only place fetches may reach.

    What earlier tests left is forgotten: a turn that one died with, the robots.txt of a site that had the
    same port.
    """
    with DemoSite(slow_seconds=slow_seconds) as site:
        settings.SOURCES = {**settings.SOURCES, "ALLOWED_ADDRESSES": ["{}:{}".format(*site.address)]}
        read_settings_anew()
        cache.clear()
        yield site


@pytest.fixture
def worker(live_server: object) -> Iterator[None]:
    """Runs jobs as they come, as a worker does."""
    ended = threading.Event()

    def work() -> None:
        while not ended.wait(0.1):
            for job in Job.objects.due()[:10]:
                services.run(job.pk)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    ended.set()
    thread.join()


def read_settings_anew() -> None:
    """These are read once a process; a test that changes settings.SOURCES starts and ends without them."""
    for kept in (sources_settings, archive.store, archive.signing_key):
        kept.cache_clear()
