"""What a backup says of itself; it is written last, so a folder without it is half a backup."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from factcheck.exceptions import BackupFailed

FORMAT = "factcheck-backup-1"
STATEMENT = "backup.json"
DATABASE = "database.dump"
ARCHIVE = "archive"
KEY = "archive-ed25519.pem"


@dataclass(frozen=True)
class Statement:
    """seals, last_seal: of the audit, as the dump holds it. migrations: the last of each app."""

    made_at: str
    database_sha256: str
    database_bytes: int
    archive_files: int
    archive_bytes: int
    captures: int
    seals: int
    last_seal: str
    migrations: dict[str, str]

    def write(self, folder: Path) -> None:
        text = json.dumps({"format": FORMAT, **asdict(self)}, indent=2, sort_keys=True)
        (folder / STATEMENT).write_text(text + "\n")


def read_statement(folder: Path) -> Statement:
    """Raises BackupFailed when the folder is no backup, half of one, or one of another kind."""
    try:
        values = json.loads((folder / STATEMENT).read_text())
    except FileNotFoundError:
        raise BackupFailed(
            f"{folder} holds no {STATEMENT}: it is no backup, or one that was not finished. "
            "Name another folder."
        ) from None
    except (OSError, ValueError) as error:
        raise BackupFailed(f"{folder / STATEMENT} can't be read: {error}") from error
    if not isinstance(values, dict) or values.pop("format", None) != FORMAT:
        raise BackupFailed(
            f"{folder} is no backup of the format {FORMAT}. Restore it with the version that made it."
        )
    try:
        return Statement(**values)
    except TypeError as error:
        raise BackupFailed(f"{folder / STATEMENT} is damaged: {error}") from error
