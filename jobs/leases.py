"""Taking a job, keeping it, ending it. Every write is conditional on the lease's token."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext as _

from jobs.backoff import delay_seconds
from jobs.endings import Again, Ending, GaveUp, Postponed
from jobs.exceptions import Cancelled, LeaseLost
from jobs.models import Job, State
from jobs.steps import step_for

# How much longer than its step's hard limit a lease lasts.
LEASE_SLACK_SECONDS = 60


@dataclass(frozen=True)
class Lease:
    """A job in the hands of one worker."""

    job_id: int
    token: uuid.UUID
    kind: str
    payload: dict[str, Any]
    about: str
    priority: int
    attempt: int
    max_attempts: int
    by_id: int | None

    @property
    def is_last_attempt(self) -> bool:
        return self.attempt >= self.max_attempts

    def progress(self, *, done: int, total: int | None = None, now: str = "", failed: int = 0) -> None:
        """Show how far it is. Raises Cancelled when a person asked for that, LeaseLost when it is gone."""
        changed = _mine(self).update(done=done, total=total, now=now[:300], failed=failed)
        if not changed:
            raise LeaseLost(str(self))
        if Job.objects.filter(pk=self.job_id, cancel_requested=True).exists():
            raise Cancelled(_("Cancelled while it ran."))


def take(job_id: int, *, token: uuid.UUID, worker: str = "") -> Lease | None:
    """Lease a due job, counting the attempt now so that a worker killed for memory counts too.

    None when it is not due, or in someone else's hands.
    """
    with transaction.atomic():
        job = Job.objects.due().select_for_update(skip_locked=True).filter(pk=job_id).first()
        if job is None:
            return None
        seconds = step_for(job.kind).seconds + LEASE_SLACK_SECONDS
        Job.objects.filter(pk=job.pk).update(
            state=State.LEASED,
            attempt=F("attempt") + 1,
            lease_token=token,
            leased_by=worker,
            lease_until=_from_now(seconds),
            started_at=Now(),
            cause="",
        )
    return Lease(
        job_id=job.pk,
        token=token,
        kind=job.kind,
        payload=job.payload,
        about=job.about,
        priority=job.priority,
        attempt=job.attempt + 1,
        max_attempts=job.max_attempts,
        by_id=job.by_id,
    )


def finish(lease: Lease, store: Callable[[], Ending | None]) -> None:
    """Write what the job brought and end it, in one transaction. Raises LeaseLost."""
    with transaction.atomic():
        if not _mine(lease).select_for_update().exists():
            raise LeaseLost(str(lease))
        end(lease, store())


def end(lease: Lease, ending: Ending | None) -> None:
    """Record how the job's turn ended."""
    match ending:
        case None:
            _done(lease)
        case Postponed(after_seconds, cause):
            _wait(lease, seconds=after_seconds, cause=cause, attempt=lease.attempt - 1)
        case Again(cause, asked) if not lease.is_last_attempt:
            seconds = delay_seconds(attempt=lease.attempt, asked=asked)
            _wait(lease, seconds=seconds, cause=cause, attempt=lease.attempt)
        case Again(cause) | GaveUp(cause):
            _end(lease, state=State.FAILED, cause=cause)


def cancel(lease: Lease) -> None:
    """End a job that a person cancelled while it ran."""
    _end(lease, state=State.CANCELLED, cause=_("Cancelled by a person."))


def release(token: uuid.UUID) -> int:
    """Give back the lease of a worker known to be dead, at once. Returns how many jobs that were."""
    return _give_back(Job.objects.filter(state=State.LEASED, lease_token=token))


def release_of(*, worker: str) -> int:
    """Give back what a worker of this name left when it died; call it as its successor starts.

    Returns how many jobs that were.
    """
    return _give_back(Job.objects.filter(state=State.LEASED, leased_by=worker)) if worker else 0


def release_expired() -> int:
    """Give back every lease that ran out. Returns how many jobs that were."""
    return _give_back(Job.objects.expired())


def _give_back(jobs: Any) -> int:
    used_up = jobs.filter(attempt__gte=F("max_attempts")).update(
        state=State.FAILED,
        finished_at=Now(),
        lease_token=None,
        lease_until=None,
        cause=_("The worker died or hung at every attempt. Try again; if it fails again, look at the logs."),
    )
    returned = jobs.update(
        state=State.QUEUED, next_at=Now(), hinted_at=None, lease_token=None, lease_until=None
    )
    return used_up + returned


def _mine(lease: Lease) -> Any:
    return Job.objects.filter(pk=lease.job_id, state=State.LEASED, lease_token=lease.token)


def _from_now(seconds: float) -> Any:
    return Now() + Value(timedelta(seconds=seconds))


def _done(lease: Lease) -> None:
    _end(lease, state=State.DONE, cause="", done=Coalesce("total", "done"), now="")


def _end(lease: Lease, **values: Any) -> None:
    ended = _mine(lease).update(finished_at=Now(), lease_token=None, lease_until=None, **values)
    if not ended:
        raise LeaseLost(str(lease))


def _wait(lease: Lease, *, seconds: float, cause: str, attempt: int) -> None:
    waits = _mine(lease).update(
        state=State.WAITING,
        attempt=attempt,
        next_at=_from_now(seconds),
        hinted_at=None,
        cause=cause,
        lease_token=None,
        lease_until=None,
    )
    if not waits:
        raise LeaseLost(str(lease))
