"""From a backup into an empty instance, and the proof that it is the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from factcheck.audit.services import verify_audit
from factcheck.backup import programs
from factcheck.backup.making import facts
from factcheck.backup.statement import ARCHIVE, DATABASE, KEY, Statement, read_statement
from factcheck.exceptions import BackupFailed
from sources import services as sources
from sources.models import Snapshot

# What migrations fill by themselves.
FILLED_BY_MIGRATIONS = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "sources_vectormodel",
}
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def restore_backup(*, folder: Path) -> Statement:
    """Put a backup into this instance. Raises BackupFailed, BadBackup, OSError.

    Nothing is written before everything was checked, and never to an instance that holds anything else. The
    database comes last and whole, so a restore that was cut off is simply started again.
    """
    statement = read_statement(folder)
    check_backup(folder, statement)
    check_target(folder)
    sources.put_key(path=folder / KEY)
    sources.fill_archive(folder=folder / ARCHIVE)
    _empty_schema()
    programs.load(folder / DATABASE)
    return statement


def check_backup(folder: Path, statement: Statement) -> None:
    """Whether all of it is there, whole, and of a version that this one understands."""
    try:
        with (folder / DATABASE).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BackupFailed(f"The backup's database can't be read: {error}") from error
    if found != statement.database_sha256:
        raise BackupFailed("The backup's database is not what was written. Use another backup.")
    if not (folder / KEY).is_file():
        raise BackupFailed(
            f"The backup holds no {KEY}: nothing could be proven or signed. Use another backup."
        )
    archived = sources.check_copies(folder=folder / ARCHIVE)
    if (archived.files, archived.size) != (statement.archive_files, statement.archive_bytes):
        raise BackupFailed(
            f"The backup's archive has {archived.files} files where {statement.archive_files} were written. "
            "Use another backup."
        )
    _check_version(statement)


def _check_version(statement: Statement) -> None:
    """An older backup is migrated afterwards; of a newer one we don't know the tables."""
    known = MigrationLoader(None).disk_migrations
    unknown = [f"{app}.{name}" for app, name in statement.migrations.items() if (app, name) not in known]
    if unknown:
        raise BackupFailed(
            f"The backup was made by another version: here is no {', '.join(sorted(unknown))}. "
            "Restore it with the version that made it, or a newer one."
        )


def check_target(folder: Path) -> None:
    """Whether nothing is here that a restore could hurt, and nobody works here."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = {row[0] for row in cursor.fetchall()} - FILLED_BY_MIGRATIONS
        full = [table for table in sorted(tables) if _has_rows(table)]
        cursor.execute(OTHERS)
        others = cursor.fetchone()[0]
    if full:
        raise BackupFailed(
            f"This database is not empty: there are rows in {full[0]}. Restore into a new instance, "
            "with another FACTCHECK_STATE or DATABASE_URL."
        )
    if sources.holds_others(folder=folder / ARCHIVE):
        raise BackupFailed("This archive is not empty. Restore into a new instance.")
    if others:
        raise BackupFailed(
            f"{others} other processes are connected to the database. "
            "Stop web server, workers and beat first."
        )


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table)))
        return cursor.fetchone() is not None


@transaction.atomic
def _empty_schema() -> None:
    """Tables that migrations made, without a row of anybody's."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def what_differs(statement: Statement) -> list[str]:
    """What a restored instance lacks of what was backed up, each as a sentence; none when all holds."""
    found = facts()
    stated = {name: getattr(statement, name) for name in found}
    differs = [
        f"{name}: the backup says {stated[name]}, here is {found[name]}."
        for name in ("captures", "seals", "last_seal")
        if stated[name] != found[name]
    ]
    differs += [
        f"Seal {finding.link}: {finding.event_table} {finding.event_id}: {finding.why}."
        for finding in verify_audit().findings
    ]
    for snapshot in Snapshot.objects.order_by("pk").iterator():
        proven = sources.verify_snapshot(snapshot=snapshot)
        differs += [f"Snapshot {snapshot.pk}: {check.found}" for check in proven.checks if not check.ok]
    return differs
