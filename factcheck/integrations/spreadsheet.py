"""A list as CSV that no spreadsheet mistakes for formulas."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence

# A cell that starts so is run as a formula by the usual programs; an apostrophe in front makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180, in UTF-8, with cells that can't be run."""
    return "".join(csv_lines(header, rows))


def csv_lines(header: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The same row by row, for a list that is too long to hold."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for row in itertools.chain([header], rows):
        writer.writerow([_cell(value) for value in row])
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
