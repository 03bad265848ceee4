"""Stretch a span of text by whole words, for who can't drag. Pure; offsets are code points."""

from __future__ import annotations

import re

WORD = re.compile(r"\S+")
START, END = "start", "end"


def stretch(text: str, start: int, end: int, *, edge: str, step: int) -> tuple[int, int]:
    """Move one edge of a span by a word; step: 1 later, -1 earlier.

    The span keeps at least one word and stays inside the text: where there is no further word it stays as
    it is.
    """
    words = [match.span() for match in WORD.finditer(text)]
    if edge == START:
        return _moved([first for first, _last in words if first < end], start, step), end
    return start, _moved([last for _first, last in words if last > start], end, step)


def _moved(places: list[int], now: int, step: int) -> int:
    """The nearest place before or behind this one; itself when there is none."""
    beyond = [place for place in places if (place - now) * step > 0]
    return (min if step > 0 else max)(beyond, default=now)
