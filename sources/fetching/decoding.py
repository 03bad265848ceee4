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
ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})
# Decompressed at once: what a bomb can cost beyond the cap.
STEP_BYTES = 64 * 1024
GZIP_MARK = b"\x1f\x8b"
# A gzip member's mark and a zlib header (RFC 1950, 2.2) are both this long.
MARK_BYTES = 2


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
        self._encoding = self._only([name for name in encodings if name not in ("", "identity")])
        self._inflate: zlib._Decompress | None = None
        # The first bytes of a stream, until there are enough to tell what it is.
        self._held = b""
        self.full = False

    def feed(self, data: bytes) -> None:
        """Take the next piece of the body as it came over the wire."""
        if self._encoding is None:
            self._keep(data)
            return
        try:
            self._decompress(self._held + data)
        except zlib.error:
            raise self._broken("is not what it is said to be") from None

    def finish(self) -> bytes:
        """The whole body."""
        whole = self._inflate.eof if self._inflate is not None else not self._held
        if not whole and not self.full:
            raise self._broken("breaks off before its end")
        body = bytes(self._body)
        self._body = bytearray()
        return body

    def _only(self, encodings: Sequence[str]) -> str | None:
        if not encodings:
            return None
        if len(encodings) > 1:
            raise self._broken(f"is compressed {len(encodings)} times over ({', '.join(encodings)[:80]})")
        if encodings[0] not in ENCODINGS:
            raise self._broken(f"is encoded as “{encodings[0][:40]}”, which was not asked for,")
        return encodings[0]

    def _decompress(self, data: bytes) -> None:
        self._held = b""
        while data and not self.full:
            if self._inflate is None or self._inflate.eof:
                if len(data) < MARK_BYTES:
                    self._held = data
                    return
                if self._inflate is not None and not data.startswith(GZIP_MARK):
                    return  # padding after the end
                self._inflate = zlib.decompressobj(self._window_bits(data))
            self._keep(self._inflate.decompress(data, STEP_BYTES))
            data = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail

    def _window_bits(self, start: bytes) -> int:
        """Some servers send deflate without the zlib wrapper that RFC 9110 asks for; browsers take both."""
        if self._encoding != "deflate":
            return GZIP
        wrapped = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2], "big") % 31 == 0
        return ZLIB if wrapped else RAW_DEFLATE

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
