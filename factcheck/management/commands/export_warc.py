"""Writes captures as WARC, for any tool that opens web archives."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model, Q, QuerySet

from claims.models import Claim
from factcheck.models import Evidence
from sources import services as sources
from sources.exceptions import SourcesError
from sources.models import Snapshot, Source


class Command(BaseCommand):
    help = "Export captures as WARC: those named, all of a source, or all that a claim's evidence quotes."

    def add_arguments(self, parser: CommandParser) -> None:
        for name, whose in (
            ("snapshot", "a capture"),
            ("source", "all captures of a source"),
            ("claim", "the captures that a claim's evidence quotes"),
        ):
            parser.add_argument(
                f"--{name}", type=int, nargs="+", default=[], metavar="ID", help=f"{whose}, by its number"
            )
        into = parser.add_mutually_exclusive_group(required=True)
        into.add_argument("--into", type=Path, metavar="FILE", help="one WARC of all of them (.warc.gz)")
        into.add_argument(
            "--folder", type=Path, help="a new folder: a WARC and a signed manifest each, and the public key"
        )

    def handle(self, *_args: Any, into: Path | None, folder: Path | None, **options: Any) -> None:
        snapshots = _chosen(options["snapshot"], options["source"], options["claim"])
        if into:
            count = _all_or_nothing(into, lambda: _one_file(snapshots, into))
        else:
            assert folder is not None  # the parser asks for one of the two
            count = _all_or_nothing(folder, lambda: _in_folder(snapshots, folder))
        self.stdout.write(f"{count} captures in {into or folder}")


def _chosen(snapshots: list[int], sources_asked: list[int], claims: list[int]) -> QuerySet[Snapshot]:
    """In the order of their numbers. Raises CommandError for what isn't there or has no capture."""
    for model, asked in ((Snapshot, snapshots), (Source, sources_asked), (Claim, claims)):
        _check_known(model, asked)
    quoted = Evidence.objects.filter(claim__in=claims).values("snapshot")
    chosen = Snapshot.objects.filter(
        Q(pk__in=snapshots) | Q(source__in=sources_asked) | Q(pk__in=quoted)
    ).select_related("manifest")
    if not chosen:
        raise CommandError(
            "There is no capture in what you named. Name captures with --snapshot, --source or --claim."
        )
    return chosen.order_by("pk")


def _check_known(model: type[Model], asked: list[int]) -> None:
    known = model._default_manager.filter(pk__in=asked).values_list("pk", flat=True)
    missing = sorted(set(asked) - set(known))
    if missing:
        raise CommandError(f"No {model._meta.verbose_name} {', '.join(map(str, missing))}.")


def _all_or_nothing(path: Path, write: Callable[[], int]) -> int:
    """Half an export is removed; what was there before is never touched."""
    if path.exists():
        raise CommandError(f"{path} is there already. Name another place.")
    try:
        return write()
    except (SourcesError, OSError) as failure:
        _remove(path)
        raise CommandError(f"Nothing was exported. {failure}") from failure
    except BaseException:
        _remove(path)
        raise


def _one_file(snapshots: QuerySet[Snapshot], path: Path) -> int:
    with path.open("xb") as out:
        return sources.write_warc(snapshots=snapshots, out=out)


def _in_folder(snapshots: QuerySet[Snapshot], folder: Path) -> int:
    folder.mkdir()
    return sources.write_captures(snapshots=snapshots, folder=folder)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
