"""What a backup says of itself."""

import pytest
from django.db.migrations.recorder import MigrationRecorder

from factcheck.backup.making import last_migrations

pytestmark = pytest.mark.django_db


def test_a_migration_whose_file_is_gone_is_not_asked_of_who_restores():
    before = last_migrations()
    MigrationRecorder.Migration.objects.create(app="factcheck", name="0099_squashed_since")
    assert last_migrations() == before
    assert before["factcheck"]
