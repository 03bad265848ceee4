"""Wires the apps to Django, Celery and HTTP. Nothing imports it."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
