"""A database for one run of a benchmark. Import it before Django's models: it sets Django up."""

from __future__ import annotations

# ruff: noqa: E402 - the models need Django to be set up.
import os
from collections.abc import Iterator
from contextlib import contextmanager

import checkout  # noqa: F401

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django

django.setup()

from django.db import connection

from config.embedded import testing


@contextmanager
def database() -> Iterator[None]:
    """Servers and an empty database, for as long as the run lasts."""
    servers = testing.start()
    name = connection.creation.create_test_db(verbosity=0)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        if servers:
            testing.stop(servers)
