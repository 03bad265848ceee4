"""The archive behind Django's storage interface: STORAGES["archive"] chooses where captures lie.

`ArchiveOnDisk` is the one that is used unless another is named; `DjangoStore` is how archiving reaches any.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

from sources.conf import sources_settings
from sources.fetching.storage import LEFTOVER, NAME, DiskStore, check_name


@dataclass(frozen=True)
class Stored:
    """A file in the archive. modified_at: when it was written, as the storage has it."""

    name: str
    size: int
    modified_at: datetime

    @property
    def digest(self) -> str:
        """The SHA-256 that its name states; "" for what a killed process left half-written."""
        found = NAME.fullmatch(self.name)
        return found["digest"] if found else ""


class DjangoStore:
    """A `Store` on any of Django's storages, which has to write a file whole or not at all."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def keep(self, name: str, content: IO[bytes]) -> None:
        """As `Store.keep`. A name tells what it holds, so two workers that keep one name keep the same."""
        check_name(name)
        if self._storage.exists(name):
            return
        saved = self._storage.save(name, File(content, name))
        if saved != name:  # another worker was faster, and the storage made up a second name
            self._storage.delete(saved)

    def open(self, name: str) -> IO[bytes]:
        check_name(name)
        return cast(IO[bytes], self._storage.open(name, "rb"))

    def holds(self, name: str) -> bool:
        """Whether there is content under this name."""
        check_name(name)
        return self._storage.exists(name)

    def listed(self, folder: str) -> Iterator[Stored]:
        """What lies in one of FOLDERS: content, and what killed processes left. No foreign files."""
        for inner in self._inside(folder)[0]:
            for file in self._inside(f"{folder}/{inner}")[1]:
                name = f"{folder}/{inner}/{file}"
                if NAME.fullmatch(name) or LEFTOVER.fullmatch(name):
                    yield Stored(name, self._storage.size(name), self._storage.get_modified_time(name))

    def look_at(self, names: Iterable[str]) -> list[Stored]:
        """What `listed` tells, of files whose names are known and that are there."""
        return [Stored(one, self._storage.size(one), self._storage.get_modified_time(one)) for one in names]

    def remove(self, name: str) -> None:
        """Remove what `listed` told of; what is gone already is gone."""
        if not LEFTOVER.fullmatch(name):
            check_name(name)
        self._storage.delete(name)

    def _inside(self, folder: str) -> tuple[list[str], list[str]]:
        """The folders and files in a folder; none where there is no such folder."""
        try:
            return self._storage.listdir(folder)
        except FileNotFoundError:
            return [], []


class ArchiveOnDisk(FileSystemStorage):
    """A folder, SOURCES["ARCHIVE_DIR"]. A saved file is on the disk, whole and read-only.

    Django's own FileSystemStorage writes in place and syncs nothing: a crash would leave half a capture.
    """

    @property
    def location(self) -> str:
        return os.path.abspath(sources_settings().archive_dir)  # noqa: PTH100 - as Django, links left alone

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: whoever has it holds the same content."""
        return name

    def _save(self, name: str, content: Any) -> str:
        DiskStore(Path(self.location)).keep(name, content)
        return name
