"""A backup becomes the same newsroom again, somewhere else; nothing that is there is ever written over."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql
from psycopg.conninfo import make_conninfo

from demo.site import DemoSite
from factcheck.audit.services import verify_audit
from factcheck.backup import programs, restoring
from factcheck.backup.statement import read_statement
from factcheck.clearing import collect_garbage
from factcheck.exceptions import BackupFailed
from sources import services
from sources.exceptions import ArchiveInUse, BadBackup
from sources.models import Fetch, Snapshot
from sources.services.capturing import Captured
from tests.factories import a_factcheck, a_journalist, some_evidence

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(django_settings.BASE_DIR)
PAGES = ("/law/relations-act.html", "/news/markets.html", "/news/early-poll.html")


@pytest.fixture
def newsroom(demo_site: DemoSite) -> list[Snapshot]:
    """People, an article, a claim with evidence, two captures and a page that is gone."""
    sam = a_journalist()
    for path in PAGES:
        source = services.add_source(address=demo_site.base + path, by=sam)
        captured = services.fetch(source)
        assert isinstance(captured, Captured)
        with transaction.atomic():
            services.record_fetch(source=source, captured=captured, job_id=None, attempt=1)
    snapshots = list(Snapshot.objects.order_by("pk"))
    some_evidence(claim=a_factcheck(by=sam).claim, snapshot=snapshots[0])
    return snapshots


@pytest.fixture
def backup(newsroom: list[Snapshot], tmp_path: Path) -> Path:
    folder = tmp_path / "backup"
    call_command("back_up", folder)
    return folder


class Elsewhere:
    """A new instance: an empty database, an empty state folder, and manage.py run as its own process."""

    def __init__(self, folder: Path) -> None:
        self.state = folder
        self.name = f"restored_{os.getpid()}"
        given = connection.connection.info.get_parameters()
        self._admin = make_conninfo(**{**given, "dbname": "postgres"})
        host = given["host"]
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"postgres://{given['user']}@/{self.name}?host={host}",
            "REDIS_URL": django_settings.REDIS_URL,
            "FACTCHECK_STATE": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "DJANGO_SECRET_KEY": "only-for-tests",
        }

    def make(self) -> None:
        self._say("CREATE DATABASE {}")

    def drop(self) -> None:
        self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)")

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, ROOT / "manage.py", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def _say(self, statement: str) -> None:
        with psycopg.connect(self._admin, autocommit=True) as admin:
            admin.execute(sql.SQL(statement).format(sql.Identifier(self.name)))


@pytest.fixture
def elsewhere(tmp_path: Path, transactional_db: None) -> Iterator[Elsewhere]:
    connection.ensure_connection()
    found = Elsewhere(tmp_path / "elsewhere")
    found.drop()
    found.make()
    yield found
    found.drop()


@pytest.mark.slow
def test_a_newsroom_is_the_same_in_a_new_place(newsroom, backup, elsewhere):
    done = elsewhere.manage("restore", str(backup))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 captures" in done.stdout and "all hold" in done.stdout

    audit = elsewhere.manage("verify_audit")
    assert audit.returncode == 0, audit.stdout
    assert verify_audit().last_sha256 in audit.stdout
    captures = elsewhere.manage("verify_snapshot")
    assert captures.returncode == 0, captures.stdout
    assert "All snapshots hold." in captures.stdout
    key = elsewhere.state / "keys" / "archive-ed25519.pem"
    assert key.read_bytes() == (backup / "archive-ed25519.pem").read_bytes()
    assert key.stat().st_mode & 0o077 == 0

    again = elsewhere.manage("restore", str(backup))
    assert again.returncode == 1
    assert "not empty" in again.stderr


@pytest.mark.slow
def test_a_new_instance_that_was_migrated_but_holds_nothing_is_empty(newsroom, backup, elsewhere):
    assert elsewhere.manage("migrate", "--verbosity", "0").returncode == 0
    done = elsewhere.manage("restore", str(backup))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_backup_says_what_it_holds(newsroom, backup, own_archive):
    statement = read_statement(backup)
    assert statement.captures == len(newsroom) == 2
    assert statement.last_seal == verify_audit().last_sha256
    copied = {path.name for path in (backup / "archive").rglob("*") if path.is_file()}
    assert copied == {path.name for path in own_archive.rglob("*") if path.is_file()}
    assert backup.stat().st_mode & 0o077 == 0


def a_slow_pg_dump(folder: Path) -> Path:
    """A folder of PostgreSQL's programs, whose dump takes a second longer."""
    folder.mkdir()
    program = folder / "pg_dump"
    program.write_text(f'#!/bin/sh\nsleep 1\nexec "{programs.find("pg_dump")}" "$@"\n')
    program.chmod(0o700)
    return folder


def test_a_dump_takes_as_long_as_it_needs(newsroom, tmp_path, settings):
    settings.POSTGRES_PROGRAMS = str(a_slow_pg_dump(tmp_path / "programs"))
    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = '300ms'")
    try:
        call_command("back_up", tmp_path / "backup")
    finally:
        connection.close()
    assert read_statement(tmp_path / "backup").captures == 2


def test_nothing_is_left_of_a_backup_that_the_database_cut_off(newsroom, tmp_path, settings):
    programs_of_ours = a_slow_pg_dump(tmp_path / "programs")
    ending = f"SELECT pg_terminate_backend({connection.connection.info.backend_pid})"
    dump = programs_of_ours / "pg_dump"
    by = make_conninfo(**{**connection.connection.info.get_parameters(), "dbname": "postgres"})
    dump.write_text(
        f"#!{sys.executable}\nimport psycopg\npsycopg.connect({by!r}, autocommit=True).execute({ending!r})\n"
    )
    settings.POSTGRES_PROGRAMS = str(programs_of_ours)
    with pytest.raises(CommandError, match="Nothing was backed up"):
        call_command("back_up", tmp_path / "backup")
    connection.close()
    assert not (tmp_path / "backup").exists()


def test_a_backup_never_goes_into_a_folder_that_is_there(tmp_path):
    with pytest.raises(CommandError, match="there already"):
        call_command("back_up", tmp_path)


def test_nothing_leaves_the_archive_while_it_is_copied(newsroom, own_archive):
    Fetch.objects.update(etag="", last_modified="")
    services.fetch(newsroom[0].source)  # and no row of it: garbage, once it is old
    before = {path for path in own_archive.rglob("*") if path.is_file()}
    later = timezone.now() + timedelta(days=2)
    collecting = Collecting(now=later)
    with services.nothing_leaves():
        collecting.start()
        collecting.join(timeout=30)
    assert isinstance(collecting.refusal, ArchiveInUse)
    assert "backup" in str(collecting.refusal)
    assert {path for path in own_archive.rglob("*") if path.is_file()} == before


def test_a_newsroom_that_works_is_never_restored_into(newsroom, backup):
    with pytest.raises(BackupFailed, match="not empty"):
        restoring.restore_backup(folder=backup)
    assert verify_audit().findings == ()


# --- What is wrong with a backup is found before anything is written --------------------------------


def without_its_statement(folder: Path) -> None:
    (folder / "backup.json").unlink()


def of_another_kind(folder: Path) -> None:
    (folder / "backup.json").write_text(json.dumps({"format": "something-else"}))


def with_a_damaged_statement(folder: Path) -> None:
    (folder / "backup.json").write_text("{")


def with_a_damaged_database(folder: Path) -> None:
    damage(folder / "database.dump")


def without_its_key(folder: Path) -> None:
    (folder / "archive-ed25519.pem").unlink()


def with_a_damaged_capture(folder: Path) -> None:
    damage(next((folder / "archive").rglob("*.warc.gz")))


def with_a_lost_capture(folder: Path) -> None:
    next((folder / "archive").rglob("*.warc.gz")).unlink()


def with_a_foreign_file(folder: Path) -> None:
    (folder / "archive" / "notes.txt").write_text("mine")


def of_a_newer_version(folder: Path) -> None:
    values = json.loads((folder / "backup.json").read_text())
    values["migrations"]["factcheck"] = "9999_from_the_future"
    (folder / "backup.json").write_text(json.dumps(values))


SPOILT: dict[Callable[[Path], None], str] = {
    without_its_statement: "not finished",
    of_another_kind: "no backup of the format",
    with_a_damaged_statement: "can't be read",
    with_a_damaged_database: "not what was written",
    without_its_key: "holds no archive-ed25519.pem",
    with_a_damaged_capture: "damaged",
    with_a_lost_capture: "were written",
    with_a_foreign_file: "no capture",
    of_a_newer_version: "factcheck.9999_from_the_future",
}


def test_a_backup_that_is_not_whole_is_refused(backup, tmp_path):
    for spoil, why in SPOILT.items():
        folder = tmp_path / spoil.__name__
        shutil.copytree(backup, folder)
        spoil(folder)
        with pytest.raises((BackupFailed, BadBackup), match=why):
            restoring.check_backup(folder, read_statement(folder))


class Collecting(threading.Thread):
    """Collects garbage over a connection of its own, as the command does."""

    def __init__(self, *, now: datetime) -> None:
        super().__init__()
        self.refusal: Exception | None = None
        self._now = now

    def run(self) -> None:
        try:
            collect_garbage(now=self._now, unused_for=None)
        except ArchiveInUse as refusal:
            self.refusal = refusal
        finally:
            connection.close()


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o640)
    path.write_bytes(bytes(data))
