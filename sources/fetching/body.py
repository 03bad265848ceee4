"""How much of an answer's body is worth reading, and reading it."""

from __future__ import annotations

import httpcore2

from sources.fetching.backend import WireRecord
from sources.fetching.content_type import is_document, is_never_text
from sources.fetching.decoding import Decoder
from sources.fetching.types import FetchPolicy, FetchStopped, Outcome

# What is kept of the page that comes with a redirect or an error: enough to see what it said.
MAX_ASIDE_BYTES = 64 * 1024
# 203: the same page by way of a proxy.
WHOLE_PAGE_STATUSES = frozenset({200, 203})


class BodyReader:
    """Reads the body of one answer: whole for a page, its start for a redirect or an error."""

    def __init__(
        self, host: str, status: int, headers: tuple[tuple[str, str], ...], policy: FetchPolicy
    ) -> None:
        self._host = host
        self._headers = headers
        self._wanted = status in WHOLE_PAGE_STATUSES
        self._skipped = self._wanted and not policy.any_type and is_never_text(self._first("content-type"))
        document = is_document(self._first("content-type"))
        wanted_bytes = policy.max_document_bytes if document else policy.max_bytes
        self.max_bytes = wanted_bytes if self._wanted else MAX_ASIDE_BYTES
        self._cut_at_cap = policy.cut_at_cap or not self._wanted

    def read(self, response: httpcore2.Response, record: WireRecord) -> tuple[bytes, bool]:
        """The decoded body, and whether the cap cut it."""
        if self._skipped:
            return b"", True
        self._check_stated_length()
        decoder = Decoder(
            encodings=self._encodings(),
            host=self._host,
            max_bytes=self.max_bytes,
            cut_at_cap=self._cut_at_cap,
        )
        for chunk in response.iter_stream():
            decoder.feed(chunk)
            # The record's own cap would refuse at the next read; a page that may be cut ends here instead.
            wire_full = self._cut_at_cap and len(record.received) - record.head_ends_at >= self.max_bytes
            decoder.full = decoder.full or wire_full
            if decoder.full:
                break
        return decoder.finish(), decoder.full

    def _first(self, name: str) -> str:
        return next((value for key, value in self._headers if key == name), "")

    def _encodings(self) -> list[str]:
        if not self._wanted:
            # An error's page is kept as it came: a broken encoding there must not hide the error.
            return []
        values = [value for key, value in self._headers if key == "content-encoding"]
        return [token.strip().lower() for value in values for token in value.split(",")]

    def _check_stated_length(self) -> None:
        stated = self._first("content-length")
        if self._cut_at_cap or not stated.isdigit() or int(stated) <= self.max_bytes:
            return
        raise FetchStopped(
            Outcome.TOO_LARGE,
            f"{self._host} says that the page has {int(stated) // 1024:,} KiB, more than the "
            f"{self.max_bytes // 1024:,} that are fetched: upload the part you need as a file.",
        )
