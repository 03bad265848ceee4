"""The tests' settings for a worker in a process of its own, which reads what the test tells it."""

# ruff: noqa: F403
import os

from config.settings.test import *
from config.settings.test import SOURCES

CELERY_IMPORTS = ["tests.jobs.orders"]
SOURCES = {
    **SOURCES,
    "ALLOWED_ADDRESSES": os.environ["TEST_SITES"].split(","),
    "ARCHIVE_DIR": os.environ["TEST_ARCHIVE"],
    "SIGNING_KEY": os.environ["TEST_ARCHIVE"] + ".pem",
}
