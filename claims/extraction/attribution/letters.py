"""Letters to the editor: each is told by whose name stands alone under it."""

import re
from collections.abc import Sequence

from claims.extraction.segment import Piece
from claims.extraction.types import Attribution, Span

_HEADING = re.compile(
    r"^\W*(?:letters?|letters? to the editor|readers'? letters|your letters)\W*$", re.IGNORECASE
)
_SIGNATURE = re.compile(r"^[A-Z][a-z][\w'’-]*(?: [A-Z]\.)?(?: [A-Z][a-z][\w'’-]*){1,2}(?=\.?$)")


def signatures(text: str, pieces: Sequence[Piece]) -> dict[int, Span]:
    """Names alone in a paragraph behind the heading of a letters page, by index of the sentence."""
    found: dict[int, Span] = {}
    for index in range(_first(text, pieces), len(pieces)):
        name = _SIGNATURE.match(_words(text, pieces[index]))
        if name is not None and _is_alone(index, pieces):
            start = pieces[index].words[0]
            found[index] = (start, start + name.end())
    return found


def letters(text: str, pieces: Sequence[Piece]) -> dict[int, Attribution]:
    """Whose each sentence of a letter is, by index; the first letter begins behind the heading."""
    found: dict[int, Attribution] = {}
    first = _first(text, pieces)
    for end, name in signatures(text, pieces).items():
        for index in range(first, end):
            found[index] = Attribution(name, None, (pieces[index].words,))
        first = end + 1
    return found


def _first(text: str, pieces: Sequence[Piece]) -> int:
    """Where the first letter begins; behind the last sentence where there is no heading."""
    headings = (n + 1 for n, piece in enumerate(pieces) if _HEADING.match(_words(text, piece)))
    return next(headings, len(pieces))


def _words(text: str, piece: Piece) -> str:
    return text[slice(*piece.words)].strip()


def _is_alone(index: int, pieces: Sequence[Piece]) -> bool:
    near = pieces[max(index - 1, 0) : index + 2]
    return sum(p.paragraph == pieces[index].paragraph for p in near) == 1
