"""A fetch becomes a capture that can be proven: a WARC and a signed manifest, both stored by their hash.

The caller writes its database row after `write_capture` has returned: the files are on the disk by then.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import IO, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sources.fetching import warc
from sources.fetching.copies import CopyFile
from sources.fetching.manifest import FORMAT, SignedManifest, sign
from sources.fetching.storage import Store, content_name, hash_of
from sources.fetching.types import Fetched, Hop

# A WARC up to this size is put together in memory.
IN_MEMORY_BYTES = 2 * 1024 * 1024
WARC_SUFFIX = ".warc.gz"
MANIFEST_SUFFIX = ".manifest.json"


@dataclass(frozen=True)
class HandedIn:
    """Who handed in a copy, when, and what they said of it. transcript: what a picture says."""

    by: str
    at: datetime
    file_name: str
    note: str
    transcript: str = ""


@dataclass(frozen=True)
class Capture:
    """A capture as it was stored. `warc_sha256` (hex) is its identity; `body_sha256` tells whether a page
    changed.

    `payload_sha256` is of the last answer's body as it came over the wire, `body_sha256` of the decoded
    body.
    """

    warc_name: str
    warc_sha256: str
    warc_bytes: int
    payload_sha256: str
    body_sha256: str
    manifest: SignedManifest
    manifest_name: str


def write_capture(
    fetched: Fetched,
    *,
    store: Store,
    key: Ed25519PrivateKey,
    software: str,
    now: datetime,
    previous: str | None = None,
) -> Capture:
    """Archive one fetch that got at least one answer (`fetched.hops`), whatever its outcome.

    `software` is the policy's User-Agent. `previous` is the hash of the manifest before it in the caller's
    chain; when the chain is kept elsewhere leave it out. Raises ValueError when nothing came, and whatever
    the store raises when it cannot keep the files (OSError for a full disk): nothing is left half-written
    then.
    """
    if not fetched.hops:
        raise ValueError(f"Nothing came from {fetched.address}, so there is nothing to archive.")
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as file:
        warc.write(fetched.hops, software=software, written_at=now, out=file)
        kept = _keep(file, store=store)
    content = _manifest(fetched, kept=kept, now=now, previous=previous)
    payload_sha256 = content["hops"][-1]["payload_sha256"]
    return _signed(content, kept=kept, payload_sha256=payload_sha256, store=store, key=key)


def write_copy(
    copy: CopyFile,
    *,
    address: str,
    handed_in: HandedIn,
    store: Store,
    key: Ed25519PrivateKey,
    software: str,
) -> Capture:
    """Archive a copy that a person handed in; `address` is the page's own, or a name that we gave it.

    The manifest says that it was handed in, by whom, and has no hops: nobody can prove where it came from.
    Raises whatever the store raises when it cannot keep the files.
    """
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as file:
        warc.write_copy(
            copy.file,
            address=address,
            content_type=copy.file_type,
            transcript=handed_in.transcript,
            handed_in_at=handed_in.at,
            software=software,
            out=file,
        )
        kept = _keep(file, store=store)
    content = _copy_manifest(copy, address=address, handed_in=handed_in, kept=kept)
    payload_sha256 = hashlib.sha256(copy.file).hexdigest()
    return _signed(content, kept=kept, payload_sha256=payload_sha256, store=store, key=key)


@dataclass(frozen=True)
class _Kept:
    """A WARC that is in the store."""

    name: str
    sha256: str
    size: int


def _keep(file: IO[bytes], *, store: Store) -> _Kept:
    size = file.tell()
    sha256 = hash_of(file)
    name = content_name(sha256, WARC_SUFFIX)
    store.keep(name, file)
    return _Kept(name=name, sha256=sha256, size=size)


def _signed(
    content: dict[str, Any], *, kept: _Kept, payload_sha256: str, store: Store, key: Ed25519PrivateKey
) -> Capture:
    signed = sign(content, key=key)
    manifest_name = content_name(kept.sha256, MANIFEST_SUFFIX)
    store.keep(manifest_name, BytesIO(signed.as_bytes()))
    return Capture(
        warc_name=kept.name,
        warc_sha256=kept.sha256,
        warc_bytes=kept.size,
        payload_sha256=payload_sha256,
        body_sha256=content["body_sha256"],
        manifest=signed,
        manifest_name=manifest_name,
    )


def _manifest(fetched: Fetched, *, kept: _Kept, now: datetime, previous: str | None) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "address": fetched.address,
        "final_address": fetched.final_address,
        "outcome": str(fetched.outcome),
        "status": fetched.status,
        "content_type": fetched.content_type,
        "started_at": _utc(fetched.started_at or now),
        "archived_at": _utc(now),
        "body_sha256": hashlib.sha256(fetched.body).hexdigest(),
        "body_bytes": len(fetched.body),
        "warc_sha256": kept.sha256,
        "warc_bytes": kept.size,
        "hops": [hop_entry(hop) for hop in fetched.hops],
        "previous": previous,
    }


def _copy_manifest(copy: CopyFile, *, address: str, handed_in: HandedIn, kept: _Kept) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "address": address,
        "handed_in": {
            "by": handed_in.by,
            "at": _utc(handed_in.at),
            "file_name": handed_in.file_name,
            "file_type": copy.file_type,
            "file_sha256": hashlib.sha256(copy.file).hexdigest(),
            "note": handed_in.note,
            "transcript_sha256": hashlib.sha256(handed_in.transcript.encode()).hexdigest(),
        },
        "content_type": copy.content_type,
        "archived_at": _utc(handed_in.at),
        "body_sha256": hashlib.sha256(copy.body).hexdigest(),
        "body_bytes": len(copy.body),
        "warc_sha256": kept.sha256,
        "warc_bytes": kept.size,
        "hops": [],
        "previous": None,
    }


def hop_entry(hop: Hop) -> dict[str, Any]:
    """One hop as the manifest states it: hashes of the blocks, and the head's fields in full."""
    return {
        "address": hop.address,
        "ip": hop.ip,
        "port": hop.port,
        "requested_at": _utc(hop.requested_at),
        "status": hop.status,
        "head": hop.response[: hop.head_bytes].decode("latin-1"),
        "request_sha256": hashlib.sha256(hop.request).hexdigest(),
        "response_sha256": hashlib.sha256(hop.response).hexdigest(),
        "payload_sha256": hashlib.sha256(hop.response[hop.head_bytes :]).hexdigest(),
        "certificate_sha256": hop.certificate_sha256,
        "cut": hop.cut,
    }


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
