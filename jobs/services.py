"""The one door to jobs: add, run, sweep, cancel, try again."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Count, Min, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from jobs import hints, leases
from jobs.endings import Again, Ending, GaveUp
from jobs.exceptions import Cancelled, LeaseLost, NotRetryable
from jobs.models import LIVE, Job, Priority, State
from jobs.steps import step_for

log = structlog.get_logger(__name__)

# A hint older than this may be lost; the sweep sends another.
HINT_LASTS_SECONDS = 60
# Hints a sweep sends at most, so that a long backlog doesn't flood the broker.
HINTS_PER_SWEEP = 500
# What Django raises when the database went away under a worker.
DATABASE_AWAY = (OperationalError, InterfaceError)
# Pauses between the tries to give a job back to a database that went away; a restart of PostgreSQL takes
# seconds, a lease minutes. Later than that the lease's end does it.
GIVE_BACK_AFTER_SECONDS = (1, 2, 4, 8)


def add(
    *,
    kind: str,
    key: str,
    payload: dict[str, Any],
    about: str = "",
    priority: int = Priority.PIPELINE,
    by_id: int | None = None,
    after_seconds: float = 0,
) -> Job:
    """Write a job in the caller's transaction and announce it on commit.

    A live job of the same kind and key is returned instead of a second one; it takes the more urgent
    of the two priorities. Raises UnknownKind.
    """
    step = step_for(kind)
    values = {
        "payload": payload,
        "about": about,
        "priority": priority,
        "by_id": by_id,
        "queue": step.queue,
        "max_attempts": step.attempts,
        "next_at": Now() + Value(timedelta(seconds=after_seconds)),
    }
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, key=key, **values)
    except IntegrityError:
        job = Job.objects.live().get(kind=kind, key=key)
        Job.objects.filter(pk=job.pk, priority__gt=priority).update(priority=priority)
        return job
    if after_seconds == 0:
        transaction.on_commit(lambda: _announce([job]))
    return job


def run(job_id: int, *, token: uuid.UUID | None = None, worker: str = "") -> None:
    """Lease a job, do its work, store the result. Whatever happens the row says how it ended."""
    lease = leases.take(job_id, token=token or uuid.uuid4(), worker=worker)
    if lease is None:
        return
    try:
        _run(lease)
    except LeaseLost:
        log.warning("lease lost", job=job_id, kind=lease.kind)
    except DATABASE_AWAY:
        log.exception("database away", job=job_id, kind=lease.kind)
        _give_back(lease)


def _run(lease: leases.Lease) -> None:
    """Raises LeaseLost when someone else has the job by the time it ends, whichever way it ends."""
    try:
        _do(lease)
    except (LeaseLost, *DATABASE_AWAY):
        raise
    except Cancelled:
        leases.cancel(lease)
    except MemoryError:
        log.exception("out of memory", job=lease.job_id, kind=lease.kind)
        leases.end(lease, GaveUp(_("It needs more memory than a worker may take. Try a smaller file.")))
    except Exception as error:
        log.exception("step failed", job=lease.job_id, kind=lease.kind)
        leases.end(lease, Again(_("Unexpected error: {error}").format(error=repr(error)[:500])))


def _do(lease: leases.Lease) -> None:
    step = step_for(lease.kind)
    value = step.work(lease)
    if isinstance(value, Ending):
        leases.end(lease, value)
    else:
        leases.finish(lease, lambda: step.store(lease, value))


def _give_back(lease: leases.Lease) -> None:
    """Return a job whose end could not be written as soon as the database is back."""
    for seconds in GIVE_BACK_AFTER_SECONDS:
        connection.close()
        time.sleep(seconds)
        try:
            leases.release(lease.token)
        except DATABASE_AWAY:
            continue
        return


def sweep() -> int:
    """Return expired leases to the queue and announce due jobs whose hint may be lost.

    Returns how many hints were sent. Two sweeps at once do no harm: a hint is only a hint.
    """
    leases.release_expired()
    stale = Q(hinted_at=None) | Q(hinted_at__lt=Now() - Value(timedelta(seconds=HINT_LASTS_SECONDS)))
    due = list(Job.objects.due().filter(stale)[:HINTS_PER_SWEEP])
    return _announce(due)


def cancel(*, job: Job) -> None:
    """Cancel a job: at once when it is not running, else at its next progress."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if job.state in [State.QUEUED, State.WAITING]:
            Job.objects.filter(pk=job.pk).update(
                state=State.CANCELLED, finished_at=Now(), cause=_("Cancelled by a person.")
            )
        elif job.state == State.LEASED:
            Job.objects.filter(pk=job.pk).update(cancel_requested=True)


@transaction.atomic
def bring_forward(*, job: Job) -> None:
    """What waits to be tried again is due now. A job that runs, or has ended, stays as it is."""
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if waiting.update(next_at=Now(), hinted_at=None):
        transaction.on_commit(lambda: _announce([job]))


def try_again(*, job: Job, by_id: int | None) -> Job:
    """Add the same job anew for a person. Raises NotRetryable unless it failed or was cancelled."""
    if job.state not in [State.FAILED, State.CANCELLED]:
        raise NotRetryable
    return add(
        kind=job.kind,
        key=job.key,
        payload=job.payload,
        about=job.about,
        priority=Priority.PERSON,
        by_id=by_id,
    )


def live_about(subject: str) -> int:
    """How many jobs are still to end that serve this subject."""
    return Job.objects.about(subject).filter(state__in=LIVE).count()


def count_live() -> Iterable[tuple[str, str, int]]:
    """Live jobs by queue and state."""
    return Job.objects.live().order_by().values_list("queue", "state").annotate(count=Count("pk"))


def count_ended(*, since: datetime) -> Iterable[tuple[str, str, int]]:
    """Jobs that ended since then, by queue and state."""
    ended = Job.objects.filter(finished_at__gte=since).order_by()
    return ended.values_list("queue", "state").annotate(count=Count("pk"))


def oldest_due() -> Iterable[tuple[str, datetime]]:
    """Since when the job that waits longest is due, by queue; of queues where one is due."""
    return Job.objects.due().order_by().values_list("queue").annotate(since=Min("next_at"))


def _announce(jobs: list[Job]) -> int:
    sent = [job.pk for job in jobs if hints.send(job)]
    Job.objects.filter(pk__in=sent).update(hinted_at=Now())
    return len(sent)
