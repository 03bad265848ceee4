"""Quotations that their own sentence does not attribute: whose are they?"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.quotes import Quotation
from claims.extraction.segment import MIN_TURNS
from claims.extraction.types import Attribution, Span

# A sentence counts as quoted when this share of its letters stands between quotation marks.
MIN_QUOTED_SHARE = 0.85
# A shorter quotation marks a word, not what somebody said.
MIN_QUOTATION_CHARACTERS = 12


# Contents that may begin in front of a source and still hold it: more are not nested in one sentence.
MAX_OVERLAPPING = 12


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """What carrying needs of a sentence: place, paragraph, own attributions, a colon at its end. `lent` are
    those that only say where the words stand: 'Lee said, according to a transcript'.
    """

    span: Span
    paragraph: int
    own: tuple[Attribution, ...]
    introduces: bool = False
    lent: tuple[Attribution, ...] = ()


def quoted_part(span: Span, quotations: Sequence[Quotation]) -> Span | None:
    """The stretch between marks where a whole sentence is quoted; None where it is not."""
    for quotation in quotations:
        for start, end in quotation.parts:
            low, high = max(start, span[0]), min(end, span[1])
            if high - low >= MIN_QUOTED_SHARE * (span[1] - span[0]) > 0:
                return low, high
    return None


def touching(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """Those of the quotations, which stand in order and apart, that reach into the span."""
    low = bisect_right(quotations, span[0], key=lambda q: q.end)
    high = bisect_left(quotations, span[1], key=lambda q: q.start)
    return quotations[low:high]


def quoted_parts(quotations: Sequence[Quotation], span: Span) -> tuple[Span, ...]:
    """What of the span is quoted speech, quoted words and titles left out."""
    parts = (part for q in touching(quotations, span) for part in q.parts)
    return tuple(
        (s, e) for s, e in parts if s < span[1] and span[0] < e and e - s >= MIN_QUOTATION_CHARACTERS
    )


def carry(sentences: Sequence[SpokenSentence], quotations: Sequence[Quotation]) -> dict[int, Attribution]:
    """Attribution of every wholly quoted sentence that names no speaker itself, by its index.

    The speaker is found in what stands before it in the paragraph, then behind it, then in the paragraph
    before; else the source is None: somebody speaks, the article does not say who.
    """
    found: dict[int, Attribution] = {}
    for index, sentence in enumerate(sentences):
        quoted = quoted_part(sentence.span, touching(quotations, sentence.span))
        if quoted is None:
            introduced = _introduced(index, sentences)
            if introduced is not None and not any(a.source for a in sentence.own):
                found[index] = Attribution(introduced.source, introduced.cue, (sentence.span,))
            continue
        if any(_speaks_from_outside(a, quoted) for a in sentence.own):
            continue
        giver = _giver(index, sentences, found, quotations)
        source, cue = (giver.source, giver.cue) if giver else (None, None)
        found[index] = Attribution(source, cue, (quoted,))
    return found


def _introduced(index: int, sentences: Sequence[SpokenSentence]) -> Attribution | None:
    """Who speaks in a paragraph after "In a statement the church denied this:", marks or no marks."""
    first = index
    while first > 0 and sentences[first - 1].paragraph == sentences[index].paragraph:
        first -= 1
    opener = sentences[first - 1] if first else None
    if opener is None or not opener.introduces or sentences[index].paragraph != opener.paragraph + 1:
        return None
    return next((a for a in opener.own if a.source), None)


def _speaks_from_outside(attribution: Attribution, quoted: Span) -> bool:
    """Whether the sentence itself says who speaks, outside the quotation marks."""
    source = attribution.source or attribution.cue
    return source is not None and not (quoted[0] <= source[0] and source[1] <= quoted[1])


def complete(
    own: tuple[Attribution, ...], span: Span, quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """The sentence's attributions, the widest one with every whole quotation that no other content holds."""
    outer = [a for a in own if a.source and not _quoted_source(a, quotations)]
    if not outer:
        return own
    widest = max(outer, key=lambda a: sum(e - s for s, e in a.content))
    content = list(widest.content)
    for start, end in _parts_within(span, quotations):
        if end - start >= MIN_QUOTATION_CHARACTERS and not _inside_other(start, end, own, widest):
            content = _united(content, (start, end))
    return tuple(Attribution(a.source, a.cue, tuple(content)) if a is widest else a for a in own)


def _quoted_source(attribution: Attribution, quotations: Sequence[Quotation]) -> bool:
    source = attribution.source
    return source is not None and any(s < source[0] and source[1] < e for q in quotations for s, e in q.parts)


def _parts_within(span: Span, quotations: Sequence[Quotation]) -> list[Span]:
    found = [(max(s, span[0]), min(e, span[1])) for q in quotations for s, e in q.parts]
    return [(s, e) for s, e in found if s < e]


def _inside_other(start: int, end: int, own: tuple[Attribution, ...], widest: Attribution) -> bool:
    return any(s <= start and end <= e for a in own if a is not widest for s, e in a.content)


def _united(content: list[Span], part: Span) -> list[Span]:
    """The spans with one more; those it touches are swallowed."""
    touching = [c for c in content if c[0] < part[1] and part[0] < c[1]]
    start = min([part[0], *(c[0] for c in touching)])
    end = max([part[1], *(c[1] for c in touching)])
    return sorted([*(c for c in content if c not in touching), (start, end)])


def _giver(
    index: int,
    sentences: Sequence[SpokenSentence],
    found: dict[int, Attribution],
    quotations: Sequence[Quotation],
) -> Attribution | None:
    here = sentences[index]
    before = _last_spoken(index - 1, sentences, found, quotations, paragraph=here.paragraph)
    if before is not None:
        return before
    after = _next_spoken(index + 1, sentences, quotations, paragraph=here.paragraph)
    if after is not None:
        return after
    return _last_spoken(index - 1, sentences, found, quotations, paragraph=here.paragraph - 1)


def _from_outside(sentence: SpokenSentence, quotations: Sequence[Quotation]) -> list[Attribution]:
    """Those whose speaker the article names in its own words."""
    near = touching(quotations, sentence.span)
    voices = [a for a in sentence.own if a not in sentence.lent]
    return [a for a in outermost(voices or sentence.own) if a.source and not _quoted_source(a, near)]


def _last_spoken(
    index: int,
    sentences: Sequence[SpokenSentence],
    found: dict[int, Attribution],
    quotations: Sequence[Quotation],
    *,
    paragraph: int,
) -> Attribution | None:
    while index >= 0 and sentences[index].paragraph == paragraph:
        spoken = _from_outside(sentences[index], quotations)
        if index in found:
            return found[index]
        if spoken:
            return spoken[0]
        if paragraph != sentences[min(index + 1, len(sentences) - 1)].paragraph:
            return None
        index -= 1
    return None


def _next_spoken(
    index: int, sentences: Sequence[SpokenSentence], quotations: Sequence[Quotation], *, paragraph: int
) -> Attribution | None:
    while index < len(sentences) and sentences[index].paragraph == paragraph:
        spoken = _from_outside(sentences[index], quotations)
        if spoken:
            return spoken[0]
        index += 1
    return None


def join(attributions: Sequence[Attribution]) -> list[Attribution]:
    """One attribution for all that one cue hands over, be it in several sentences."""
    found: dict[tuple[Span | None, Span | None] | int, Attribution] = {}
    for number, one in enumerate(attributions):
        key = (one.source, one.cue) if one.source and one.cue else number
        earlier = found.get(key)
        content = (*earlier.content, *one.content) if earlier else one.content
        found[key] = Attribution(one.source, one.cue, tuple(sorted(set(content))))
    return list(found.values())


def outermost(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Without those whose speaker is named in what another one says: "Lee said that Roe denied it" is
    Lee's.
    """
    places = sorted((start, end, number) for number, a in enumerate(attributions) for start, end in a.content)
    return [a for number, a in enumerate(attributions) if not _is_told(a, number, places)]


def _is_told(attribution: Attribution, number: int, places: Sequence[tuple[int, int, int]]) -> bool:
    """Whether another one's content, of those in order of their places, holds the source."""
    if attribution.source is None:
        return False
    start, end = attribution.source
    last = bisect_right(places, start, key=lambda p: p[0])
    return any(
        end <= stop and other != number for _, stop, other in places[max(0, last - MAX_OVERLAPPING) : last]
    )


def turns(sentences: Sequence[SpokenSentence], labels: Sequence[Span | None]) -> dict[int, Attribution]:
    """What follows a speaker's label in a transcript, up to the next label, by index of the sentence.

    One label alone is a heading with a colon, not a transcript.
    """
    if sum(label is not None for label in labels) < MIN_TURNS:
        return {}
    found: dict[int, Attribution] = {}
    current: Span | None = None
    for index, sentence in enumerate(sentences):
        label = labels[index]
        if label is not None:
            current = (label[0], label[1] - 1)
        elif current is not None:
            found[index] = Attribution(current, (current[1], current[1] + 1), (sentence.span,))
    return found
