"""How much of one text is in another, word for word: by the runs of words that they share. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Words in a shingle: long enough that two reports of one event, each in its own words, share next to none.
SHINGLE_WORDS = 5
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """Every run of five words, lower case and without punctuation; a shorter text is one run."""
    words = _WORD.findall(text.lower())
    return frozenset(" ".join(run) for run in _runs(words))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Of the shorter text's shingles, the share that the longer has too, 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _runs(words: Sequence[str]) -> Iterable[Sequence[str]]:
    if not words:
        return []
    return [words[i : i + SHINGLE_WORDS] for i in range(max(1, len(words) - SHINGLE_WORDS + 1))]
