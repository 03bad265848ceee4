"""What the settings promise about the database."""

import pytest
from django.db import connection

from config.settings import base


@pytest.mark.django_db
def test_whoever_stands_still_in_a_transaction_loses_it():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setting::int FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'"
        )
        assert cursor.fetchone() == (base.IDLE_IN_TRANSACTION_SECONDS * 1000,)
