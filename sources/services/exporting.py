"""Captures as files that other people's tools open: one WARC of many, or a folder with the proofs beside."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils.translation import gettext as _

from sources import archive
from sources.exceptions import NothingCaptured
from sources.models import Snapshot
from sources.services.proving import open_warc

PUBLIC_KEY_NAME = "newsroom.pem"


def write_warc(*, snapshots: Iterable[Snapshot], out: IO[bytes]) -> int:
    """Write the captures one after the other as one WARC. Returns how many.

    A WARC is its records in a row, and each capture starts with a `warcinfo` of its own, so what was
    signed is in it byte for byte. Raises NothingCaptured when the archive has lost one.
    """
    count = 0
    for snapshot in _each_once(snapshots):
        with open_warc(snapshot) as warc:
            shutil.copyfileobj(warc, out)
        count += 1
    return count


def write_captures(*, snapshots: Iterable[Snapshot], folder: Path) -> int:
    """Write each capture's WARC and its signed manifest, and the key that they are checked with.

    folder: there, and empty. Returns how many captures. Raises NothingCaptured when the archive has lost one.
    """
    key = archive.signing_key().public_key()
    (folder / PUBLIC_KEY_NAME).write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    count = 0
    for snapshot in _each_once(snapshots):
        name = f"snapshot-{snapshot.pk}"
        with open_warc(snapshot) as warc, (folder / f"{name}.warc.gz").open("xb") as out:
            shutil.copyfileobj(warc, out)
        (folder / f"{name}.manifest.json").write_bytes(_manifest_of(snapshot))
        count += 1
    return count


def _each_once(snapshots: Iterable[Snapshot]) -> Iterator[Snapshot]:
    """Two snapshots of one WARC would give its records twice, under the same ids."""
    seen: set[str] = set()
    for snapshot in snapshots:
        if snapshot.warc_sha256 not in seen:
            seen.add(snapshot.warc_sha256)
            yield snapshot


def _manifest_of(snapshot: Snapshot) -> bytes:
    try:
        with archive.store().open(snapshot.manifest.file_name) as file:
            return file.read()
    except (OSError, ValueError, Snapshot.manifest.RelatedObjectDoesNotExist) as lost:
        raise NothingCaptured(
            _("The archive has lost the manifest of snapshot {id}. Restore it from the backup.").format(
                id=snapshot.pk
            )
        ) from lost
