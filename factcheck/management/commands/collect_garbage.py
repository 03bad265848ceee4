"""Removes from the archive what no row names and, when asked, old captures that nothing rests on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from factcheck.clearing import collect_garbage, find_garbage
from sources.exceptions import ArchiveInUse

LEAST_DAYS = 30


class Command(BaseCommand):
    help = (
        "Say what could leave the archive: files that no row names, answers of failed fetches that are older "
        "than FACTCHECK_KEEP_ANSWERS_DAYS and, with --unused-for, captures that "
        "nothing rests on. Removes nothing without --delete."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help="remove it")
        parser.add_argument(
            "--unused-for",
            type=int,
            metavar="DAYS",
            help="captures as well that are older than this, have a newer one, and that nothing refers to",
        )

    def handle(self, *_args: Any, delete: bool, unused_for: int | None, **_options: Any) -> None:
        if unused_for is not None and unused_for < LEAST_DAYS:
            raise CommandError(
                f"--unused-for takes {LEAST_DAYS} days or more: younger captures are still read."
            )
        age = timedelta(days=unused_for) if unused_for is not None else None
        take = collect_garbage if delete else find_garbage
        try:
            garbage = take(now=timezone.now(), unused_for=age)
        except ArchiveInUse as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{garbage.captures} captures that nothing rests on")
        self.stdout.write(f"{garbage.files.files} files that nobody needs, {garbage.files.size:,} bytes")
        self.stdout.write("Removed." if delete else "Nothing was removed. Add --delete to remove them.")
