"""What became of a quoted passage in a later text of the same source. Pure.

First the words themselves are looked for, then the place that is most like them. How alike two texts are says
little about one digit: "5%" and "6%" differ by one letter in a hundred. So where the place is found, it is
compared word by word, and a number, name, negation or any other word that says something else is a change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from claims.language.spelling import is_respelt

Span = tuple[int, int]


class PassageOutcome(StrEnum):
    """What became of an accepted passage."""

    SAME = "same"
    MOVED = "moved"
    ALTERED = "altered"
    MISSING = "missing"
    UNVERIFIABLE = "unverifiable"
    DEAD = "dead"


# On 147 real articles, passages that were removed scored .545 at the 95th percentile and those of other
# articles .49 at most, so that above this the place is the passage's.
LEAST_LIKENESS_OF_ITS_PLACE = 0.75
# How far, as a share of the passage, the best place may be off at either end before it is fitted.
FITTED_SHARE = 0.3
FITTED_CHARACTERS_AT_MOST = 120

# Each stands for one character, so that offsets hold.
ONE_FOR_ONE = str.maketrans(
    {**dict.fromkeys("‘’‚‛′´`", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)
# Soft hyphens, joiners, and what turns the direction of writing.
INVISIBLE = frozenset(
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
WORDS = re.compile(r"[^\W_]+(?:['.,:/-][^\W_]+)*|[%‰°$€£¥]")
CUT = "\0"
GOES_ON = re.compile(rf"[^\W_]{CUT}[^\W_]|\d[.,]{CUT}\d|\d{CUT}[.,]\d")
# Words that may come and go without a change of what is said.
SMALL_WORDS = frozenset({"a", "an", "the", "that"})
NEGATIONS = frozenset(
    """
    no not never none nor neither nobody nothing nowhere without cannot hardly barely
    nicht kein keine nie ne pas jamais aucun sans sin nunca ningún
    """.split()  # noqa: SIM905 - a list of two dozen strings is harder to read
)


@dataclass(frozen=True)
class Quotation:
    """A passage as it is kept: W3C's TextQuoteSelector."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Whereabouts:
    """What became of a quotation in a text.

    span: where it, or what stands in its place, is found, in code points; None when it is missing.
    likeness: 0 to 1. changes: the words that came in place of others, ("12%", "15%") each; "" for none.
    """

    outcome: PassageOutcome
    span: Span | None = None
    likeness: float = 0.0
    changes: tuple[tuple[str, str], ...] = ()


def find_again(quotation: Quotation, text: str) -> Whereabouts:
    """Say whether the text still holds the quotation: same, moved, altered or missing."""
    wanted, there = _Plain.of(quotation.exact), _Plain.of(text)
    if not wanted.text:
        return Whereabouts(PassageOutcome.MISSING)
    spans = list(_occurrences(wanted.text, there.text))
    if spans:
        return _unchanged(quotation, there, _best_surrounded(quotation, there.text, spans), likeness=1.0)
    return _most_alike(quotation, wanted, there)


def better_of(one: Whereabouts, other: Whereabouts) -> Whereabouts:
    """The one in which more of the quotation is found."""
    return max(one, other, key=lambda found: (-GRAVITY.index(found.outcome), found.likeness))


GRAVITY = tuple(PassageOutcome)  # in the order above: the further down, the less of it is there


def _most_alike(quotation: Quotation, wanted: _Plain, there: _Plain) -> Whereabouts:
    ours, theirs = wanted.text.casefold(), there.text.casefold()
    # Some letters grow when they are folded ("ß"); then offsets would lie, so case is left as it is.
    if len(ours) != len(wanted.text) or len(theirs) != len(there.text):
        ours, theirs = wanted.text, there.text
    aligned = fuzz.partial_ratio_alignment(ours, theirs)
    if aligned is None:
        return Whereabouts(PassageOutcome.MISSING)
    span, likeness = _fitted(ours, theirs, (aligned.dest_start, aligned.dest_end))
    if likeness < LEAST_LIKENESS_OF_ITS_PLACE:
        return Whereabouts(PassageOutcome.MISSING, likeness=likeness)
    changes = tuple(changed_words(wanted.text, there.text[slice(*span)]))
    if changes:
        return Whereabouts(PassageOutcome.ALTERED, there.origin(span), likeness, changes)
    return _unchanged(quotation, there, span, likeness=likeness)


def changed_words(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words that say something else than before, as (before, after) stretches; one of them may be ""."""
    ours, theirs = WORDS.findall(before), WORDS.findall(after)
    matcher = SequenceMatcher(None, [_key(w) for w in ours], [_key(w) for w in theirs], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal" and _says_something_else(ours[a:b], theirs[c:d]):
            yield " ".join(ours[a:b]), " ".join(theirs[c:d])


def _key(word: str) -> str:
    return word.casefold()


def _says_something_else(before: Sequence[str], after: Sequence[str]) -> bool:
    ours, theirs = _weighty(before), _weighty(after)
    if len(ours) != len(theirs):
        return True
    return not all(_same_word(one, other) for one, other in zip(ours, theirs, strict=True))


def _weighty(words: Sequence[str]) -> list[str]:
    return [word for word in words if _key(word) not in SMALL_WORDS]


def _same_word(one: str, other: str) -> bool:
    """The same but for its spelling; a number, a negation or a name is only ever the same as itself."""
    if _key(one) == _key(other):
        return True
    if any(_is_exact(word) for word in (one, other)):
        return False
    return is_respelt(one, other)


def _is_exact(word: str) -> bool:
    has_digit = any(letter.isdigit() for letter in word)
    return has_digit or word[0].isupper() or _key(word) in NEGATIONS or "n't" in _key(word)


def _unchanged(quotation: Quotation, there: _Plain, span: Span, *, likeness: float) -> Whereabouts:
    before, after = _surrounded(quotation, there.text, span)
    knows_neither = not (quotation.prefix.strip() or quotation.suffix.strip())
    stays = before or after or knows_neither
    outcome = PassageOutcome.SAME if stays else PassageOutcome.MOVED
    return Whereabouts(outcome, there.origin(span), likeness)


def _best_surrounded(quotation: Quotation, text: str, spans: Sequence[Span]) -> Span:
    return max(spans, key=lambda span: sum(_surrounded(quotation, text, span)))


def _surrounded(quotation: Quotation, text: str, span: Span) -> tuple[bool, bool]:
    """Whether the words before it, and the words after it, are those that stood there."""
    prefix, suffix = _Plain.of(quotation.prefix).text, _Plain.of(quotation.suffix).text
    before = bool(prefix) and text[: span[0]].rstrip().endswith(prefix.strip())
    after = bool(suffix) and text[span[1] :].lstrip().startswith(suffix.strip())
    return before, after


def _occurrences(wanted: str, text: str) -> Iterator[Span]:
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not _cuts_a_word(text, at) and not _cuts_a_word(text, end):
            yield at, end
        at = text.find(wanted, at + 1)


def _cuts_a_word(text: str, at: int) -> bool:
    """Whether a word or number goes on across this place: "5%" stands neither in "15%" nor in "1.5%"."""
    if not 0 < at < len(text):
        return False
    return bool(GOES_ON.search(text[max(at - 2, 0) : at] + CUT + text[at : at + 2]))


def _fitted(wanted: str, text: str, span: Span) -> tuple[Span, float]:
    """The ends moved to the word boundaries near them between which the text is most like the quotation."""
    reach = min(int(len(wanted) * FITTED_SHARE) + 1, FITTED_CHARACTERS_AT_MOST)
    start, end = span
    start = _best_cut(text, start, reach, lambda cut: fuzz.ratio(wanted, text[cut:end]))
    end = _best_cut(text, end, reach, lambda cut: fuzz.ratio(wanted, text[start:cut]))
    start = _best_cut(text, start, reach, lambda cut: fuzz.ratio(wanted, text[cut:end]))
    found = text[start:end]
    start, end = start + len(found) - len(found.lstrip()), end - len(found) + len(found.rstrip())
    return (start, end), fuzz.ratio(wanted, text[start:end]) / 100


def _best_cut(text: str, near: int, reach: int, likeness: Callable[[int], float]) -> int:
    low, high = max(0, near - reach), min(len(text), near + reach)
    cuts = [cut for cut in range(low, high + 1) if not _cuts_a_word(text, cut)]
    return max(cuts, key=lambda cut: (likeness(cut), -abs(cut - near)), default=near)


@dataclass(frozen=True)
class _Plain:
    """A text with its white space, quotation marks and dashes made alike; `origins`: where each was."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Plain:
        letters: list[str] = []
        origins: list[int] = []
        for at, letter in enumerate(text.translate(ONE_FOR_ONE)):
            if letter in INVISIBLE:
                continue
            if letter.isspace():
                if not letters or letters[-1] == " ":
                    continue
                letter = " "  # noqa: PLW2901
            letters.append(letter)
            origins.append(at)
        if letters and letters[-1] == " ":
            letters.pop(), origins.pop()
        return cls("".join(letters), tuple(origins))

    def origin(self, span: Span) -> Span:
        """The span in the text that this was made from."""
        start, end = span
        return self.origins[start], self.origins[end - 1] + 1
