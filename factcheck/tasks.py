"""Envelopes: Celery calls the pipeline and the services that sweep."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from factcheck import library, metrics, watch
from factcheck.integrations import answers, imports
from factcheck.notices import services as notices
from factcheck.workflow import services as workflow


@shared_task(name="factcheck.fetch_due_sources")
def fetch_due_sources() -> None:
    watch.fetch_due_sources(now=timezone.now())


@shared_task(name="factcheck.follow_library")
def follow_library() -> None:
    library.follow_due(now=timezone.now())


@shared_task(name="factcheck.announce_due_notices")
def announce_due_notices() -> None:
    notices.announce_due()


@shared_task(name="factcheck.forget_answers")
def forget_answers() -> None:
    answers.forget_answers(now=timezone.now())


@shared_task(name="factcheck.forget_files")
def forget_files() -> None:
    imports.forget_files(now=timezone.now())


@shared_task(name="factcheck.check_proofs")
def check_proofs() -> None:
    metrics.check_proofs(now=timezone.now())


@shared_task(name="factcheck.remind")
def remind() -> None:
    """Of deadlines that are near, and by mail of what is unread."""
    workflow.remind_of_deadlines(now=timezone.now())
    notices.queue_due_digests(now=timezone.now())
