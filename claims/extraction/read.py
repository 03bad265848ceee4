"""A block of parsed sentences to claims: attribution first, then names, then decomposition."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from claims.extraction import compose, furniture
from claims.extraction.anchors import place, places
from claims.extraction.attribution.carried import (
    SpokenSentence,
    carry,
    complete,
    join,
    outermost,
    quoted_parts,
    touching,
    turns,
)
from claims.extraction.attribution.letters import letters, signatures
from claims.extraction.attribution.reported import Reported, find_introduced, find_reported
from claims.extraction.attribution.surveys import figures
from claims.extraction.decompose.context import Sentence
from claims.extraction.described import Described
from claims.extraction.mentions import Mention
from claims.extraction.names import Names
from claims.extraction.pronouns import SPEAKER_FORMS, wanted_by
from claims.extraction.quotes import Quotation
from claims.extraction.resolve import resolve
from claims.extraction.rewording import Resolved
from claims.extraction.score import score
from claims.extraction.segment import Piece
from claims.extraction.speakers import source_name
from claims.extraction.tree import QUOTE_MARKS
from claims.extraction.types import Attribution, ExtractedClaim, ExtractedSentence, Span

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

# Who tells an article in the first person, and from how many sentences on that is seen.
AUTHOR = "the author"
MIN_FIRST_PERSON = 2


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its parse, or with the reason why it was set aside unparsed."""

    piece: Piece
    doc: "Doc | None"
    set_aside: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """What a block of sentences gave; `mentions` go on to the next block."""

    claims: list[ExtractedClaim]
    attributions: list[Attribution]
    sentences: list[ExtractedSentence]
    mentions: list[list[Mention]]


def read_block(
    text: str,
    parsed: Sequence[Parsed],
    *,
    quotations: Sequence[Quotation],
    names: Names,
    described: Described,
    mentions: list[list[Mention]],
    published: date | None,
    first: int,
) -> Block:
    """Claims of a block whose first sentence has the number `first` in the article."""
    pieces = [p.piece for p in parsed]
    signed = signatures(text, pieces)
    parsed = [
        replace(p, doc=None, set_aside=furniture.BYLINE) if n in signed else p for n, p in enumerate(parsed)
    ]
    sentences = [_attributed(p) for p in parsed]
    near = _near(quotations, parsed)
    spoken = [_spoken(text, p, s, near) for p, s in zip(parsed, sentences, strict=True)]
    labels = [_label(text, p) for p in parsed]
    asked = figures(sentences, spoken)
    carried = letters(text, pieces) | asked | carry(spoken, near) | turns(spoken, labels)
    carried = {index: found for index, found in carried.items() if labels[index] is None}
    author = _author(sentences, spoken, near, frozenset(carried)) if not any(labels) else None
    block = Block([], [], [], list(mentions[-4:]))
    speakers: dict[Span, str] = {}
    for index, (one, sentence) in enumerate(zip(parsed, sentences, strict=True)):
        voice = carried.get(index)
        polled = voice is not None and voice is asked.get(index)
        block.attributions.extend(spoken[index].own + ((voice,) if voice and not polled else ()))
        if one.doc is None or sentence is None:
            block.sentences.append(ExtractedSentence(one.piece.start, one.piece.end, 0.0, one.set_aside))
            block.mentions.append([])
            continue
        name = _voice_name(text, voice, speakers, names)
        known = partial(resolve, names=names, described=described, before=block.mentions)
        if voice is not None and name is not None and wanted_by(name.lower()) == "person":
            name = _named_ahead(voice, parsed[index + 1 :], sentences[index + 1 :], known) or name
        speaker = None if polled else name  # A poll is no "I".
        own = author if not _speaks_inside(sentence, one.piece.words, near) else None
        resolved, met = _resolve(sentence, speaker, own, partial(known, place=one.piece.words[0]))
        block.mentions.append(met)
        is_spoken = voice is not None and not polled
        told = replace(sentence, unresolved=frozenset(resolved.open), is_spoken=is_spoken)
        _remember(speakers, sentence, resolved, one.piece.words[0])
        read = compose.ReadSentence(
            text,
            one.piece.words[0],
            told,
            resolved,
            voice,
            name,
            published,
            first + index,
            quoted_parts(near, one.piece.words),
            polled,
        )
        _tell(block, one, read)
    block.attributions[:] = outermost([a for a in join(block.attributions) if a.content])
    return block


def _label(text: str, one: Parsed) -> Span | None:
    """A speaker's name and its colon, in a transcript; a mark that opens what is said is left out."""
    start, end = one.piece.words
    if one.set_aside != furniture.SPEAKER:
        return None
    return (start + 1, end) if text[start] in QUOTE_MARKS else (start, end)


def _voice_name(text: str, voice: Attribution | None, speakers: dict[Span, str], names: Names) -> str | None:
    if voice is None or voice.source is None:
        return None
    label = text[voice.source[0] : voice.source[1]].strip()
    last = label.split()[-1] if label.split() else ""
    return speakers.get(voice.source) or names.full(last) or label


def _named_ahead(
    voice: Attribution,
    parsed: Sequence[Parsed],
    sentences: Sequence[Sentence | None],
    read: Callable[..., tuple[Resolved, list[Mention]]],
) -> str | None:
    """Whom the "she said" behind several quoted sentences means; None where it stands before them."""
    for one, sentence in zip(parsed, sentences, strict=True):
        start, end = one.piece.words
        if sentence is None or voice.source is None or not start <= voice.source[0] < end:
            continue
        resolved, _ = read(sentence, speaker=None, place=start)
        told = [r for r in sentence.reports if _source_place(sentence.doc, r, start) == voice.source]
        return source_name(sentence, resolved, told[0]) if told else None
    return None


def _near(quotations: Sequence[Quotation], parsed: Sequence[Parsed]) -> list[Quotation]:
    low, high = parsed[0].piece.start, parsed[-1].piece.end
    return [q for q in quotations if q.end > low and q.start < high]


def _attributed(one: Parsed) -> Sentence | None:
    return None if one.doc is None else Sentence(one.doc, tuple(find_reported(one.doc)))


def _spoken(
    text: str, one: Parsed, sentence: Sentence | None, quotations: Sequence[Quotation]
) -> SpokenSentence:
    own: tuple[Attribution, ...] = ()
    if sentence is not None:
        own = tuple(_attribution(sentence.doc, r, one.piece.words[0]) for r in sentence.reports)
        own = complete(own, one.piece.words, touching(quotations, one.piece.words))
    introduces = one.doc is not None and one.doc.text.rstrip().endswith(":")
    if introduces and sentence is not None and not any(a.source for a in own):
        own = (
            *own,
            *(_attribution(sentence.doc, r, one.piece.words[0]) for r in find_introduced(sentence.doc)),
        )
    lent = tuple(a for a in own if a.cue and text[slice(*a.cue)].lower().startswith("according"))
    return SpokenSentence(one.piece.words, one.piece.paragraph, own, introduces, lent)


def _attribution(doc: "Doc", report: Reported, offset: int) -> Attribution:
    return Attribution(
        _source_place(doc, report, offset),
        place(doc, report.cue, offset) if report.cue else None,
        places(doc, report.content, offset),
    )


def _source_place(doc: "Doc", report: Reported, offset: int) -> Span | None:
    if report.relative is not None:
        return place(doc, [report.relative], offset)
    return place(doc, report.source, offset) if report.source else None


def _author(
    sentences: Sequence[Sentence | None],
    spoken: Sequence[SpokenSentence],
    near: Sequence[Quotation],
    carried: frozenset[int],
) -> str | None:
    """What the "I" of an article that tells in the first person is called; None for any other article."""
    told = [
        index not in carried
        and one is not None
        and _first_person(one) is not None
        and _teller(one) is None
        and not _speaks_inside(one, said.span, near)
        for index, (one, said) in enumerate(zip(sentences, spoken, strict=True))
    ]
    return AUTHOR if sum(told) >= MIN_FIRST_PERSON else None


def _speaks_inside(sentence: Sentence, span: Span, near: Sequence[Quotation]) -> bool:
    """Whether an "I" of the sentence is quoted."""
    parts = [part for q in touching(near, span) for part in q.parts]
    firsts = [span[0] + t.idx for t in sentence.doc if t.lower_ in SPEAKER_FORMS]
    return any(start <= at < end for at in firsts for start, end in parts)


def _resolve(
    sentence: Sentence,
    carried: str | None,
    author: str | None,
    read: Callable[..., tuple[Resolved, list[Mention]]],
) -> tuple[Resolved, list[Mention]]:
    """Resolve once without a speaker, then again when the sentence's own report names one for its "I", or
    the article's author is it.
    """
    resolved, met = read(sentence, speaker=carried, spoken=carried is not None)
    teller = _teller(sentence)
    if carried is None and teller is not None:
        return read(sentence, speaker=source_name(sentence, resolved, teller))
    if carried is None and author is not None and _first_person(sentence) is not None:
        return read(sentence, speaker=author)
    return resolved, met


def _first_person(sentence: Sentence) -> "Token | None":
    return next((t for t in sentence.doc if t.lower_ in {"i", "my", "me"}), None)


def _teller(sentence: Sentence) -> Reported | None:
    """Who the "I" of the sentence is: the source of the widest content that it stands in."""
    first = _first_person(sentence)
    if first is None:
        return None
    around = [r for r in sentence.reports if first.i in r.content and r.source and first.i not in r.source]
    named = [r for r in around if sentence.doc[r.source[-1]].lower_ not in {"i", "we"}]
    return max(named, key=lambda r: len(r.content), default=None)


def _remember(speakers: dict[Span, str], sentence: Sentence, resolved: Resolved, offset: int) -> None:
    introduced = find_introduced(sentence.doc) if sentence.doc.text.rstrip().endswith(":") else ()
    for report in (*sentence.reports, *introduced):
        where = _source_place(sentence.doc, report, offset)
        if where is not None:
            speakers[where] = source_name(sentence, resolved, report)


def _tell(block: Block, one: Parsed, read: compose.ReadSentence) -> None:
    piece = one.piece
    words = read.sentence.doc.text
    reason = furniture.by_grammar(read.sentence.doc) or furniture.introduction(words)
    reason = reason or furniture.headline(words)
    claims: list[ExtractedClaim] = []
    if reason is None:
        claims, reason = compose.claims_of(read)
    best = max((c.checkworthiness for c in claims), default=None)
    best = score(words).checkworthiness if best is None else best
    block.claims.extend(claims)
    block.sentences.append(ExtractedSentence(piece.start, piece.end, best, reason))
