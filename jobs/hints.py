"""Celery messages that a job is due. Losing one costs a few seconds, never a job."""

from __future__ import annotations

import uuid

import structlog
from celery import current_app
from kombu.exceptions import OperationalError

from jobs.models import Job
from jobs.steps import step_for

log = structlog.get_logger(__name__)


def send(job: Job) -> bool:
    """Tell the workers of the job's queue. False when the broker is away: the sweep will tell them."""
    try:
        current_app.send_task(
            "jobs.run_job",
            args=[job.pk],
            task_id=str(uuid.uuid4()),
            queue=job.queue,
            priority=job.priority,
            time_limit=step_for(job.kind).seconds,
        )
    except (OperationalError, OSError) as error:
        log.warning("broker away", job=job.pk, error=str(error))
        return False
    return True
