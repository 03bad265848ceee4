"""Is a capture what its manifest says? Needs the two files and the public keys, and no database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import IO, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from sources.fetching.manifest import FORMAT, SignedManifest, canonical_json, is_signed_by, key_id
from sources.fetching.storage import CHUNK_BYTES, hash_of
from sources.fetching.warc import UNREADABLE_WARC, sha256_label

# A WARC of one fetch is never larger when unpacked: each hop is held to the fetch's caps.
MAX_BLOCK_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One thing that was checked: what, whether it held, and what was found, in words."""

    name: str
    ok: bool
    found: str


@dataclass(frozen=True)
class Verification:
    """All checks of one capture. `proves` says what an intact capture does and does not prove.

    handed_in_by: who handed it in, when it is a copy that we did not fetch ourselves. cleared: whether its
    files were cleared away on purpose, so that only the manifest was checked.
    """

    checks: tuple[Check, ...]
    handed_in_by: str = ""
    cleared: bool = False

    @property
    def ok(self) -> bool:
        return all(check.ok for check in self.checks)

    @property
    def proves(self) -> str:
        if not self.ok:
            return "These files are not the capture that was signed."
        if self.cleared:
            return (
                "That this was captured, and its hashes, have not changed since they were signed. "
                "The files themselves were cleared away."
            )
        if self.handed_in_by:
            return (
                f"These bytes are what {self.handed_in_by} handed in and have not changed since they were "
                "signed. That they are the source's is not proven by them."
            )
        return (
            "These bytes are what was received and have not changed since they were signed. "
            "That the page said this to anyone else, or says it now, is not proven by them."
        )


def verify(
    warc: IO[bytes], signed: SignedManifest, *, public_keys: Iterable[Ed25519PublicKey]
) -> Verification:
    """Check everything: signature, manifest's hash, the WARC's hash and size, and every record against its
    digests.

    `warc` is seekable. A damaged or hostile file gives failed checks, never an exception.
    """
    proven = verify_manifest(signed, public_keys=public_keys)
    return replace(proven, checks=(*proven.checks, *_check_warc(warc, signed)))


def verify_manifest(signed: SignedManifest, *, public_keys: Iterable[Ed25519PublicKey]) -> Verification:
    """Check the manifest alone: its form, its hash and its signature."""
    checks = (_check_format(signed), _check_manifest_hash(signed), _check_signature(signed, public_keys))
    return Verification(checks=checks, handed_in_by=_handed_in_by(signed))


def _handed_in_by(signed: SignedManifest) -> str:
    handed_in = signed.content.get("handed_in")
    return str(handed_in.get("by")) if isinstance(handed_in, dict) else ""


def _check_format(signed: SignedManifest) -> Check:
    found = signed.content.get("format")
    return Check("format", found == FORMAT, f"The manifest is of the format {found}.")


def _check_manifest_hash(signed: SignedManifest) -> Check:
    try:
        ok = hashlib.sha256(canonical_json(signed.content)).hexdigest() == signed.sha256
    except (TypeError, UnicodeEncodeError):
        ok = False
    return Check(
        "manifest hash", ok, "The manifest has the hash that it states." if ok else "The manifest differs."
    )


def _check_signature(signed: SignedManifest, public_keys: Iterable[Ed25519PublicKey]) -> Check:
    for key in public_keys:
        if key_id(key) == signed.key_id:
            ok = is_signed_by(signed, key)
            words = "is valid" if ok else "does not fit this manifest"
            return Check("signature", ok, f"The signature by key {signed.key_id} {words}.")
    return Check(
        "signature", False, f"It is signed by key {signed.key_id}, which is not among the known public keys."
    )


def _check_warc(warc: IO[bytes], signed: SignedManifest) -> Iterator[Check]:
    digest, size = hash_of(warc), warc.seek(0, 2)
    stated = signed.content.get("warc_sha256")
    yield Check("WARC hash", digest == stated, f"The WARC has the SHA-256 {digest}.")
    yield Check("WARC size", size == signed.content.get("warc_bytes"), f"The WARC has {size:,} bytes.")
    warc.seek(0)
    try:
        hops = list(_hops(warc))
    except UNREADABLE_WARC as failure:
        yield Check("records", False, f"The WARC cannot be read: {failure}")
        return
    stated_hops = signed.content.get("hops")
    ok = isinstance(stated_hops, list) and hops == [_comparable(hop) for hop in stated_hops]
    yield Check("records", ok, f"The WARC holds {len(hops)} requests with their answers.")


def _comparable(hop: Any) -> dict[str, object]:
    if not isinstance(hop, dict):
        return {}
    return {name: hop.get(name) for name in ("address", "ip", "request_sha256", "response_sha256")}


def _hops(warc: IO[bytes]) -> Iterator[dict[str, object]]:
    """What each response record and the request after it say, with the hashes of what they hold."""
    response: dict[str, object] = {}
    for record in ArchiveIterator(warc, no_record_parse=True):
        block = _whole_block(record)
        if record.rec_headers.get_header("WARC-Block-Digest") != sha256_label(block):
            raise ValueError(f"a {record.rec_type} record differs from its own digest.")
        digest = hashlib.sha256(block).hexdigest()
        if record.rec_type in ("response", "revisit"):
            response = {
                "address": record.rec_headers.get_header("WARC-Target-URI"),
                "ip": record.rec_headers.get_header("WARC-IP-Address"),
                "response_sha256": digest,
            }
        elif record.rec_type == "request":
            yield {**response, "request_sha256": digest}


def _whole_block(record: ArcWarcRecord) -> bytes:
    pieces, size = [], 0
    while piece := record.raw_stream.read(CHUNK_BYTES):
        size += len(piece)
        if size > MAX_BLOCK_BYTES:
            raise ValueError(f"a record is larger than the {MAX_BLOCK_BYTES:,} bytes that a fetch may bring.")
        pieces.append(piece)
    return b"".join(pieces)
