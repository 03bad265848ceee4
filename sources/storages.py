"""The archive behind Django's storage interface: STORAGES["archive"] chooses where captures lie.

`ArchiveOnDisk` is the one that is used unless another is named; `DjangoStore` is how archiving reaches any.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any, cast

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

from sources.conf import sources_settings
from sources.fetching.storage import DiskStore, check_name


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
