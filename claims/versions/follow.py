"""Where a claim's words stand in another version of the article, and how sure that is.

An exact match follows by itself: the same words, in a sentence that nobody touched. Everything else is a
proposal for a person, because "taxes fell 3%" inside "it is untrue that taxes fell 3%" is another claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from claims.extraction.cleaning import clean
from claims.extraction.segment import segment
from claims.extraction.types import CONTEXT_CHARACTERS, Span
from claims.versions.folding import Folded, fold

# How much each part of an anchor tells (Hypothesis weighs quote, prefix and suffix 50, 20 and 20).
QUOTE_WEIGHT, CONTEXT_WEIGHT = 0.6, 0.2
# Below the floor the words are gone. On made edits of development articles 98 in 100 edited sentences score
# above it, and 5 in 100 deleted ones find a stranger that does (docs/evaluation.md).
FLOOR = 0.5
# The best place must be this much better than the next, else a person chooses between them.
MARGIN = 0.1
# Places proposed to a person at most.
MAX_PROPOSED = 3
# Changed sentences that are compared closely for one claim: those that share most of its words.
MAX_COMPARED = 40
TOKEN = re.compile(r"\w+")


class Fate(StrEnum):
    """What became of a claim's words in a later version. Moved: with other words on both sides."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    EDITED = "edited"
    DELETED = "deleted"
    AMBIGUOUS = "ambiguous"


# Those that follow by themselves; the others wait for a person.
EXACT = frozenset({Fate.UNCHANGED, Fate.MOVED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim's place in the old text, and its self-contained wording with its speaker, if it has one."""

    start: int
    end: int
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A span of the new text; score: how alike, 0 to 1, where 1 is an exact match."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Followed:
    """places: the one that an exact fate has; else what is proposed, the best first."""

    fate: Fate
    places: tuple[Place, ...] = ()


def follow(old: str, new: str, standings: Sequence[Standing]) -> list[Followed]:
    """One fate for each standing, in order. Offsets are code points."""
    if not standings:
        return []
    walk = _Walk(old, new)
    return [walk.follow(standing) for standing in standings]


class _Walk:
    """Both texts, folded and cut into sentences once for all claims."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.folded = Folded(new)
        self.old_sentences, self.new_sentences = _Sentences(old), _Sentences(new)
        self.lost_words = set(_words(old)) - set(_words(new))
        known = {fold(old[slice(*words)]) for words in self.old_sentences.spans}
        self.changed = [
            number
            for number, words in enumerate(self.new_sentences.spans)
            if fold(new[slice(*words)]) not in known
        ]
        self.sharing: dict[str, list[int]] = {}
        for number in self.changed:
            for word in set(_words(new[slice(*self.new_sentences.spans[number])])):
                self.sharing.setdefault(word, []).append(number)

    def follow(self, standing: Standing) -> Followed:
        quote = fold(self.old[standing.start : standing.end])
        sentence = fold(self.old[slice(*self.old_sentences.around(standing.start, standing.end))])
        exact: list[Span] = []
        touched: list[Span] = []
        for start, end in self.folded.places(quote):
            same = fold(self.new[slice(*self.new_sentences.around(start, end))]) == sentence
            (exact if same and self._means_the_same(standing) else touched).append((start, end))
        if exact:
            return self._exact(standing, exact)
        return self._fuzzy(standing, touched)

    def _exact(self, standing: Standing, places: list[Span]) -> Followed:
        before, after = _context(self.old, standing.start, standing.end)
        contexts = [_context(self.new, *place) for place in places]
        both = [p for p, c in zip(places, contexts, strict=True) if c == (before, after)]
        either = [p for p, c in zip(places, contexts, strict=True) if c[0] == before or c[1] == after]
        for fate, fitting in ((Fate.UNCHANGED, both), (Fate.UNCHANGED, either), (Fate.MOVED, places)):
            if len(fitting) == 1:
                return Followed(fate, (Place(*fitting[0], 1.0),))
        return Followed(Fate.AMBIGUOUS, tuple(Place(*place, 1.0) for place in places[:MAX_PROPOSED]))

    def _means_the_same(self, standing: Standing) -> bool:
        """Whether the words that a claim borrowed from elsewhere, a name in full, are still in the text."""
        return self.lost_words.isdisjoint(_words(standing.wording))

    def _fuzzy(self, standing: Standing, touched: list[Span]) -> Followed:
        scored = [self._scored(standing, place) for place in [*touched, *self._alike(standing)]]
        proposed = tuple(place for place in _apart(scored) if place.score >= FLOOR)[:MAX_PROPOSED]
        if not proposed:
            return Followed(Fate.DELETED)
        if len(proposed) > 1 and proposed[0].score - proposed[1].score < MARGIN:
            return Followed(Fate.AMBIGUOUS, proposed)
        return Followed(Fate.EDITED, proposed)

    def _scored(self, standing: Standing, span: Span) -> Place:
        quote = fold(self.old[standing.start : standing.end]), fold(self.new[slice(*span)])
        old, new = _context(self.old, standing.start, standing.end), _context(self.new, *span)
        score = QUOTE_WEIGHT * fuzz.ratio(*quote) / 100
        score += CONTEXT_WEIGHT * sum(fuzz.ratio(a, b) / 100 for a, b in zip(old, new, strict=True))
        # An exact match is the only one that scores 1.
        return Place(*span, round(min(score, 0.99), 3))

    def _alike(self, standing: Standing) -> Iterator[Span]:
        """The part of each changed sentence that says most of what the quote said."""
        quote = _words(self.old[standing.start : standing.end])
        shared: dict[int, int] = {}
        for word in set(quote):
            for number in self.sharing.get(word, ()):
                shared[number] = shared.get(number, 0) + 1
        length = self.old_sentences.count(standing.start, standing.end)
        is_whole = self.old_sentences.around(standing.start, standing.end) == (standing.start, standing.end)
        for number in sorted(shared, key=lambda n: (-shared[n], n))[:MAX_COMPARED]:
            run = self.new_sentences.run(number, length)
            yield run if is_whole else _best_part(self.new, run, quote)


class _Sentences:
    """A text's sentences, without the white space between them."""

    def __init__(self, text: str) -> None:
        self.spans = [piece.words for piece in segment(clean(text))]
        self._starts = [start for start, _ in self.spans]
        self._ends = [end for _, end in self.spans]

    def around(self, start: int, end: int) -> Span:
        """From the first word of the first sentence that the span touches to the last of the last."""
        touched = self._touched(start, end)
        if not touched:
            return start, end
        return min(start, self.spans[touched[0]][0]), max(end, self.spans[touched[-1]][1])

    def count(self, start: int, end: int) -> int:
        return max(1, len(self._touched(start, end)))

    def run(self, number: int, length: int) -> Span:
        """From the first word of a sentence to the last word of the last of so many sentences."""
        return self.spans[number][0], self.spans[min(number + length, len(self.spans)) - 1][1]

    def _touched(self, start: int, end: int) -> range:
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))


def _words(text: str) -> list[str]:
    return TOKEN.findall(text.lower())


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """The folded text on both sides, CONTEXT_CHARACTERS each."""
    before, after = (
        text[max(0, start - 2 * CONTEXT_CHARACTERS) : start],
        text[end : end + 2 * CONTEXT_CHARACTERS],
    )
    return fold(before)[-CONTEXT_CHARACTERS:].strip(), fold(after)[:CONTEXT_CHARACTERS].strip()


def _best_part(text: str, sentence: Span, quote: Sequence[str]) -> Span:
    """From the first word that the quote has as well to the last, and as many more as the quote has there."""
    tokens = list(TOKEN.finditer(text, *sentence))
    words = [token.group().lower() for token in tokens]
    blocks = SequenceMatcher(None, quote, words, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return sentence
    first = max(0, blocks[0].b - blocks[0].a)
    last_block = blocks[-1]
    missing = len(quote) - (last_block.a + last_block.size)
    last = min(len(tokens), last_block.b + last_block.size + missing) - 1
    return tokens[first].start(), tokens[last].end()


def _apart(places: Sequence[Place]) -> list[Place]:
    """Of places that overlap, the best."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda one: (-one.score, one.start)):
        if all(place.end <= other.start or other.end <= place.start for other in kept):
            kept.append(place)
    return kept
