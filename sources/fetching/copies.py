"""A copy of a page that somebody hands in: a file they saved, or the address of an archive that has it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from sources.fetching.address import Address, canonical
from sources.fetching.content_type import MAIL, PLAIN, is_mail, sniff
from sources.fetching.other_files import how_to_save
from sources.fetching.storage import CHUNK_BYTES
from sources.fetching.types import FetchStopped, Outcome
from sources.fetching.warc import UNREADABLE_WARC

WARC = "application/warc"
GZIP_MARK = b"\x1f\x8b"
WARC_MARK = b"WARC/1."
# The marks that browsers go by (WHATWG MIME Sniffing, 6.1).
PICTURES = (
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
)
PICTURE_TYPES = frozenset(name for name, _ in PICTURES)
PAGE_RECORDS = frozenset({"response", "resource"})
# `/web/20240112093000/https://example.org/page`: how archives that speak Memento name a copy (RFC 7089).
SAVED = re.compile(r"/(?P<at>\d{14})(?:[a-z]{2}_)?/(?P<of>https?:/{1,2}[^/].*)")
ONE_SLASH = re.compile(r"(https?):/{1,2}")


@dataclass(frozen=True)
class CopyFile:
    """A file as it was handed in, and the page in it: for a WARC one of its records, else the file itself."""

    file: bytes
    file_type: str
    body: bytes
    content_type: str

    @property
    def is_picture(self) -> bool:
        """Whether it has no text of its own."""
        return self.content_type in PICTURE_TYPES


@dataclass(frozen=True)
class ArchivedCopy:
    """What an archive's address says of the copy behind it; None where it doesn't."""

    of: str | None = None
    saved_at: datetime | None = None


def open_copy(file: bytes, *, address: str, max_bytes: int) -> CopyFile:
    """What a handed-in file holds: HTML, PDF, DOCX, text, an e-mail, a picture (PNG, JPEG, WebP), or WARC.

    address: the page's own, which a WARC is searched for; "" takes the first page in it. max_bytes: of the
    page, unpacked. Raises FetchStopped(not_text, too_large or parse_failed).
    """
    if is_warc(file):
        body, declared = _page_in_warc(file, address=address, max_bytes=max_bytes)
        return CopyFile(file=file, file_type=WARC, body=body, content_type=_type_of(body, declared))
    content_type = MAIL if is_mail(file) else _type_of(file, "")
    return CopyFile(file=file, file_type=content_type, body=file, content_type=content_type)


def typed_copy(words: str) -> CopyFile:
    """Words that somebody typed or pasted, as a file: plain text, whatever they look like."""
    file, content_type = words.encode(), f"{PLAIN}; charset=utf-8"
    return CopyFile(file=file, file_type=content_type, body=file, content_type=content_type)


def is_warc(file: bytes) -> bool:
    """Whether these bytes are a WARC, packed or not."""
    if file.startswith(GZIP_MARK):
        try:
            file = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(file[:CHUNK_BYTES], len(WARC_MARK))
        except zlib.error:
            return False
    return file.startswith(WARC_MARK)


def archived_copy(address: Address) -> ArchivedCopy:
    """When an archive saved a copy and of which page, as far as the copy's address says so."""
    found = SAVED.search(address.target)
    if found is None:
        return ArchivedCopy()
    return ArchivedCopy(of=ONE_SLASH.sub(r"\1://", found["of"], count=1), saved_at=_moment(found["at"]))


def same_page(one: str, other: str) -> bool:
    """Whether two addresses name one page, be it with http or https, `www.` or without."""
    try:
        return _bare(canonical(one)) == _bare(canonical(other))
    except FetchStopped:
        return False


def _bare(address: Address) -> tuple[str, str]:
    return address.host.removeprefix("www."), address.target.rstrip("/")


def _moment(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _type_of(body: bytes, declared: str) -> str:
    if way := how_to_save(body):
        raise FetchStopped(Outcome.NOT_TEXT, way)
    picture = next((name for name, mark in PICTURES if mark.match(body)), None)
    found = picture or (sniff(body, declared=declared or PLAIN) if body.strip() else None)
    if found is None:
        raise FetchStopped(
            Outcome.NOT_TEXT,
            "This kind of file can't be read here: "
            "hand in PDF, DOCX, HTML, text, CSV, an e-mail (EML), a picture (PNG, JPEG, WebP) or WARC.",
        )
    return found


def _page_in_warc(file: bytes, *, address: str, max_bytes: int) -> tuple[bytes, str]:
    """The body of the page and the type that its server declared."""
    try:
        for record in _pages(file):
            if not address or same_page(record.rec_headers.get_header("WARC-Target-URI") or "", address):
                return _payload(record, max_bytes=max_bytes), _declared(record)
    except UNREADABLE_WARC as failure:
        raise FetchStopped(
            Outcome.PARSE_FAILED,
            "This WARC is damaged: save the page again, or hand in another kind of file.",
        ) from failure
    what = f"no capture of {address}" if address else "no page"
    raise FetchStopped(Outcome.NOT_TEXT, f"This WARC holds {what}: check that it is the right file.")


def _pages(file: bytes) -> Iterator[ArcWarcRecord]:
    for record in ArchiveIterator(BytesIO(file)):
        status = record.http_headers.get_statuscode() if record.http_headers else "200"
        if record.rec_type in PAGE_RECORDS and status == "200":
            yield record


def _payload(record: ArcWarcRecord, *, max_bytes: int) -> bytes:
    """The record's body without its encodings, read in pieces so that a bomb ends at the cap."""
    stream, pieces, size = record.content_stream(), [], 0
    while piece := stream.read(CHUNK_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            raise FetchStopped(
                Outcome.TOO_LARGE, f"The page in this WARC is larger than {max_bytes // 1_000_000} MB."
            )
    if record.raw_stream.limit > 0:  # the record was to be longer
        raise _damaged()
    return b"".join(pieces)


def _damaged() -> FetchStopped:
    return FetchStopped(
        Outcome.PARSE_FAILED, "This WARC is damaged: save the page again, or as another kind of file."
    )


def _declared(record: ArcWarcRecord) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""
