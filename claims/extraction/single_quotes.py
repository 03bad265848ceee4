"""Quotations between single marks, as many British papers set them, to double ones: 'I left,' he said.

Unlike an apostrophe, a mark that opens stands in front of a word, and one that closes does not stand inside
one. A quotation inside another gets the single marks in exchange. The text keeps its length.
"""

import re
from bisect import bisect
from collections.abc import Iterator

_OPENING = re.compile(
    r"(?<![^\s(\[—–:/])[‘'](?=[^\W_]|[£$€…“\"])(?!(?:\d\ds?|[Tt](?:is|was)|em|[Tt]il|[Cc]ause|n)\b)"
)
# A mark that closes nothing within so many characters opened nothing.
MAX_CHARACTERS = 2_000
_CLOSING = {"‘": "’", "'": "'"}
# What stands in front of a mark that closes, and not in front of a plural's apostrophe.
_ENDS = frozenset(',.!?…;—–)”"')
_SWAPPED = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_DOUBLE = re.compile(r"[“”\"]")


def as_double(text: str) -> str:
    """The text with quotations between single marks between double ones."""
    if "‘" not in text and " '" not in text and "\n'" not in text and not text.startswith("'"):
        return text
    told: list[str] = []
    behind = ""  # The next line that has words.
    for line in reversed(text.split("\n")):
        told.append(_of_line(line, goes_on=behind.startswith("‘")))
        behind = line.strip() or behind
    return "\n".join(reversed(told))


def _of_line(line: str, *, goes_on: bool) -> str:
    told, at = [], 0
    for start, end in _quotations(line, goes_on):
        closed = end < len(line)
        told += [line[at:start], "“", line[start + 1 : end].translate(_SWAPPED), "”" if closed else ""]
        at = end + 1
    return "".join(told) + line[at:]


def _quotations(line: str, goes_on: bool) -> Iterator[tuple[int, int]]:
    """Where each quotation's marks stand; the line's length where it goes on in the next paragraph."""
    doubles = [mark.start() for mark in _DOUBLE.finditer(line)]
    at = 0
    while (mark := _OPENING.search(line, at)) is not None:
        start = mark.start()
        end = None if bisect(doubles, start) % 2 else _close(line, start)
        if end is None and goes_on and mark.group() == "‘" and "’ " not in line[start:]:
            end = len(line)
        if end is not None:
            yield start, end
        at = (end if end is not None else start) + 1


def _close(line: str, start: int) -> int | None:
    """The mark behind a comma or a stop, or else the first that stands behind a word."""
    mark = line[start]
    stop = line.find("‘", start + 1, start + MAX_CHARACTERS) if mark == "‘" else -1
    found = [
        i
        for i in range(start + 2, stop if stop > 0 else min(len(line), start + MAX_CHARACTERS))
        if line[i] == _CLOSING[mark] and not line[i + 1 : i + 2].isalnum() and not line[i - 1].isspace()
    ]
    return next((i for i in found if line[i - 1] in _ENDS), found[0] if found else None)
