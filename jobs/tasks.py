"""Envelopes: Celery calls the service of the same name."""

from __future__ import annotations

import os
import resource
import threading
import uuid
from typing import Any

from celery import Task, shared_task
from celery.exceptions import TimeLimitExceeded, WorkerLostError
from celery.signals import task_failure, worker_process_init, worker_ready, worker_shutting_down
from django.conf import settings
from django.db import connections

from jobs import deafness, leases, memory, services
from jobs.consumer import Consumer

# A sweep reads and writes a few hundred rows; one that takes longer hangs, and the next one is due.
SWEEP_SECONDS = 60


@shared_task(name="jobs.run_job", bind=True)
def run_job(self: Task, job_id: int) -> None:
    """The message's id is the lease's token, so that a dead child's lease can be given back at once."""
    services.run(job_id, token=uuid.UUID(self.request.id), worker=self.request.hostname or "")


@shared_task(name="jobs.sweep", time_limit=SWEEP_SECONDS)
def sweep() -> None:
    services.sweep()


@task_failure.connect(sender=run_job)
def give_back_lease(task_id: str, exception: BaseException, **_kwargs: Any) -> None:
    """Runs in the worker's parent process when a child was killed or overran its time."""
    if isinstance(exception, WorkerLostError | TimeLimitExceeded):
        leases.release(uuid.UUID(task_id))
        # The parent is rarely here: a connection kept until then may have died with its server.
        connections.close_all()


@worker_ready.connect
def give_back_leases_of_the_dead(sender: Any, **_kwargs: Any) -> None:
    """Two workers never share a name, so what is leased to ours was left by one that was killed."""
    leases.release_of(worker=sender.hostname)
    connections.close_all()


@worker_ready.connect
def tell_memory(sender: Any, **_kwargs: Any) -> None:
    """For the metrics: what this worker and its children hold."""
    memory.report_for_ever(sender.hostname)


@worker_ready.connect
def end_when_deaf(sender: Consumer, **_kwargs: Any) -> None:
    """One that hears nothing any more after its broker was away makes room for another."""
    deafness.watch(sender.look, seconds=settings.WORKER_DEAF_SECONDS, worker=sender.hostname)


@worker_process_init.connect
def bound_memory(**_kwargs: Any) -> None:
    """A step that asks for more gets a MemoryError; one whose libraries can't take that dies alone."""
    most = settings.WORKER_CHILD_BYTES
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


@worker_shutting_down.connect
def bound_shutdown(sender: str, **_kwargs: Any) -> None:
    """The jobs in hand are finished, but for no longer than whoever stops us is going to wait."""
    timer = threading.Timer(settings.WORKER_GRACE_SECONDS, give_back_and_go, args=[sender])
    timer.daemon = True
    timer.start()


def give_back_and_go(worker: str) -> None:
    """Another worker takes the jobs at once; what our children still bring is thrown away."""
    leases.release_of(worker=worker)
    os._exit(0)
