"""What is not fetched from a page's own address: handed in by a person, or taken from an archive."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs import services as jobs
from jobs.models import Job, Priority
from sources import archive
from sources.conf import sources_settings
from sources.exceptions import BadCopy
from sources.fetching import readable
from sources.fetching.address import Address
from sources.fetching.archive import HandedIn, write_copy
from sources.fetching.copies import CopyFile, archived_copy, open_copy, same_page, typed_copy
from sources.fetching.storage import content_name
from sources.fetching.types import FetchStopped
from sources.models import Snapshot, Source, Way
from sources.services.capturing import BODY_SUFFIX, chain, lock_chain
from sources.services.reading import request_reading

# An interview of several hours; what is longer comes as a file.
MAX_TYPED_CHARACTERS = 200_000


def keep_copy(
    *,
    source: Source,
    file: IO[bytes] | None,
    file_name: str,
    note: str,
    by: Any,
    transcript: str = "",
    about: str = "",
) -> Snapshot:
    """Archive what a person hands in as a snapshot of the source, and queue its reading. Raises BadCopy.

    file: None for what was only typed or pasted, of a source without an address. note: where and when they
    saved it, or how it reached them. transcript: what was typed, else the words of a picture or scan, which
    has none of its own. about: what the reading serves, as in article:12.
    """
    if not note.strip():
        raise BadCopy(_whence(source), field="note")
    copy, typed = _copy_of(source, file, transcript.strip())
    handed_in = HandedIn(
        by=by.get_username(),
        at=timezone.now(),
        file_name=file_name[:200],
        note=note.strip(),
        transcript=typed,
    )
    return _record(source, copy, handed_in, by=by, about=about or f"source:{source.pk}")


def request_archived_copy(*, source: Source, address: str, by: Any, about: str = "") -> Job:
    """Queue the fetch of an archive's copy as a snapshot of the source. Raises BadCopy."""
    found = _archives_address(address, source=source)
    key = hashlib.sha256(str(found).encode()).hexdigest()[:16]
    return jobs.add(
        kind="fetch_source",
        key=f"source:{source.pk}:copy:{key}",
        payload={"source_id": source.pk, "copy_address": str(found)},
        about=about,
        priority=Priority.PERSON,
        by_id=by.pk,
    )


def _whence(source: Source) -> str:
    if source.address:
        return _("Say where and when you saved the copy, so that others can judge it.")
    return _("Say how it reached you, so that others can judge it.")


def _copy_of(source: Source, file: IO[bytes] | None, typed: str) -> tuple[CopyFile, str]:
    """What is kept, and the words that were typed for a file that has none. Raises BadCopy."""
    if file is None:
        return _typed(source, typed), ""
    copy = _opened(file, source=source)
    has_words = not copy.is_picture and _has_words(copy, source=source)
    if has_words and typed:
        raise BadCopy(
            _("The file has words of its own, and those are read. Leave out what you typed."),
            field="transcript",
        )
    if copy.is_picture and not typed:
        raise BadCopy(_("A picture can't be searched: type the words on it that matter."), field="transcript")
    if not has_words and not typed:
        raise BadCopy(
            _("No words were found in the file. If it is a scan, type the words on it that matter."),
            field="transcript",
        )
    return copy, typed


def _typed(source: Source, words: str) -> CopyFile:
    if source.address:
        raise BadCopy(_("Choose the file that you saved."))
    if not words:
        raise BadCopy(_("Choose a file, or type or paste what it says."))
    if len(words) > MAX_TYPED_CHARACTERS:
        raise BadCopy(
            _("Type at most {n:,} characters, or hand a longer text in as a file.").format(
                n=MAX_TYPED_CHARACTERS
            ),
            field="transcript",
        )
    return typed_copy(words)


def _opened(file: IO[bytes], *, source: Source) -> CopyFile:
    most = sources_settings().max_pdf_bytes
    content = file.read(most + 1)
    if len(content) > most:
        raise BadCopy(
            _("The file is larger than {most} MB. Hand in the part that matters.").format(
                most=most // 1_000_000
            )
        )
    if not content:
        raise BadCopy(_("The file is empty. Choose another one."))
    try:
        return open_copy(content, address=source.address or "", max_bytes=most)
    except FetchStopped as refusal:
        raise BadCopy(refusal.cause) from refusal


def _has_words(copy: CopyFile, *, source: Source) -> bool:
    """Read at the door: whoever hands in a locked or damaged file is there to hand in another."""
    try:
        page = readable.read(copy.body, content_type=copy.content_type, address=source.address or "")
    except FetchStopped as refusal:
        raise BadCopy(refusal.cause) from refusal
    return bool(page.text.strip())


@transaction.atomic
def _record(source: Source, copy: CopyFile, handed_in: HandedIn, *, by: Any, about: str) -> Snapshot:
    address = source.address or f"urn:source:{source.pk}"
    # From the start: nothing that this copy shares with another capture leaves before its row is there.
    lock_chain()
    capture = write_copy(
        copy,
        address=address,
        handed_in=handed_in,
        store=archive.store(),
        key=archive.signing_key(),
        software=sources_settings().policy().user_agent,
    )
    body_name = content_name(capture.body_sha256, BODY_SUFFIX)
    archive.store().keep(body_name, BytesIO(copy.body))
    snapshot = Snapshot.objects.create(
        source=source,
        way=Way.UPLOADED,
        handed_in_by=by,
        file_name=handed_in.file_name,
        note=handed_in.note,
        transcript=handed_in.transcript,
        captured_at=handed_in.at,
        address=address,
        content_type=copy.content_type[:200],
        body_sha256=capture.body_sha256,
        body_bytes=len(copy.body),
        body_name=body_name,
        warc_name=capture.warc_name,
        warc_sha256=capture.warc_sha256,
    )
    chain(snapshot, capture)
    request_reading(snapshot=snapshot, about=about, priority=Priority.PERSON, by_id=by.pk)
    return snapshot


def _archives_address(address: str, *, source: Source) -> Address:
    if not source.address:
        raise BadCopy(
            _("This source has no address that an archive could have a copy of. Hand in a file instead."),
            field="archived_at",
        )
    try:
        found = sources_settings().gate().admit(address.strip())
    except FetchStopped as refusal:
        raise BadCopy(refusal.cause, field="archived_at") from refusal
    of = archived_copy(found).of
    if of is None and same_page(str(found), source.address):
        raise BadCopy(
            _("This is the page's own address. Give the address of a copy at an archive."),
            field="archived_at",
        )
    if of is not None and not same_page(of, source.address):
        raise BadCopy(
            _("This is a copy of {other}, not of this source.").format(other=of), field="archived_at"
        )
    return found
