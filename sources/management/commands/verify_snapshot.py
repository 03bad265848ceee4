"""Does the archive still hold what was captured?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.models import Snapshot
from sources.services import verify_snapshot


class Command(BaseCommand):
    help = "Check snapshots: signature, hashes, files, place in the chain. Exit 0 when all hold, 1 otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("snapshots", nargs="*", type=int, metavar="ID", help="all when none is named")

    def handle(self, *_args: Any, **options: Any) -> None:
        snapshots = Snapshot.objects.select_related("manifest", "source").order_by("pk")
        wanted = options["snapshots"]
        if wanted:
            snapshots = snapshots.filter(pk__in=wanted)
            missing = set(wanted) - set(snapshots.values_list("pk", flat=True))
            if missing:
                raise CommandError(f"No snapshot {', '.join(map(str, sorted(missing)))}.")
        failed = [snapshot for snapshot in snapshots.iterator() if not self._holds(snapshot)]
        self.stdout.write(f"{len(failed)} snapshots do not hold." if failed else "All snapshots hold.")
        if failed:
            sys.exit(1)

    def _holds(self, snapshot: Snapshot) -> bool:
        found = verify_snapshot(snapshot=snapshot)
        self.stdout.write(
            f"{snapshot.pk} {snapshot}: {'holds' if found.ok else 'DOES NOT HOLD'}. {found.proves}"
        )
        for check in found.checks:
            if not check.ok:
                self.stdout.write(f"   {check.name}: {check.found}")
        return found.ok
