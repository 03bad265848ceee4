"""A list as CSV that no spreadsheet mistakes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# A cell that starts so is run as a formula by the usual programs; an apostrophe in front makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180, in UTF-8, with cells that can't be run."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in header])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
