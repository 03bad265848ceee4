"""What the tagger is told of words and of pairs of words, beside the words themselves. Pure.

Training and use share this file: a change here needs a new model.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from claims.extraction.wordlists import STOP_WORDS

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

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


def ways(heads: Sequence[int], relations: Sequence[str], start: int, ends: Iterable[int]) -> list[str]:
    """From one word to each of some others, the relations up to what both hang on and down from there:
    "^dobj ^conj vnsubj". `heads` has the word that each word of the sentence hangs on (itself at the top),
    `relations` how. "none" where nothing ties the two.
    """
    up = [start]
    while (head := heads[up[-1]]) not in up:
        up.append(head)
    places = {word: step for step, word in enumerate(up)}
    climbed = [f"^{relations[word]}" for word in up]
    return [_way(heads, relations, places, climbed, end) for end in ends]


def _way(
    heads: Sequence[int], relations: Sequence[str], places: dict[int, int], climbed: list[str], end: int
) -> str:
    down: list[int] = []
    at = end
    while at not in places:
        down.append(at)
        at = heads[at]
        if at in down:
            return "none"
    steps = climbed[: places[at]] + [f"v{relations[word]}" for word in reversed(down)]
    return " ".join(steps if len(steps) <= MAX_STEPS else [*steps[:2], "..", *steps[-2:]])


def distance(start: int, end: int) -> int:
    """The number of the step, 1 to 21, of how far one word stands from another."""
    return 1 + bisect_right(DISTANCES, abs(end - start)) + (IN_FRONT if end < start else 0)
