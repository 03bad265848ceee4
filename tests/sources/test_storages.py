"""The archive lies on whatever of Django's storages the settings name, and holds as it does on a disk."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, InMemoryStorage, Storage, storages

from sources import archive, services
from sources.fetching.storage import content_name, hash_of
from sources.services.capturing import Captured
from sources.storages import ArchiveOnDisk, DjangoStore

DATA = b"what came" * 1000
NAME = content_name(hash_of(io.BytesIO(DATA)), ".warc.gz")
IN_MEMORY = "django.core.files.storage.InMemoryStorage"


@pytest.fixture(params=["the archive's disk", "memory", "Django's own files"])
def storage(request: pytest.FixtureRequest, own_archive: Path, tmp_path: Path) -> Storage:
    made: dict[str, Storage] = {
        "the archive's disk": ArchiveOnDisk(),
        "memory": InMemoryStorage(),
        "Django's own files": FileSystemStorage(location=tmp_path / "files"),
    }
    return made[request.param]


def test_what_is_kept_is_read_again(storage: Storage) -> None:
    DjangoStore(storage).keep(NAME, io.BytesIO(DATA))
    with DjangoStore(storage).open(NAME) as file:
        assert file.read() == DATA


def test_what_is_kept_cannot_be_written_over(storage: Storage) -> None:
    DjangoStore(storage).keep(NAME, io.BytesIO(DATA))
    DjangoStore(storage).keep(NAME, io.BytesIO(b"something else"))
    with DjangoStore(storage).open(NAME) as file:
        assert file.read() == DATA


def test_says_when_nothing_is_there(storage: Storage) -> None:
    with pytest.raises(FileNotFoundError):
        DjangoStore(storage).open(NAME)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/etc/passwd", "sha256/ab/cd/../../../x"])
def test_refuses_a_name_that_is_no_hash(storage: Storage, name: str) -> None:
    with pytest.raises(ValueError, match="no name of stored content"):
        DjangoStore(storage).open(name)
    with pytest.raises(ValueError, match="no name of stored content"):
        DjangoStore(storage).keep(name, io.BytesIO(DATA))


class AnotherWasFaster(InMemoryStorage):
    """Between our look and our writing another worker keeps the same content."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        super().save(NAME, File(io.BytesIO(DATA), NAME))
        return super().save(name, content, max_length)


def test_two_workers_that_keep_the_same_leave_one_file() -> None:
    storage = AnotherWasFaster()
    DjangoStore(storage).keep(NAME, io.BytesIO(DATA))
    _folders, files = storage.listdir(str(Path(NAME).parent))
    assert files == [Path(NAME).name]


def test_on_the_archives_disk_a_file_is_whole_and_read_only(own_archive: Path) -> None:
    DjangoStore(ArchiveOnDisk()).keep(NAME, io.BytesIO(DATA))
    assert [path.name for path in own_archive.rglob("*") if path.is_file()] == [Path(NAME).name]
    assert (own_archive / NAME).stat().st_mode & 0o222 == 0


@pytest.mark.django_db
def test_captures_are_archived_read_and_proven_on_another_storage(settings, demo_site, own_archive):
    settings.STORAGES = {**settings.STORAGES, "archive": {"BACKEND": IN_MEMORY}}
    archive.store.cache_clear()

    source = services.add_source(address=demo_site.base + "/law/relations-act.html", by=None)
    captured = services.fetch(source)
    assert isinstance(captured, Captured)
    services.record_fetch(source=source, captured=captured, job_id=None, attempt=1)

    snapshot = source.snapshots.get()
    assert services.verify_snapshot(snapshot=snapshot).ok
    assert "Taiwan" in services.read_snapshot(snapshot).text
    assert storages["archive"].exists(snapshot.warc_name)
    assert not own_archive.exists()
