"""The walk: an article's text in, its claims out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Protocol

from claims.extraction import furniture
from claims.extraction.cleaning import clean
from claims.extraction.described import Described
from claims.extraction.language import guess_language
from claims.extraction.mentions import Mention
from claims.extraction.names import Names
from claims.extraction.parser import parse
from claims.extraction.quotes import find_quotations
from claims.extraction.read import Parsed, read_block
from claims.extraction.segment import Piece, segment
from claims.extraction.types import Attribution, ExtractedClaim, ExtractedSentence, Extraction, Span

# Sentences parsed, resolved and released together: an article fits, a book streams.
BLOCK_SENTENCES = 256
NO_WORDS = "The text has no words, so there are no claims. Check that the right file or page was given."
OTHER_LANGUAGE = (
    "Claims are found in English only: the text in “{language}” was split into sentences, "
    "none of them was taken apart."
)


def find_claims(
    text: str, *, title: str | None = None, published: date | None = None, language: str | None = None
) -> Extraction:
    """The claims, attributions and sentences of a text.

    `published` is what relative dates count from; without it they stay in words. Without `language` the text
    is looked at; one that no reader is for (READERS) yields sentences and a notice. Any string is accepted;
    an empty one has no claims.
    """
    view = clean(text)
    pieces = segment(view)
    spoken = _language(view, language)
    if not view.strip():
        return Extraction(spoken, (), (), _aside(pieces, furniture.EMPTY), (NO_WORDS,))
    reader = READERS.get(_primary(spoken))
    if reader is None:
        notice = OTHER_LANGUAGE.format(language=spoken)
        return Extraction(spoken, (), (), _aside(pieces, "language not read"), (notice,))
    return reader(text, view, pieces, title=title, published=published, language=spoken)


def _language(view: str, declared: str | None) -> str:
    """What a page declares, unless the text is plainly English where it says another, or the reverse."""
    guessed = guess_language(view)
    if declared is None:
        return guessed or "en"
    differs = guessed is not None and (guessed in READERS) != (_primary(declared) in READERS)
    return guessed if guessed is not None and differs else declared.lower()


def _primary(language: str) -> str:
    """The primary subtag of a language tag (BCP 47): en of en-GB."""
    return re.split("[-_]", language.lower())[0]


class Reader(Protocol):
    """Finds the claims of a text in one language. view: the text cleaned, character for character."""

    def __call__(
        self,
        text: str,
        view: str,
        pieces: list[Piece],
        *,
        title: str | None,
        published: date | None,
        language: str,
    ) -> Extraction: ...


def _aside(pieces: Sequence[Piece], reason: str) -> tuple[ExtractedSentence, ...]:
    return tuple(ExtractedSentence(p.start, p.end, 0.0, reason) for p in pieces)


def _read_english(
    text: str, view: str, pieces: list[Piece], *, title: str | None, published: date | None, language: str
) -> Extraction:
    names, described = Names(), Described()
    seen: set[str] = set()
    claims: list[ExtractedClaim] = []
    attributions: list[Attribution] = []
    sentences: list[ExtractedSentence] = []
    quotations = find_quotations(view, _paragraphs(pieces))
    mentions: list[list[Mention]] = []
    for block in _blocks(pieces):
        parsed = list(_parse_block(text, view, block, title, seen))
        for one in parsed:
            if one.doc is not None:
                names.learn(one.doc)
                if furniture.by_grammar(one.doc) is None:
                    names.things.learn(one.doc, one.piece.words[0])
        for one in parsed:
            if one.doc is not None:
                names.mark(one.doc)
                described.learn(one.doc, names, one.piece.words[0])
        names.learn_genders(one.doc for one in parsed)
        read = read_block(
            text,
            parsed,
            quotations=quotations,
            names=names,
            described=described,
            mentions=mentions,
            published=published,
            first=len(sentences),
        )
        claims.extend(read.claims)
        attributions.extend(read.attributions)
        sentences.extend(read.sentences)
        mentions = read.mentions
    return Extraction(language, tuple(_without_repeats(claims)), tuple(attributions), tuple(sentences), ())


def _without_repeats(claims: Sequence[ExtractedClaim]) -> Iterator[ExtractedClaim]:
    """Each office once, at its first mention, where its later sentence tells something else as well."""
    told: set[tuple[str, str | None]] = set()
    offices = Counter(c.group for c in claims if c.kind == "role")
    others = Counter(c.group for c in claims) - offices
    for claim in claims:
        key = (claim.text.lower(), claim.speaker.name if claim.speaker else None)
        if claim.kind == "role" and key in told and others[claim.group]:
            continue
        told.add(key)
        yield claim


def _paragraphs(pieces: Sequence[Piece]) -> list[Span]:
    found: dict[int, Span] = {}
    for piece in pieces:
        start, _ = found.get(piece.paragraph, (piece.words[0], 0))
        found[piece.paragraph] = (start, piece.words[1])
    return list(found.values())


def _blocks(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    waiting = iter(pieces)
    while block := list(islice(waiting, BLOCK_SENTENCES)):
        yield block


def _parse_block(
    text: str, view: str, block: list[Piece], title: str | None, seen: set[str]
) -> Iterator[Parsed]:
    reasons = [_set_aside(view, block, i, title, seen) for i in range(len(block))]
    docs = parse(
        view[p.words[0] : p.words[1]].replace("\n", " ")
        for p, reason in zip(block, reasons, strict=True)
        if reason is None
    )
    for piece, reason in zip(block, reasons, strict=True):
        if reason is not None:
            yield Parsed(piece, None, reason)
            continue
        doc = next(docs)
        doc.article = text[piece.words[0] : piece.words[1]].replace("\n", " ")
        yield Parsed(piece, doc, None)


def _set_aside(view: str, block: list[Piece], index: int, title: str | None, seen: set[str]) -> str | None:
    piece = block[index]
    words = view[piece.words[0] : piece.words[1]]
    if title and words.strip() == clean(title).strip():
        return furniture.HEADING
    starts = index == 0 or block[index - 1].paragraph != piece.paragraph
    ends = index + 1 == len(block) or block[index + 1].paragraph != piece.paragraph
    reason = furniture.by_wording(words, starts_paragraph=starts, ends_paragraph=ends)
    if reason is None and words in seen:
        return furniture.REPEATED
    seen.add(words)
    return reason


# One for each language whose claims are found, by its primary subtag; other texts are cut into sentences.
READERS: dict[str, Reader] = {"en": _read_english, "eng": _read_english}
