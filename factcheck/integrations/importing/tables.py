"""CSV of claims that were checked: a row each, by the names in its first line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import IO, Any

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
    """Every row as a ClaimReview, by its line. UTF-8; commas, semicolons or tabs. Raises Unreadable."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        yield from _rows(text)
    except UnicodeDecodeError as error:
        raise Unreadable("The table is not text in UTF-8. Save it as CSV in UTF-8.") from error
    finally:
        text.detach()


def _rows(text: io.TextIOWrapper) -> Iterator[Item]:
    head = text.readline()
    columns = _columns(next(csv.reader([head], delimiter=_delimiter(head)), []))
    missing = [name for name in NEEDED if name not in columns.values()]
    if missing:
        raise Unreadable(
            f"The table has no column “{missing[0]}”. Its first line names the columns: {', '.join(COLUMNS)}."
        )
    # One line is the head's.
    reader = csv.reader(text, delimiter=_delimiter(head))
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Item(
                reader.line_num + 1, problem="The row can't be read: a quotation mark or a cell is too long."
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
