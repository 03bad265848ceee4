"""Envelopes: Celery calls the service of the same name."""

from __future__ import annotations

import uuid
from typing import Any

from celery import Task, shared_task
from celery.exceptions import TimeLimitExceeded, WorkerLostError
from celery.signals import task_failure, worker_ready
from django.db import connections

from jobs import leases, services


@shared_task(name="jobs.run_job", bind=True)
def run_job(self: Task, job_id: int) -> None:
    """The message's id is the lease's token, so that a dead child's lease can be given back at once."""
    services.run(job_id, token=uuid.UUID(self.request.id), worker=self.request.hostname or "")


@shared_task(name="jobs.sweep")
def sweep() -> None:
    services.sweep()


@task_failure.connect(sender=run_job)
def give_back_lease(task_id: str, exception: BaseException, **_kwargs: Any) -> None:
    """Runs in the worker's parent process when a child was killed or overran its time."""
    if isinstance(exception, WorkerLostError | TimeLimitExceeded):
        leases.release(uuid.UUID(task_id))


@worker_ready.connect
def give_back_leases_of_the_dead(sender: Any, **_kwargs: Any) -> None:
    """Two workers never share a name, so what is leased to ours was left by one that was killed."""
    leases.release_of(worker=sender.hostname)
    connections.close_all()
