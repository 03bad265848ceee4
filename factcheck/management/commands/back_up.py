"""Writes everything that can't be had again into one folder."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseError
from django.utils import timezone

from factcheck.backup.making import make_backup
from factcheck.exceptions import FactcheckError


class Command(BaseCommand):
    help = "Back up database, archive and signing key into a new folder, while everything runs on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a new folder, best on another disk")

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        if folder.exists():
            raise CommandError(f"{folder} is there already. Name a new folder for each backup.")
        try:
            made = make_backup(into=folder, now=timezone.now())
        except (FactcheckError, DatabaseError, OSError) as failure:
            shutil.rmtree(folder, ignore_errors=True)
            raise CommandError(f"Nothing was backed up. {failure}") from failure
        self.stdout.write(
            f"{folder}: database {made.database_bytes:,} bytes; archive {made.archive_files} files, "
            f"{made.archive_bytes:,} bytes; signing key. "
            "Whoever has the key can sign as you: guard the folder."
        )
        self.stdout.write(f"Last seal of the audit: {made.last_seal or 'none'}")
