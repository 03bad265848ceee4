"""Making a backup while the newsroom works on."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from factcheck.audit.models import ChainLink
from factcheck.backup import programs
from factcheck.backup.statement import ARCHIVE, DATABASE, KEY, Statement
from sources import services as sources
from sources.models import Snapshot


def make_backup(*, into: Path, now: datetime) -> Statement:
    """Write database, archive and key into a new folder. Raises BackupFailed, OSError.

    The database first: a file that no row names is harmless, a row without its file is not. While it lasts
    nothing leaves the archive, so that every file that the dump names is there to be copied.
    """
    into.mkdir(mode=0o700)
    with sources.nothing_leaves():
        found = _dump_database(into / DATABASE)
        copied = sources.copy_archive(folder=into / ARCHIVE)
        sources.copy_key(path=into / KEY)
    with (into / DATABASE).open("rb") as file:
        database_sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    statement = Statement(
        made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        database_sha256=database_sha256,
        database_bytes=(into / DATABASE).stat().st_size,
        archive_files=copied.files,
        archive_bytes=copied.size,
        **found,
    )
    statement.write(into)
    return statement


def _dump_database(path: Path) -> dict[str, Any]:
    """The dump, and what the same moment of the database says to compare it with.

    This transaction waits as long as the dump takes: for it the database's limit on idle ones is lifted.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        programs.dump(path, snapshot=cursor.fetchone()[0])
        return facts()


def facts() -> dict[str, Any]:
    """What must be the same in a database that was restored."""
    last = ChainLink.objects.order_by("-id").values_list("sha256", flat=True).first()
    return {
        "captures": Snapshot.objects.count(),
        "seals": ChainLink.objects.count(),
        "last_seal": last or "",
        "migrations": last_migrations(),
    }


def last_migrations() -> dict[str, str]:
    """The last migration of each app that the database has, of those that are still there to be run."""
    known = MigrationLoader(None).disk_migrations
    rows = MigrationRecorder.Migration.objects.order_by("id").values_list("app", "name")
    return {app: name for app, name in rows if (app, name) in known}
