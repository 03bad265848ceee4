"""Two texts compared, as a page shows them: changes numbered, what is far from any folded away. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.versions.diff import Change, Paragraph, compare

# Paragraphs shown around a change; what lies between is folded.
CONTEXT_PARAGRAPHS = 3


@dataclass(frozen=True)
class Line:
    """A paragraph, with the sign that stands in the gutter beside it."""

    paragraph: Paragraph
    sign: str


@dataclass(frozen=True)
class Block:
    """Paragraphs in a row: a change with its number from 1, its surroundings (0), or what is folded."""

    lines: tuple[Line, ...]
    number: int = 0
    folded: bool = False


@dataclass(frozen=True)
class Difference:
    blocks: tuple[Block, ...]
    changes: int


def difference(before: str, after: str) -> Difference:
    """What stayed, went and came. White space alone is no change."""
    stretches = compare(before, after)
    blocks: list[Block] = []
    changes = 0
    for place, stretch in enumerate(stretches):
        lines = tuple(Line(paragraph, _sign(paragraph)) for paragraph in stretch.paragraphs)
        if stretch.changed:
            changes += 1
            blocks.append(Block(lines, changes))
        else:
            blocks += _unchanged(lines, is_first=place == 0, is_last=place == len(stretches) - 1)
    return Difference(tuple(blocks), changes)


def _sign(paragraph: Paragraph) -> str:
    kinds = {words.change for words in paragraph.words}
    came, went = Change.ADDED in kinds, Change.REMOVED in kinds
    if came and went:
        return "±"
    return "+" if came else "−" if went else ""


def _unchanged(lines: Sequence[Line], *, is_first: bool, is_last: bool) -> Iterator[Block]:
    """Its beginning and end stand beside changes, unless the text begins or ends there."""
    start = 0 if is_first else CONTEXT_PARAGRAPHS
    end = len(lines) if is_last else len(lines) - CONTEXT_PARAGRAPHS
    if end - start <= 1:
        yield Block(tuple(lines))
        return
    for part, folded in ((lines[:start], False), (lines[start:end], True), (lines[end:], False)):
        if part:
            yield Block(tuple(part), folded=folded)
