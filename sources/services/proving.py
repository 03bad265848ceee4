"""Does the archive still hold what was captured?"""

from __future__ import annotations

from dataclasses import replace
from typing import IO

from django.utils.translation import gettext as _

from sources import archive
from sources.exceptions import NothingCaptured
from sources.fetching.heads import Answered, answers
from sources.fetching.manifest import SignedManifest
from sources.fetching.storage import hash_of
from sources.fetching.verification import Check, Verification, verify, verify_manifest
from sources.models import Clearing, Manifest, Snapshot
from sources.services.capturing import link_sha256


def verify_snapshot(*, snapshot: Snapshot) -> Verification:
    """Check the signature, every hash, the files on the disk, and the snapshot's place in the chain.

    What is damaged or missing is a check that failed, never an exception.
    """
    row = Manifest.objects.filter(snapshot=snapshot).first()
    if row is None:
        return Verification(checks=(Check("manifest", False, "It has no signed manifest."),))
    try:
        with archive.store().open(row.file_name) as file:
            signed = SignedManifest.from_bytes(file.read())
        clearing = Clearing.objects.filter(snapshot=snapshot).first()
        found = _cleared(signed, clearing) if clearing else _held(snapshot, signed)
    except (OSError, ValueError) as error:
        return Verification(checks=(Check("files", False, f"The archive's files can't be read: {error}."),))
    return replace(found, checks=(*found.checks, _in_chain(row, signed), _same_body(snapshot, signed)))


def _held(snapshot: Snapshot, signed: SignedManifest) -> Verification:
    with archive.store().open(snapshot.warc_name) as warc:
        found = verify(warc, signed, public_keys=[archive.signing_key().public_key()])
    with archive.store().open(snapshot.body_name) as body:
        read = hash_of(body)
    return replace(found, checks=(*found.checks, _same_file(read, signed)))


def _cleared(signed: SignedManifest, clearing: Clearing) -> Verification:
    found = verify_manifest(signed, public_keys=[archive.signing_key().public_key()])
    words = f"They were cleared away on {clearing.cleared_at:%Y-%m-%d}. {clearing.reason}"
    return replace(found, checks=(*found.checks, Check("files", True, words)), cleared=True)


def answers_of(snapshot: Snapshot) -> list[Answered]:
    """The answers, hop by hop, as the archive holds them; none when its file can't be read."""
    try:
        with archive.store().open(snapshot.warc_name) as warc:
            return list(answers(warc))
    except (OSError, ValueError):
        return []


def open_original(snapshot: Snapshot) -> IO[bytes]:
    """The body as it came, decoded. Raises NothingCaptured when the archive does not hold it."""
    return _open(snapshot, snapshot.body_name)


def open_warc(snapshot: Snapshot) -> IO[bytes]:
    """The capture's WARC. Raises NothingCaptured when the archive does not hold it."""
    return _open(snapshot, snapshot.warc_name)


def _open(snapshot: Snapshot, name: str) -> IO[bytes]:
    clearing = Clearing.objects.filter(snapshot=snapshot).first()
    if clearing:
        when = f"{clearing.cleared_at:%Y-%m-%d}"
        raise NothingCaptured(
            _("The files of this capture were cleared away on {day}. {reason}").format(
                day=when, reason=clearing.reason
            )
        )
    try:
        return archive.store().open(name)
    except (OSError, ValueError) as error:
        raise NothingCaptured(
            _("The archive does not hold this file any more. Restore it from the backup.")
        ) from error


def _in_chain(row: Manifest, signed: SignedManifest) -> Check:
    before = (
        Manifest.objects.filter(pk__lt=row.pk).order_by("-pk").values_list("sha256", flat=True).first() or ""
    )
    ok = row.previous_sha256 == before and row.sha256 == link_sha256(before, signed.sha256)
    words = "follows the manifest before it" if ok else "does not follow the manifest before it"
    return Check("chain", ok, f"The manifest {words}.")


def _same_body(snapshot: Snapshot, signed: SignedManifest) -> Check:
    ok = signed.content.get("body_sha256") == snapshot.body_sha256
    return Check(
        "body", ok, "The row names the body that was signed." if ok else "The row names another body."
    )


def _same_file(read: str, signed: SignedManifest) -> Check:
    """The text is read from a file of its own, which must hold what the signed WARC holds."""
    ok = signed.content.get("body_sha256") == read
    return Check("body file", ok, f"The file that is read has the SHA-256 {read}.")
