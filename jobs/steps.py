"""What can run: a kind of job and its two halves.

`work` does the slow part without a transaction and returns a value (or an Ending); `store` writes that
value in the same transaction that ends the job, and writes the jobs that follow. A worker that dies
between the two leaves nothing behind but an expired lease.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobs.endings import Ending
from jobs.exceptions import UnknownKind

if TYPE_CHECKING:
    from jobs.leases import Lease


@dataclass(frozen=True)
class Step:
    """One kind of job.

    seconds: hard limit of `work` and `store` together; a lease lasts a minute longer. attempts: how often it
    is tried at most.
    """

    work: Callable[[Lease], Any]
    store: Callable[[Lease, Any], Ending | None]
    queue: str = "default"
    seconds: int = 60
    attempts: int = 5


def nothing_follows(_lease: Lease, _value: object) -> Ending | None:
    """To store, where the work was all there is to do."""
    return None


_steps: dict[str, Step] = {}


def register(steps: Mapping[str, Step]) -> None:
    """Make kinds of jobs known; called once at start-up with the pipeline's table."""
    _steps.update(steps)


def step_for(kind: str) -> Step:
    """The step of a kind. Raises UnknownKind."""
    try:
        return _steps[kind]
    except KeyError:
        raise UnknownKind(f"No step is registered for jobs of kind “{kind}”.") from None
