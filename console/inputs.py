"""Reading what a command was pointed at: a file, or standard input for `-`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

STANDARD_INPUT = "-"


class BadInput(Exception):
    """The input can't be used; the message says what is wrong and what to do."""


@contextmanager
def open_lines(name: str) -> Iterator[TextIO]:
    """A file (or standard input) as lines of UTF-8; undecodable bytes become U+FFFD. Raises BadInput."""
    if name == STANDARD_INPUT:
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8", errors="replace") as file:
            yield file
    except OSError as error:
        raise BadInput(f"{name} can't be read: {error.strerror}.") from error


def read_bytes(name: str) -> bytes:
    """A whole file or standard input. Raises BadInput."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise BadInput(f"{name} can't be read: {error.strerror}.") from error


def read_text(name: str) -> str:
    """A whole file or standard input that has to be text in UTF-8. Raises BadInput."""
    return decode(read_bytes(name), name=name)


def decode(data: bytes, *, name: str) -> str:
    """Bytes as text, a byte order mark dropped. Raises BadInput for what is not text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} is not text in UTF-8 (byte {error.start}). Save it as UTF-8 text.") from error
    if "\0" in text:
        raise BadInput(f"{name} is binary, not text. Give plain text, HTML, DOCX or PDF.")
    return text
