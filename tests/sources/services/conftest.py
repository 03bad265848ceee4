"""A site of our own on loopback, which is the only place fetches may reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sources.conf import sources_settings
from tests.fakes.web import Web

HOST = "127.0.0.1"


@pytest.fixture
def site(settings: Any, own_archive: Path) -> Iterator[Web]:
    """An empty site; put pages into `site.sites[HOST]`."""
    with Web({HOST: {}}) as web:
        settings.SOURCES = {**settings.SOURCES, "ALLOWED_ADDRESSES": [f"{HOST}:{web.port}"]}
        sources_settings.cache_clear()
        yield web
    sources_settings.cache_clear()
