"""Add the starter list of public primary sources to the library."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from sources import services as sources


class Command(BaseCommand):
    help = "Add the public primary sources that ship to the library, switched off. Those there already stay."

    def handle(self, *args: Any, **options: Any) -> None:
        added = sources.load_starter_list(by=None)
        self.stdout.write(f"{added} added, switched off. Reviewers switch them on at /sources/library/.")
