"""What the settings promise about the database."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from config.settings import base


@pytest.mark.django_db
def test_whoever_stands_still_in_a_transaction_loses_it():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setting::int FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'"
        )
        assert cursor.fetchone() == (base.IDLE_IN_TRANSACTION_SECONDS * 1000,)


def test_a_command_that_has_nothing_to_complain_of_says_nothing_beside_its_answer():
    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "workflow_diagram"],
        env={"DJANGO_SETTINGS_MODULE": "config.settings.local", "DJANGO_SECRET_KEY": "only-for-tests"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("```mermaid")
    assert done.stderr == ""
