"""A dossier as a ZIP: files, an index of their hashes, and the newsroom's signature of the index."""

from __future__ import annotations

import hashlib
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from factcheck.publication.dossier.layout import FORMAT, INDEX, INDEX_CONTEXT, KEY, SIGNATURE, canonical
from sources.fetching.manifest import key_id

CHUNK_BYTES = 256 * 1024


@dataclass(frozen=True)
class Entry:
    """One file: its name in the dossier, and how to open what goes into it."""

    name: str
    open: Callable[[], IO[bytes]]


def write(
    entries: Iterable[Entry], out: IO[bytes], *, about: dict[str, Any], key: Ed25519PrivateKey, now: datetime
) -> None:
    """Write the ZIP. about: what the index says of the whole (texts and whole numbers).

    Entries are streamed: a capture may be large. Raises whatever opening one raises; `out` is useless then.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        files = {KEY: _add_bytes(bundle, KEY, public, now)}
        for entry in entries:
            files[entry.name] = _add(bundle, entry, now)
        index = canonical(
            {
                "format": FORMAT,
                "exported_at": now.isoformat(timespec="seconds"),
                "about": about,
                "files": files,
            }
        )
        _add_bytes(bundle, INDEX, index, now)
        signature = {
            "key_id": key_id(key.public_key()),
            "signature": b64encode(key.sign(INDEX_CONTEXT + index)).decode(),
        }
        _add_bytes(bundle, SIGNATURE, canonical(signature), now)


def _add(bundle: zipfile.ZipFile, entry: Entry, now: datetime) -> str:
    digest = hashlib.sha256()
    with entry.open() as source, bundle.open(_named(entry.name, now), "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def _add_bytes(bundle: zipfile.ZipFile, name: str, data: bytes, now: datetime) -> str:
    bundle.writestr(_named(name, now), data)
    return hashlib.sha256(data).hexdigest()


def _named(name: str, now: datetime) -> zipfile.ZipInfo:
    """Dated by the export, not by when a file happened to be written."""
    named = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
    named.compress_type = zipfile.ZIP_DEFLATED
    return named
