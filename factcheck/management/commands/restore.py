"""Puts a backup into an empty instance and proves that it is the same."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.backup.restoring import restore_backup, what_differs
from factcheck.exceptions import FactcheckError
from sources.exceptions import SourcesError


class Command(BaseCommand):
    help = (
        "Restore a backup into an empty instance, then check the audit and every capture. Exit 1 on a doubt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="what back_up wrote")

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        try:
            statement = restore_backup(folder=folder)
        except (FactcheckError, SourcesError, OSError) as failure:
            raise CommandError(f"Not restored. {failure}") from failure
        call_command("migrate", interactive=False, verbosity=0)
        differs = what_differs(statement)
        for sentence in differs:
            self.stdout.write(f"   {sentence}")
        if differs:
            self.stdout.write("The backup was restored, but this does not hold.")
            sys.exit(1)
        self.stdout.write(
            f"The backup of {statement.made_at} is restored: {statement.captures} captures and "
            f"{statement.seals} seals of the audit checked, all hold."
        )
