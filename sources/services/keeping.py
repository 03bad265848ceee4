"""The archive and its key, out to a backup and back in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.db import connection
from django.utils.translation import gettext as _

from sources import archive
from sources.conf import sources_settings
from sources.exceptions import BadBackup
from sources.fetching.archive import MANIFEST_SUFFIX
from sources.fetching.storage import FOLDERS, NAME, hash_of
from sources.models import Manifest
from sources.services.clearing import LEAVING, Collected


@contextmanager
def nothing_leaves() -> Iterator[None]:
    """While this lasts no file is cleared from the archive; `remove_unnamed_files` says so and stops."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(hashtext(%s))", [LEAVING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock_shared(hashtext(%s))", [LEAVING])


def copy_archive(*, folder: Path) -> Collected:
    """Copy every file of the archive into a folder, under its name. Returns what was copied."""
    copied = Collected()
    for prefix in FOLDERS:
        for stored in archive.store().listed(prefix):
            if stored.digest:
                _copy_out(stored.name, folder / stored.name)
                copied += Collected(1, stored.size)
    return copied


def check_copies(*, folder: Path) -> Collected:
    """Whether every file of such a folder holds what its name says. Raises BadBackup.

    A manifest is named by its WARC and proven by its signature, not here.
    """
    found = Collected()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        match = NAME.fullmatch(name)
        if match is None or path.is_symlink():
            raise BadBackup(_("The backup's archive holds “{name}”, which is no capture.").format(name=name))
        with path.open("rb") as file:
            if not name.endswith(MANIFEST_SUFFIX) and hash_of(file) != match["digest"]:
                raise BadBackup(
                    _("The backup's file {name} is damaged. Use another backup.").format(name=name)
                )
        found += Collected(1, path.stat().st_size)
    return found


def fill_archive(*, folder: Path) -> None:
    """Keep every file of a folder that `check_copies` found sound. What is there already stays."""
    for path in _files(folder):
        with path.open("rb") as file:
            archive.store().keep(path.relative_to(folder).as_posix(), file)


def holds_others(*, folder: Path) -> bool:
    """Whether the archive holds a file that this folder doesn't: a restore may go on with what it began."""
    return any(
        stored.digest and not (folder / stored.name).exists()
        for prefix in FOLDERS
        for stored in archive.store().listed(prefix)
    )


def copy_key(*, path: Path) -> None:
    """Copy the newsroom's signing key, readable by its owner alone."""
    archive.signing_key()  # made now, if nothing was ever signed
    path.touch(mode=0o600)
    path.write_bytes(Path(sources_settings().signing_key).read_bytes())


def put_key(*, path: Path) -> None:
    """Sign with the key of a backup from now on. A key that never signed anything is set aside.

    Raises BadBackup for a file that is no key, or where captures are signed by another key.
    """
    pem, place = path.read_bytes(), Path(sources_settings().signing_key)
    try:
        load_pem_private_key(pem, password=None)
    except ValueError as error:
        raise BadBackup(_("The backup's key can't be read. Use another backup.")) from error
    if place.exists() and place.read_bytes() != pem:
        if Manifest.objects.exists():
            raise BadBackup(_("Captures here are signed by another key. Restore into an empty instance."))
        place.rename(place.with_name(f"{place.name}.unused"))
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.touch(mode=0o600)
    place.write_bytes(pem)
    archive.signing_key.cache_clear()


def _copy_out(name: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.store().open(name) as file, path.open("xb") as out:
        shutil.copyfileobj(file, out)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if not path.is_dir())
