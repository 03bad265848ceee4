"""Quotation marks to quotations, across sentences and paragraphs."""

import re
from dataclasses import dataclass

from claims.extraction.types import Span

# Paragraphs that one quotation may run through; a mark never closed stops hurting after these.
MAX_QUOTED_PARAGRAPHS = 12

_MARK = re.compile(r"[“”„«»\"]|''")
_OPENING = frozenset({"“", "„", "«"})
_BEFORE_OPENING = "([—–-:/'"
_CLOSING = frozenset({"”", "»"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between the marks (marks included); a quotation may have a part in each of several
    paragraphs.
    """

    parts: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


def find_quotations(view: str, paragraphs: list[Span]) -> list[Quotation]:
    """Quotations in order. A paragraph that opens anew while one is open continues it."""
    found: list[Quotation] = []
    earlier: tuple[Span, ...] = ()
    for number, (start, end) in enumerate(paragraphs):
        pairs, unclosed = _pairs(view, start, end)
        if earlier and pairs:
            found.append(Quotation((*earlier, pairs.pop(0))))
            earlier = ()
        found.extend(Quotation((pair,)) for pair in pairs)
        if unclosed is None:
            continue
        parts = (*earlier, (unclosed, end))
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        if following and _opens(view, *following) and len(parts) < MAX_QUOTED_PARAGRAPHS:
            earlier = parts
        else:
            found.append(Quotation(parts))
            earlier = ()
    return sorted(found, key=lambda q: q.start)


def _opens(view: str, start: int, end: int) -> bool:
    match = _MARK.match(view, start, end)
    return match is not None and match.group() not in _CLOSING


def _pairs(view: str, start: int, end: int) -> tuple[list[Span], int | None]:
    """Quotations closed inside the paragraph, and where one is left open."""
    pairs: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(view, start, end):
        closes = _closes(view, match, opened)
        if closes and opened is not None:
            pairs.append((opened, match.end()))
            opened = None
        elif not closes and opened is None:
            opened = match.start()
    return pairs, opened


def _closes(view: str, match: re.Match[str], opened: int | None) -> bool:
    mark = match.group()
    if mark in _CLOSING:
        return True
    if mark in _OPENING:
        return False
    before = view[match.start() - 1 : match.start()]
    after = view[match.end() : match.end() + 1]
    if opened is None:
        return bool(before.strip() and before not in _BEFORE_OPENING) or not after.strip()
    return True
