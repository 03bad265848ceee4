"""Is a dossier what the newsroom exported? Needs no database and no newsroom."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.publication.dossier.verify import verify_dossier


class Command(BaseCommand):
    help = "Check a dossier. Exit 0 when all of it holds, 1 when something doesn't, 2 for wrong usage."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", type=Path, help="the newsroom's public key (PEM), got from the newsroom")
        parser.add_argument("--quiet", action="store_true", help="only what does not hold")

    def handle(self, *_args: Any, file: Path, key: Path | None, quiet: bool, **_options: Any) -> None:
        try:
            found = verify_dossier(file, key=_public_key(key) if key else None)
        except OSError as missing:
            raise CommandError(f"{file} can't be opened: {missing.strerror}.", returncode=2) from missing
        for check in found.checks:
            if not (quiet and check.ok):
                self.stdout.write(f"{'ok   ' if check.ok else 'WRONG'} {check.name}: {check.found}")
        wrong = sum(not check.ok for check in found.checks)
        self.stdout.write(f"{wrong} things do not hold." if wrong else "The dossier holds.")
        if wrong:
            sys.exit(1)


def _public_key(path: Path) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as wrong:
        raise CommandError(f"{path} holds no public key in PEM.", returncode=2) from wrong
    if not isinstance(key, Ed25519PublicKey):
        raise CommandError(f"{path} holds no Ed25519 key.", returncode=2)
    return key
