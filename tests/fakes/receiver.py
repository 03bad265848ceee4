"""A receiver on this machine, which is the only place that may be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from sources.conf import sources_settings


@pytest.fixture
def receiver(settings: Any) -> Iterator[HTTPServer]:
    with HTTPServer(host="127.0.0.1", port=0) as server:
        settings.SOURCES = {**settings.SOURCES, "ALLOWED_ADDRESSES": [f"127.0.0.1:{server.port}"]}
        sources_settings.cache_clear()
        yield server
    sources_settings.cache_clear()
