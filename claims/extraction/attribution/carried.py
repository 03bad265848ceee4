"""Quotations that their own sentence does not attribute: whose are they?"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.quotes import Quotation
from claims.extraction.types import Attribution, Span

# A sentence counts as quoted when this share of its letters stands between quotation marks.
MIN_QUOTED_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """What carrying needs of a sentence: where it is, its paragraph, and what its own words attribute."""

    span: Span
    paragraph: int
    own: tuple[Attribution, ...]
    introduces: Attribution | None = None


def quoted_part(span: Span, quotations: Sequence[Quotation]) -> Span | None:
    """The stretch between marks where a whole sentence is quoted; None where it is not."""
    for quotation in quotations:
        for start, end in quotation.parts:
            low, high = max(start, span[0]), min(end, span[1])
            if high - low >= MIN_QUOTED_SHARE * (span[1] - span[0]) > 0:
                return low, high
    return None


def carry(sentences: Sequence[SpokenSentence], quotations: Sequence[Quotation]) -> dict[int, Attribution]:
    """Attribution of every wholly quoted sentence that names no speaker itself, by its index.

    The speaker is found in the same quotation, then in what stands before it in the paragraph, then behind it,
    then in the paragraph before; else the source is None: somebody speaks, the article does not say who.
    """
    found: dict[int, Attribution] = {}
    for index, sentence in enumerate(sentences):
        if any(_covers(a, sentence.span) for a in sentence.own):
            continue
        quoted = quoted_part(sentence.span, quotations)
        if quoted is None:
            continue
        giver = _giver(index, sentences, found)
        source, cue = (giver.source, giver.cue) if giver else (None, None)
        found[index] = Attribution(source, cue, (quoted,))
    return found


def _covers(attribution: Attribution, span: Span) -> bool:
    covered = sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in attribution.content)
    return covered >= (span[1] - span[0]) // 2 or attribution.source is not None


def _giver(
    index: int, sentences: Sequence[SpokenSentence], found: dict[int, Attribution]
) -> Attribution | None:
    here = sentences[index]
    before = _last_spoken(index - 1, sentences, found, paragraph=here.paragraph)
    if before is not None:
        return before
    after = _next_spoken(index + 1, sentences, paragraph=here.paragraph)
    if after is not None:
        return after
    return _last_spoken(index - 1, sentences, found, paragraph=here.paragraph - 1)


def _last_spoken(
    index: int, sentences: Sequence[SpokenSentence], found: dict[int, Attribution], *, paragraph: int
) -> Attribution | None:
    while index >= 0 and sentences[index].paragraph == paragraph:
        spoken = [a for a in sentences[index].own if a.source]
        if spoken:
            return spoken[0]
        if index in found:
            return found[index]
        if paragraph != sentences[min(index + 1, len(sentences) - 1)].paragraph:
            return None
        index -= 1
    return None


def _next_spoken(index: int, sentences: Sequence[SpokenSentence], *, paragraph: int) -> Attribution | None:
    while index < len(sentences) and sentences[index].paragraph == paragraph:
        spoken = [a for a in sentences[index].own if a.source]
        if spoken:
            return spoken[0]
        index += 1
    return None
