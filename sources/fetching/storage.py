"""Where captures lie: named by what they contain, written whole or not at all, never overwritten."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import IO, Protocol

CHUNK_BYTES = 256 * 1024
# Content lies in these folders, by the first byte of its hash.
FOLDERS = tuple(f"sha256/{first:02x}" for first in range(256))
NAME = re.compile(r"sha256/([0-9a-f]{2})/([0-9a-f]{2})/(?P<digest>[0-9a-f]{64})(\.[a-z0-9]+)*")
# What a process that was killed while it wrote leaves behind.
LEFTOVER_PREFIX = ".incoming-"
LEFTOVER = re.compile(r"sha256/[0-9a-f]{2}/[0-9a-f]{2}/\.incoming-\w+")


class Store(Protocol):
    """What archiving needs of a storage: a disk here, or whatever Django's storage interface reaches."""

    def keep(self, name: str, content: IO[bytes]) -> None:
        """Keep `content` durably under `name` before returning. A name that is there already is left as it
        is.
        """

    def open(self, name: str) -> IO[bytes]:
        """Read what is kept under `name`. Raises FileNotFoundError."""


def content_name(sha256: str, suffix: str) -> str:
    """`sha256/ab/cd/abcd….warc.gz`: where content with this hash lies in every store."""
    return f"sha256/{sha256[:2]}/{sha256[2:4]}/{sha256}{suffix}"


def check_name(name: str) -> None:
    """Raises ValueError for what `content_name` would not have made: no path leads out of a store."""
    if not NAME.fullmatch(name):
        raise ValueError(f"“{name}” is no name of stored content: they look like sha256/ab/cd/abcd….")


def hash_of(content: IO[bytes]) -> str:
    """The SHA-256 of a seekable file in hex; it is left at its start."""
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    content.seek(0)
    return digest


class DiskStore:
    """A folder. Content goes to a temporary name first, is synced, then takes its name."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, name: str, content: IO[bytes]) -> None:
        path = self._path(name)
        if path.exists():
            return
        new_folders = self._make_folders(path.parent)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=LEFTOVER_PREFIX)
        try:
            with os.fdopen(descriptor, "wb") as file:
                while chunk := content.read(CHUNK_BYTES):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o440)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        # A new name survives a power cut only once its folder is on the disk too.
        for folder in (path.parent, *(made.parent for made in new_folders)):
            _sync_folder(folder)

    def open(self, name: str) -> IO[bytes]:
        return self._path(name).open("rb")

    def _path(self, name: str) -> Path:
        check_name(name)
        return self._root / name

    def _make_folders(self, folder: Path) -> list[Path]:
        """The folders that had to be made."""
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        return missing


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
