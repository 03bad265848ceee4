"""The heads of the requests and answers in a capture, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

# A head is held to less than this while it is fetched.
MAX_HEAD_BYTES = 256 * 1024
ANSWERS = ("response", "revisit")


@dataclass(frozen=True)
class Answered:
    """One hop's answer: the address asked, the server's address, the status line, and the header lines."""

    address: str
    ip: str
    status: str
    headers: tuple[tuple[str, str], ...]


def answers(warc: IO[bytes]) -> Iterator[Answered]:
    """The answers of a capture, hop by hop. A damaged file ends where it can't be read any more."""
    try:
        for record in ArchiveIterator(warc, no_record_parse=True):
            if record.rec_type in ANSWERS:
                yield _answered(record.rec_headers, record.content_stream().read(MAX_HEAD_BYTES))
    except ArchiveLoadFailed:
        return


def _answered(about: object, block: bytes) -> Answered:
    head = block.partition(b"\r\n\r\n")[0].decode("latin-1")
    status, *lines = head.split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return Answered(
        address=about.get_header("WARC-Target-URI") or "",  # type: ignore[attr-defined]
        ip=about.get_header("WARC-IP-Address") or "",  # type: ignore[attr-defined]
        status=status,
        headers=tuple((name.strip(), value.strip()) for name, _colon, value in pairs),
    )
