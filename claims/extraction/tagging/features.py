"""What the tagger is told of a word and of a pair of words, beside the words themselves. Pure.

Training and use share this file: a change here needs a new model.
"""

from bisect import bisect_right
from typing import TYPE_CHECKING

from claims.extraction.wordlists import STOP_WORDS

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

# Relations on the way between two words, at most; of a longer way its ends are kept.
MAX_STEPS = 5
# How many words apart two words are, in steps.
DISTANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24)
# What is added for a word that stands in front of the other.
IN_FRONT = len(DISTANCES) + 2


def is_content(token: "Token") -> bool:
    """Whether the word says something by itself: not "the", "of", "'s", a comma."""
    bare = token.lower_.replace("’", "'").replace("'s", "").strip("'")
    return any(c.isalnum() for c in bare) and bare not in STOP_WORDS


def way(doc: "Doc", start: int, end: int) -> str:
    """The relations from one word up to what both hang on and down to the other: "^dobj ^conj vnsubj"."""
    up = _above(doc, start)
    places = {number: step for step, number in enumerate(up)}
    down: list[int] = []
    at = end
    while at not in places:
        down.append(at)
        head = doc[at].head.i
        if head in {at, *down}:
            return "none"
        at = head
    steps = [f"^{doc[i].dep_}" for i in up[: places[at]]] + [f"v{doc[i].dep_}" for i in reversed(down)]
    return " ".join(steps if len(steps) <= MAX_STEPS else [*steps[:2], "..", *steps[-2:]])


def _above(doc: "Doc", start: int) -> list[int]:
    found = [start]
    while (head := doc[found[-1]].head.i) not in found:
        found.append(head)
    return found


def distance(start: int, end: int) -> int:
    """The number of the step, 1 to 21, of how far one word stands from another."""
    return 1 + bisect_right(DISTANCES, abs(end - start)) + (IN_FRONT if end < start else 0)
