from __future__ import annotations

import gzip
import zlib

import pytest

from sources.fetching.decoding import Decoder
from sources.fetching.types import FetchStopped, Outcome

TEXT = b"These are the words of a page. " * 400


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def decode(data: bytes, *encodings: str, piece: int = 7, max_bytes: int = 10**6, cut: bool = False) -> bytes:
    decoder = Decoder(encodings=encodings, host="example.org", max_bytes=max_bytes, cut_at_cap=cut)
    for start in range(0, len(data), piece):
        decoder.feed(data[start : start + piece])
    return decoder.finish()


@pytest.mark.parametrize("piece", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("encodings", "data"),
    [
        ((), TEXT),
        (("identity",), TEXT),
        (("", "gzip"), gzip.compress(TEXT, mtime=0)),
        (("gzip",), gzip.compress(TEXT, mtime=0)),
        (("x-gzip",), gzip.compress(TEXT, mtime=0)),
        (("deflate",), zlib.compress(TEXT)),
        (("deflate",), raw_deflate(TEXT)),
        (("gzip",), gzip.compress(TEXT[:99], mtime=0) + gzip.compress(TEXT[99:], mtime=0)),
        (("gzip",), gzip.compress(TEXT, mtime=0) + bytes(20)),
    ],
    ids=["plain", "identity", "empty name", "gzip", "x-gzip", "zlib", "raw deflate", "two members", "padded"],
)
def test_undoes_one_encoding(encodings: tuple[str, ...], data: bytes, piece: int) -> None:
    assert decode(data, *encodings, piece=piece) == TEXT


@pytest.mark.parametrize(
    ("encodings", "data"),
    [
        (("gzip", "gzip"), b""),
        (("gzip", "deflate"), b""),
        (("br",), b""),
        (("zstd",), b""),
        (("gzip",), TEXT),
        (("deflate",), TEXT),
        (("gzip",), gzip.compress(TEXT, mtime=0)[:-8]),
        (("gzip",), gzip.compress(TEXT, mtime=0)[:50]),
        (("gzip",), gzip.compress(TEXT, mtime=0)[:-8] + bytes(8)),
        (("gzip",), gzip.compress(TEXT, mtime=0) + gzip.compress(TEXT, mtime=0)[:30]),
        (("deflate",), zlib.compress(TEXT)[:-4]),
    ],
)
def test_refuses_what_is_stacked_unknown_broken_or_cut(encodings: tuple[str, ...], data: bytes) -> None:
    with pytest.raises(FetchStopped, match=r"^What example\.org sends .* upload a copy") as stopped:
        decode(data, *encodings)

    assert stopped.value.outcome is Outcome.BAD_ENCODING


@pytest.mark.parametrize("encodings", [(), ("gzip",), ("deflate",)])
def test_stops_at_the_cap(encodings: tuple[str, ...]) -> None:
    packed = {(): TEXT, ("gzip",): gzip.compress(TEXT, mtime=0), ("deflate",): zlib.compress(TEXT)}[encodings]

    with pytest.raises(FetchStopped) as stopped:
        decode(packed, *encodings, max_bytes=len(TEXT) - 1)

    assert stopped.value.outcome is Outcome.TOO_LARGE
    assert decode(packed, *encodings, max_bytes=len(TEXT)) == TEXT


def test_keeps_what_fits_when_that_is_wanted() -> None:
    assert decode(gzip.compress(TEXT, mtime=0), "gzip", max_bytes=1000, cut=True) == TEXT[:1000]


def test_nothing_at_all_is_an_empty_page() -> None:
    assert decode(b"", "gzip") == b""
