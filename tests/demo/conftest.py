from collections.abc import Iterator

import pytest

from demo.site import DemoSite


@pytest.fixture
def site() -> Iterator[DemoSite]:
    with DemoSite(slow_seconds=0.05) as running:
        yield running
