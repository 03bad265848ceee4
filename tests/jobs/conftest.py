"""A kind of job that tests can steer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jobs import steps
from jobs.leases import Lease


class Steered:
    """Records what ran, and runs what a test puts in."""

    def __init__(self) -> None:
        self.work: Callable[[Lease], Any] = lambda lease: lease.payload
        self.store: Callable[[Lease, Any], Any] = lambda _lease, _value: None
        self.worked: list[Lease] = []
        self.stored: list[Any] = []

    def step(self) -> steps.Step:
        def work(lease: Lease) -> Any:
            self.worked.append(lease)
            return self.work(lease)

        def store(lease: Lease, value: Any) -> Any:
            self.stored.append(value)
            return self.store(lease, value)

        return steps.Step(work=work, store=store, seconds=30)


@pytest.fixture
def steered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Steered]:
    one = Steered()
    monkeypatch.setitem(steps._steps, "steered", one.step())
    yield one
