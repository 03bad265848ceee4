"""Content encodings undone within a bound: gzip and deflate only, one at a time, whole or not at all."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from sources.fetching.types import FetchStopped, Outcome

# What we ask for, and all that we take. Brotli and zstandard would each need a package more, and every
# server that speaks them speaks gzip too.
ACCEPT_ENCODING = "gzip, deflate"
GZIP = zlib.MAX_WBITS | 16
ZLIB = zlib.MAX_WBITS
RAW_DEFLATE = -zlib.MAX_WBITS
WINDOWS = {"gzip": GZIP, "x-gzip": GZIP, "deflate": ZLIB}
# Decompressed at once: what a bomb can cost beyond the cap.
STEP_BYTES = 64 * 1024
GZIP_MAGIC = b"\x1f\x8b"


class Decoder:
    """Undoes one content encoding of one answer: `feed` each piece, then `finish`.

    Both raise FetchStopped: `bad_encoding` for an encoding we did not ask for, for two on top of each
    other, for broken data, and for data without its end mark; `too_large` when more than `max_bytes` come
    out.
    """

    def __init__(
        self, *, encodings: Sequence[str], host: str, max_bytes: int, cut_at_cap: bool = False
    ) -> None:
        self._host = host
        self._max_bytes = max_bytes
        self._cut_at_cap = cut_at_cap
        self._body = bytearray()
        self._window = self._window_for([name for name in encodings if name not in ("", "identity")])
        self._inflate = zlib.decompressobj(self._window) if self._window is not None else None
        self._started = False
        self.full = False

    def feed(self, data: bytes) -> None:
        """Take the next piece of the body as it came over the wire."""
        if self._inflate is None:
            self._keep(data)
            return
        try:
            self._decompress(data)
        except zlib.error:
            raise self._broken("is not what it is said to be") from None

    def finish(self) -> bytes:
        """The whole body."""
        complete = self._inflate is None or self._inflate.eof or not self._started
        if not complete and not self.full:
            raise self._broken("breaks off before its end")
        body = bytes(self._body)
        self._body = bytearray()
        return body

    def _window_for(self, encodings: Sequence[str]) -> int | None:
        if not encodings:
            return None
        if len(encodings) > 1:
            raise self._broken(f"is compressed {len(encodings)} times over ({', '.join(encodings)[:80]})")
        if encodings[0] not in WINDOWS:
            raise self._broken(f"is encoded as “{encodings[0][:40]}”, which was not asked for,")
        return WINDOWS[encodings[0]]

    def _decompress(self, data: bytes) -> None:
        while data and not self.full:
            inflate = self._next_member(data)
            if inflate is None:
                return
            self._keep(self._inflated(data))
            inflate = self._inflate
            assert inflate is not None
            data = inflate.unused_data if inflate.eof else inflate.unconsumed_tail

    def _next_member(self, data: bytes) -> object | None:
        """The decompressor for this data; None when it is padding after the end of the last gzip member."""
        assert self._inflate is not None
        if self._inflate.eof:
            if self._window != GZIP or not data.startswith(GZIP_MAGIC):
                return None
            self._inflate = zlib.decompressobj(GZIP)
        return self._inflate

    def _inflated(self, data: bytes) -> bytes:
        """At most one step of output. Deflate comes with or without its zlib wrapper; browsers take both."""
        assert self._inflate is not None
        first, self._started = not self._started, True
        try:
            return self._inflate.decompress(data, STEP_BYTES)
        except zlib.error:
            if self._window != ZLIB or not first:
                raise
            self._inflate = zlib.decompressobj(RAW_DEFLATE)
            return self._inflate.decompress(data, STEP_BYTES)

    def _keep(self, data: bytes) -> None:
        room = self._max_bytes - len(self._body)
        self._body += data[:room]
        if len(data) <= room:
            return
        if not self._cut_at_cap:
            raise FetchStopped(
                Outcome.TOO_LARGE,
                f"{self._host} sends a page larger than {self._max_bytes // 1024} KiB, so the fetch was "
                "stopped: upload the part you need as a file.",
            )
        self.full = True

    def _broken(self, what: str) -> FetchStopped:
        return FetchStopped(
            Outcome.BAD_ENCODING,
            f"What {self._host} sends {what} and cannot be read: upload a copy of the page instead.",
        )
