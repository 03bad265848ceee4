from __future__ import annotations

import io
from pathlib import Path

import pytest

from sources.fetching.storage import DiskStore, content_name, hash_of

DATA = b"what came" * 100_000
NAME = content_name(hash_of(io.BytesIO(DATA)), ".warc.gz")


def test_keeps_content_under_its_name(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    store.keep(NAME, io.BytesIO(DATA))

    with store.open(NAME) as file:
        assert file.read() == DATA
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [Path(NAME).name]


def test_what_is_kept_cannot_be_written_over(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    store.keep(NAME, io.BytesIO(DATA))
    store.keep(NAME, io.BytesIO(b"something else"))

    with store.open(NAME) as file:
        assert file.read() == DATA
    assert (tmp_path / NAME).stat().st_mode & 0o222 == 0


class FullDisk(io.BytesIO):
    """Gives a little, and then fails as a full disk does."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError(28, "No space left on device")
        return super().read(1000)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        DiskStore(tmp_path).keep(NAME, FullDisk(DATA))

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "name",
    ["", "x", "../../etc/passwd", "/etc/passwd", "sha256/ab/cd/../../../x", f"sha256/ab/cd/{'a' * 63}"],
)
def test_refuses_a_name_that_is_no_hash(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name of stored content"):
        DiskStore(tmp_path).open(name)


def test_says_when_nothing_is_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        DiskStore(tmp_path).open(NAME)
