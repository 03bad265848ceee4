"""The Celery app and beat's schedule.

A message is only a hint that a job row is due (docs/adr/0004): nothing is lost when one is, and beat's
sweep finds whatever no message announced.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Seconds between sweeps. A lost hint costs a waiting person at most this long.
SWEEP_EVERY_SECONDS = 2
FOLLOW_EVERY_SECONDS = 60
# An embargo ends at most this much later than it says.
ANNOUNCE_EVERY_SECONDS = 10
FORGET_EVERY_SECONDS = 3600
REMIND_EVERY_SECONDS = 300
# The whole audit is read; what the metrics say of it is at most this old.
PROVE_EVERY_SECONDS = 6 * 3600

app.conf.beat_schedule = {
    "sweep-jobs": {
        "task": "jobs.sweep",
        "schedule": SWEEP_EVERY_SECONDS,
        "options": {"queue": "default", "expires": SWEEP_EVERY_SECONDS},
    },
    "fetch-due-sources": {
        "task": "factcheck.fetch_due_sources",
        "schedule": FOLLOW_EVERY_SECONDS,
        "options": {"queue": "default", "expires": FOLLOW_EVERY_SECONDS},
    },
    "follow-library": {
        "task": "factcheck.follow_library",
        "schedule": FOLLOW_EVERY_SECONDS,
        "options": {"queue": "default", "expires": FOLLOW_EVERY_SECONDS},
    },
    "remind": {
        "task": "factcheck.remind",
        "schedule": REMIND_EVERY_SECONDS,
        "options": {"queue": "default", "expires": REMIND_EVERY_SECONDS},
    },
    "announce-due-notices": {
        "task": "factcheck.announce_due_notices",
        "schedule": ANNOUNCE_EVERY_SECONDS,
        "options": {"queue": "default", "expires": ANNOUNCE_EVERY_SECONDS},
    },
    "check-proofs": {
        "task": "factcheck.check_proofs",
        "schedule": PROVE_EVERY_SECONDS,
        "options": {"queue": "default", "expires": PROVE_EVERY_SECONDS},
    },
    "forget-answers": {
        "task": "factcheck.forget_answers",
        "schedule": FORGET_EVERY_SECONDS,
        "options": {"queue": "default", "expires": FORGET_EVERY_SECONDS},
    },
    "forget-files": {
        "task": "factcheck.forget_files",
        "schedule": FORGET_EVERY_SECONDS,
        "options": {"queue": "default", "expires": FORGET_EVERY_SECONDS},
    },
}
