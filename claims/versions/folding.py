"""A text as it is compared with another version of itself: white space and kinds of quotation marks apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from claims.extraction.types import Span

WORD = re.compile(r"\S+")
# One character for one, so that a place within a word stays where it is.
_PLAIN = str.maketrans("“”„‟«»‘’‚‛ʼ′‐‑", "\"\"\"\"\"\"''''''--")
# More places than this say nothing about which of them is meant.
MAX_PLACES = 50


def fold(text: str) -> str:
    """The text with one space between words and plain quotation marks, apostrophes and hyphens."""
    return " ".join(text.translate(_PLAIN).split())


class Folded:
    """A folded text that knows where each of its characters stands in the original."""

    def __init__(self, text: str) -> None:
        words = list(WORD.finditer(text.translate(_PLAIN)))
        self.text = " ".join(word.group() for word in words)
        self._originals = [word.start() for word in words]
        self._starts: list[int] = []
        at = 0
        for word in words:
            self._starts.append(at)
            at += len(word.group()) + 1

    def places(self, words: str) -> Iterator[Span]:
        """Spans of the original that have these folded words, whole words only; MAX_PLACES at most."""
        at, found = self.text.find(words), 0
        while words and at >= 0 and found < MAX_PLACES:
            if self._stands_alone(at, at + len(words)):
                found += 1
                yield self._original(at), self._original(at + len(words) - 1) + 1
            at = self.text.find(words, at + 1)

    def _stands_alone(self, start: int, end: int) -> bool:
        cut_before = start > 0 and self.text[start - 1].isalnum() and self.text[start].isalnum()
        cut_after = end < len(self.text) and self.text[end - 1].isalnum() and self.text[end].isalnum()
        return not (cut_before or cut_after)

    def _original(self, at: int) -> int:
        word = bisect_right(self._starts, at) - 1
        return self._originals[word] + at - self._starts[word]
