"""Ways on when a page can't be fetched: a copy that a person hands in, or one that an archive has."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs import services as jobs
from jobs.models import Job, Priority
from sources import archive
from sources.conf import sources_settings
from sources.exceptions import BadCopy
from sources.fetching.address import Address
from sources.fetching.archive import HandedIn, write_copy
from sources.fetching.copies import CopyFile, archived_copy, open_copy, same_page
from sources.fetching.storage import content_name
from sources.fetching.types import FetchStopped
from sources.models import Snapshot, Source, Way
from sources.services.capturing import BODY_SUFFIX, chain, lock_chain
from sources.services.reading import request_reading


def keep_copy(
    *,
    source: Source,
    file: bytes,
    file_name: str,
    note: str,
    by: Any,
    transcript: str = "",
    about: str = "",
) -> Snapshot:
    """Archive a copy that a person saved as a snapshot of the source, and queue its reading. Raises BadCopy.

    note: where and when they saved it. transcript: what a picture says, for it has no text of its own.
    about: what the reading serves, as in article:12.
    """
    copy = _opened(file, source=source)
    if not note.strip():
        raise BadCopy(_("Say where and when you saved the copy, so that others can judge it."), field="note")
    if copy.is_picture and not transcript.strip():
        raise BadCopy(_("A picture can't be searched: type the words on it that matter."), field="transcript")
    handed_in = HandedIn(
        by=by.get_username(),
        at=timezone.now(),
        file_name=file_name[:200],
        note=note.strip(),
        transcript=transcript.strip() if copy.is_picture else "",
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


def _opened(file: bytes, *, source: Source) -> CopyFile:
    most = sources_settings().max_pdf_bytes
    if len(file) > most:
        raise BadCopy(_("The file is larger than {most} MB.").format(most=most // 1_000_000))
    try:
        return open_copy(file, address=source.address or "", max_bytes=most)
    except FetchStopped as refusal:
        raise BadCopy(refusal.cause) from refusal


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
    try:
        found = sources_settings().gate().admit(address.strip())
    except FetchStopped as refusal:
        raise BadCopy(refusal.cause, field="archived_at") from refusal
    of = archived_copy(found).of
    if of is None and same_page(str(found), source.address or ""):
        raise BadCopy(
            _("This is the page's own address. Give the address of a copy at an archive."),
            field="archived_at",
        )
    if of is not None and source.address and not same_page(of, source.address):
        raise BadCopy(
            _("This is a copy of {other}, not of this source.").format(other=of), field="archived_at"
        )
    return found
