"""CSV of claims that were checked: a row each, by the names in its first line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import IO, Any, Self

from factcheck.integrations.importing.items import Item, Unreadable
from factcheck.integrations.spreadsheet import FORMULA_STARTS

# Column -> other names that it goes by.
COLUMNS = {
    "claim": ("claimreviewed", "claim reviewed", "text", "statement"),
    "url": ("address", "link", "review url"),
    "rating": ("textual rating", "verdict", "textualrating"),
    "publisher": ("author", "organization", "fact-checker"),
    "title": ("headline",),
    "claimant": ("claimed by", "speaker", "claim author"),
    "claim_date": ("claimed on", "claim date"),
    "review_date": ("published on", "date", "review date", "datepublished"),
    "language": ("languagecode", "lang"),
    "rating_value": ("ratingvalue",),
    "worst_rating": ("worstrating",),
    "best_rating": ("bestrating",),
}
NEEDED = ("claim", "url", "rating")
DELIMITERS = (",", ";", "\t")


def read_table(stream: IO[bytes]) -> Iterator[Item]:
    """Every row as a ClaimReview, by its line. UTF-8; commas, semicolons or tabs.

    Raises Unreadable, before any row, for a table whose rows can't be told apart: one that is cut off, or
    with a quotation mark that isn't closed.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        _check_whole(text)
        text.seek(0)
        yield from _rows(text)
    except UnicodeDecodeError as error:
        raise Unreadable("The table is not text in UTF-8. Save it as CSV in UTF-8.") from error
    finally:
        text.detach()


def _check_whole(text: io.TextIOWrapper) -> None:
    """Raises Unreadable naming the line from which on the rows can't be told apart."""
    head = text.readline()
    width = len(next(csv.reader([head], delimiter=_delimiter(head)), []))
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=_delimiter(head), strict=True)
    while True:
        # One line is the head's, and the row begins in the next one.
        begins = reader.line_num + 2
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            if lines.has_ended or reader.line_num + 1 > begins:
                raise Unreadable(_RUNS_ON.format(line=begins)) from None
            continue  # of one line: a problem of this row alone
        if len(cells) < width and lines.is_cut and any(cell.strip() for cell in cells):
            raise Unreadable(_CUT_OFF.format(line=begins, found=len(cells), width=width))


_RUNS_ON = (
    "The row that begins in line {line} does not end: a quotation mark in it is not closed, or a cell has "
    "more than 131,072 characters. Nothing was imported. Mend that line and hand the file in again."
)
_CUT_OFF = (
    "The file is cut off in line {line}: it has {found} of {width} cells and no end of line. Nothing was "
    "imported. Save the table again and hand it in whole."
)


class _Lines:
    """A text's lines, for a csv.reader; is_cut: the newest has no end of line, so the text ended there."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.is_cut = self.has_ended = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._text.readline()
        self.has_ended = not line
        if self.has_ended:
            raise StopIteration
        self.is_cut = not line.endswith(("\n", "\r"))
        return line


def _rows(text: io.TextIOWrapper) -> Iterator[Item]:
    head = text.readline()
    columns = _columns(next(csv.reader([head], delimiter=_delimiter(head)), []))
    missing = [name for name in NEEDED if name not in columns.values()]
    if missing:
        raise Unreadable(
            f"The table has no column “{missing[0]}”. Its first line names the columns: {', '.join(COLUMNS)}."
        )
    # One line is the head's.
    reader = csv.reader(text, delimiter=_delimiter(head), strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Item(
                reader.line_num + 1,
                problem="The row can't be read: a quotation mark within a quotation, or too long a cell.",
            )
            continue
        if any(cell.strip() for cell in cells):
            row = {columns[place]: _cell(cell) for place, cell in enumerate(cells) if place in columns}
            yield Item(reader.line_num + 1, review=_claimreview(row))


def _delimiter(head: str) -> str:
    return max(DELIMITERS, key=head.count)


def _columns(head: list[str]) -> dict[int, str]:
    """Place -> column, for the places that we know."""
    names = {
        other: name for name, others in COLUMNS.items() for other in (name, name.replace("_", " "), *others)
    }
    known = {place: names.get(" ".join(cell.casefold().split())) for place, cell in enumerate(head)}
    return {place: name for place, name in known.items() if name}


def _cell(cell: str) -> str:
    """As it was before an export made it harmless."""
    neutral = cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS)
    return cell[1:] if neutral else cell


def _claimreview(row: Mapping[str, str]) -> dict[str, Any]:
    numbers = {"ratingValue": "rating_value", "worstRating": "worst_rating", "bestRating": "best_rating"}
    return {
        "@type": "ClaimReview",
        "claimReviewed": row.get("claim", ""),
        "url": row.get("url", ""),
        "headline": row.get("title", ""),
        "datePublished": row.get("review_date", ""),
        "inLanguage": row.get("language", ""),
        "author": {"name": row.get("publisher", "")},
        "itemReviewed": {
            "author": {"name": row.get("claimant", "")},
            "datePublished": row.get("claim_date", ""),
        },
        "reviewRating": {
            "alternateName": row.get("rating", ""),
            **{name: row[column] for name, column in numbers.items() if row.get(column)},
        },
    }
