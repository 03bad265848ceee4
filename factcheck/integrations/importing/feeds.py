"""Feeds of ClaimReview, as they stream in: of the Data Commons form, as a list, or one object a line.

Memory doesn't grow with the feed: one element is held at a time.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import IO, Any

import ijson

from factcheck.integrations.importing.items import Item, Unreadable
from factcheck.integrations.importing.structured import claimreviews_in

ELEMENTS = "dataFeedElement.item"
GZIP = b"\x1f\x8b"
# A first line longer than this is a whole feed without line breaks.
MAX_LINE_BYTES = 1_000_000
# A file that is no feed is read whole, as one ClaimReview or a graph of them, up to here.
MAX_OBJECT_BYTES = 5_000_000


def read_feed(stream: IO[bytes]) -> Iterator[Item]:
    """Every item of a feed, gzipped or not. stream: can be read twice. Raises Unreadable."""
    zipped = _starts(stream).startswith(GZIP)
    plain: Any = gzip.GzipFile(fileobj=stream) if zipped else stream
    try:
        yield from _items(plain)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise Unreadable(f"The file can't be read to its end: {error}.") from error


def _items(stream: IO[bytes]) -> Iterator[Item]:
    start = _starts(stream).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise Unreadable("The file is empty.")
    if start.startswith(b"["):
        yield from _elements(stream, "item")
    elif _is_lines(stream):
        yield from _lines(stream)
    else:
        yield from _feed(stream)


def _starts(stream: IO[bytes]) -> bytes:
    """The first bytes; the stream is at its start again."""
    start = stream.read(1024)
    stream.seek(0)
    return start


def _is_lines(stream: IO[bytes]) -> bool:
    """Whether the first line is an object of its own, and no feed."""
    line = stream.readline(MAX_LINE_BYTES)
    stream.seek(0)
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except ValueError:
        return False
    return isinstance(value, dict) and "dataFeedElement" not in value


def _lines(stream: IO[bytes]) -> Iterator[Item]:
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield from _of_line(line, number)


def _of_line(line: bytes, number: int) -> Iterator[Item]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        yield Item(number, problem="The line is not JSON in UTF-8.")
    else:
        yield from _of_element(value, number)


def _feed(stream: IO[bytes]) -> Iterator[Item]:
    number = 0
    for item in _elements(stream, ELEMENTS):
        number = item.line
        yield item
    if number == 0:
        stream.seek(0)
        yield from _of_object(stream.read(MAX_OBJECT_BYTES))


def _of_object(body: bytes) -> Iterator[Item]:
    try:
        found = claimreviews_in(json.loads(body.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        found = []
    for review in found:
        yield Item(1, review=review)


def _elements(stream: IO[bytes], prefix: str) -> Iterator[Item]:
    number = 0
    try:
        for element in ijson.items(stream, prefix, use_float=True):
            number += 1
            yield from _of_element(element, number)
    except ijson.JSONError as error:
        raise Unreadable(
            f"The feed breaks off, or is no JSON, after item {number}: {_one_line(error)}."
        ) from error


def _of_element(element: Any, number: int) -> Iterator[Item]:
    """A feed's element holds one ClaimReview, a list of them, or none; or it is one itself."""
    if not isinstance(element, dict) or "item" not in element:
        yield Item(number, review=element)
    elif element.get("dateDeleted") and isinstance(element.get("url"), str):
        yield Item(number, gone=element["url"])
    else:
        held = element["item"]
        for review in held if isinstance(held, list) else [held]:
            if review is not None:
                yield Item(number, review=review)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
