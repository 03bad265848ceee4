"""Envelopes: Celery calls the pipeline."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from factcheck import pipeline


@shared_task(name="factcheck.fetch_due_sources")
def fetch_due_sources() -> None:
    pipeline.fetch_due_sources(now=timezone.now())
