"""Writes everything behind one verdict into a file that can be checked without us."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from factcheck.dossier import export_dossier
from factcheck.exceptions import FactcheckError
from factcheck.models import FactCheck


class Command(BaseCommand):
    help = "Export a fact-check's dossier as a ZIP: article, evidence, sign-offs, publications, audit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("check", help="the fact-check's number, or the last part of its public address")
        parser.add_argument("--into", type=Path, help="the file; by default dossier-NUMBER.zip here")

    def handle(self, *_args: Any, check: str, into: Path | None, **_options: Any) -> None:
        factcheck = _find(check)
        path = into or Path(f"dossier-{factcheck.pk}.zip")
        if path.exists():
            raise CommandError(f"{path} is there already. Name another file with --into.")
        try:
            with path.open("xb") as out:
                export_dossier(factcheck=factcheck, out=out, now=timezone.now())
        except FactcheckError as refusal:
            path.unlink()
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{path}, {path.stat().st_size:,} bytes. Check it with verify_dossier {path}")


def _find(check: str) -> FactCheck:
    wanted = {"pk": int(check)} if check.isdecimal() else {"publications__slug": check}
    found = FactCheck.objects.filter(**wanted).first()
    if found is None:
        raise CommandError(f"There is no fact-check “{check}”. Give its number or its public address.")
    return found
