"""Jobs run here and now, without a worker."""

from __future__ import annotations

from jobs import services
from jobs.models import Job

# A walk has tens of jobs; more than this is a job that queues itself for ever.
JOBS_AT_MOST = 500


def run_jobs() -> list[Job]:
    """Run whatever is due until nothing is; returns every job there is, in the order they were added."""
    for _ in range(JOBS_AT_MOST):
        due = Job.objects.due().first()
        if due is None:
            return list(Job.objects.order_by("pk"))
        services.run(due.pk)
    raise AssertionError(f"After {JOBS_AT_MOST} jobs there are still more.")
