"""Text to sentences: contiguous spans that together cover it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.extraction.offices import ABBREVIATION
from claims.extraction.types import Span

if TYPE_CHECKING:
    from yasbd import BoundaryDetector

# Longer than any sentence a person wrote; the cut keeps the parser's time linear on run-on input.
MAX_SENTENCE_CHARACTERS = 1_000
# The boundary rules read a paragraph at once: a longer one is fed in pieces.
MAX_PARAGRAPH_CHARACTERS = 4_000
# A line at least this long that stops in mid-sentence was wrapped by a program, not ended by a person.
MIN_WRAPPED_LINE_CHARACTERS = 55

# A remark in brackets is part of its sentence; a bracket open for longer than this was never closed.
MAX_BRACKETED_CHARACTERS = 200

# One quotation ends its sentence, the next begins.
_BETWEEN_QUOTATIONS = re.compile(r"[.!?…](?:[”\"»]|'')\s+(?=[“«„]|'')")
# A quotation ends with its sentence, and the article goes on: 'called it "a dead end." Then he left.'
_AFTER_QUOTATION = re.compile(r"[.…](?:[”\"]|'')\s+(?=['(]?[A-Z])")
# So it does behind "!" and "?", unless it says next who spoke.
_AFTER_CALL = re.compile(
    r"[!?](?:[”\"]|'')\s+(?=[A-Z])"
    r"(?!(?!(?:A|An|The|He|She|They|It|But|And)\b)(?:[\w.,'’-]+ ){1,12}"
    r"(?:said|says|asked|shouted|yelled|cried|called|chanted|wrote|told|replied|added|tweeted|joked|quipped"
    r"|exclaimed|wondered|declared|responded|answered|demanded|screamed)\b)"
)
# A colon introduces what fills the rest of the sentence: 'It did not surprise Lee: "Most lakes freeze late."'
_QUOTED_SENTENCE = re.compile(r":\s+(?=[“\"][A-Z'][^”\"]*(?:[.!?…][”\"](?:\s|$)|$))")
# "the U.S. Supreme Court": what follows belongs to the country or body before it.
_BODY_OF_A_STATE = re.compile(
    r"\b(?:U\.S|U\.K|U\.N|E\.U|D\.C)\.\s+(?=(?:Africa|Agency|Air|Ambassador|Appeals|Army|Attorney|Border|Bureau|Capitol|Census"
    r"|Centers|Central|Chamber|Circuit|Citizenship|Climate|Coast|Commerce|Commission|Congress|Constitution"
    r"|Consulate|Court|Customs|Department|District|Embassy|Energy|Environmental|Federal|Fish|Food|Forest|General"
    r"|Geological|Global|Government|Health|High|House|Human|Immigration|Indo-Pacific|Interior|Justice|Marines?|Marshals?|National"
    r"|Navy|Office|Olympic|Open|Patent|Postal|President|Prime|Refugee|Rep|Representatives?|Secretary|Secret|Space|Strategic"
    r"|Securities|Security|Sen|Senate|Senators?|Soccer|Special|State|Steel|Supreme|Trade|Treasury|Under|Vice"
    r"|Women)\b)"
)
# "Sens. Ann Lee and Tom Roe": offices end no sentence.
_OFFICES = re.compile(rf"{ABBREVIATION.pattern}\s+(?=[A-Z])")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = rf"(?:(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)"
_REGION = r"(?:, [A-Z][\w.'-]+(?: (?:(?:of|and) )?(?:the )?[A-Z][\w.'-]+){0,4})"
# An agency, or the date once more; not a party and its state: "(R-Ohio)".
_AGENCY = r"(?: ?\((?:(?![A-Z]-[A-Z])[A-Z][^()\n]{1,39}|dpa|epa)\))"
_DASH = r" ?(?:—|–|--|(?<= )_(?= )) ?"
# "LONDON, March 4 (Reuters) — " in front of a story's first sentence.
_DATELINE = re.compile(
    rf"[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+){{0,3}}{_REGION}{{0,2}}(?:,? {_DATE})?{_AGENCY}?{_DASH}(?=\w)"
    rf"|[A-Z]{{3,}}(?: [A-Z]{{2,}}){{0,2}}{_REGION}{{0,2}}(?:,? {_DATE})?{_AGENCY}? - (?=[A-Z])"
    rf"|[A-Z]\w+(?: [A-Z]\w+){{0,2}}{_REGION}{{0,2}}(?:,? {_DATE}{_AGENCY}?|{_AGENCY})(?:{_DASH}| - )"
    r"(?=[\"“]?[A-Z])"
    rf"|[A-Z]\w+(?: [A-Z]\w+)?{_REGION}{{1,2}} (?:—|–|--?) (?=[A-Z])"
    r"|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?[A-Z][a-z]{2,8} \d{1,2},? \d{4} (?=[A-Z])"
)
# "BANGKOK: " or "WARNING: " where a story begins that is no transcript.
_LABEL = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,}){0,2}: +(?=[\"“]?[A-Z])")
# "14:20 " in front of an entry of a live report.
ENTRY_TIME = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{3,4})?(?: ?[:–—-])?"
_ENTRY = re.compile(rf"{ENTRY_TIME} +(?=[\"“]?[A-Z])")
# Labels that make a transcript; fewer are headings with a colon.
MIN_TURNS = 3
# Where labels stand further apart on average, they are headings with a colon as well.
MAX_PARAGRAPHS_A_TURN = 8
# "MR. PENCE: " or "Anna Lee: " in front of what somebody said in a transcript.
SPEAKER_LABEL = re.compile(
    r"[\"“]?"
    r"(?:[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+){0,3} ?(?:\([A-Z]{1,4}\) ?)?"
    r"|(?:[A-Z][a-z.'-]+ ){0,2}[A-Z][a-z'-]+): +(?=\S+ \S)"
)
_LINE = re.compile(r"[^\n]*\n?")
_MAY_END = re.compile(r"[.!?…]\W*\s")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence's span (with the white space after it), its words' span, and its paragraph's number."""

    start: int
    end: int
    words: Span
    paragraph: int


def segment(view: str) -> list[Piece]:
    """Sentences of a cleaned text; empty for an empty text.

    Lines end paragraphs, except where a long line breaks off in mid-sentence. Boundaries are yasbd's, with
    an opening quotation mark moved to the sentence that it opens.
    """
    paragraphs = list(_paragraphs(view))
    labels = sum(SPEAKER_LABEL.match(view, *p) is not None for p in paragraphs)
    spoken = labels >= max(MIN_TURNS, len(paragraphs) / MAX_PARAGRAPHS_A_TURN)
    opening = _opening(view, paragraphs)
    spans = [
        (_words(view, left, right), number)
        for number, (start, end) in enumerate(paragraphs)
        for left, right in _sentences(view, start, end, spoken=spoken, opens=number == opening)
    ]
    if not spans:
        return [Piece(0, len(view), (0, 0), 0)] if view else []
    starts = [0, *(words[0] for words, _ in spans[1:]), len(view)]
    return [
        Piece(start, end, words, number)
        for start, end, (words, number) in zip(starts, starts[1:], spans, strict=False)
    ]


def _opening(view: str, paragraphs: list[Span]) -> int | None:
    """The number of the first paragraph that ends as a sentence does."""
    return next((n for n, (a, b) in enumerate(paragraphs) if _ENDS_SENTENCE.search(view, a, b)), None)


def _words(view: str, start: int, end: int) -> Span:
    inside = view[start:end]
    left = len(inside) - len(inside.lstrip())
    return start + left, start + left + len(inside.strip())


def _paragraphs(view: str) -> Iterator[Span]:
    """Spans of the paragraphs that have words, white space around them left out."""
    start: int | None = None
    end = 0
    for match in _LINE.finditer(view):
        line = match.group()
        if not line.strip():
            if start is not None:
                yield start, end
            start = None
            continue
        if start is not None and not _is_wrapped(view[max(start, end - 400) : end], line):
            yield start, end
            start = None
        if start is None:
            start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
    if start is not None:
        yield start, end


def _is_wrapped(before: str, line: str) -> bool:
    last = before.rsplit("\n", 1)[-1]
    if len(last) < MIN_WRAPPED_LINE_CHARACTERS or not line[:1].strip():
        return False
    return line[0].islower() or (len(last) < 100 and not _ENDS_SENTENCE.search(last) and last[-1].isalpha())


def _sentences(view: str, start: int, end: int, *, spoken: bool, opens: bool) -> Iterator[Span]:
    """Spans of the sentences of one paragraph, white space after them included."""
    for left, right in _chunks(view, start, end, MAX_PARAGRAPH_CHARACTERS):
        at = left
        dateline = _DATELINE.match(view, left, right)
        if dateline is None and left == start:
            dateline = _label(view, left, right, spoken=spoken, opens=opens)
        if dateline:
            yield left, dateline.end()
            at = dateline.end()
        for stop in _boundaries(view[left:right]):
            if left + stop > at:
                yield from _chunks(view, at, left + stop, MAX_SENTENCE_CHARACTERS)
                at = left + stop


def _label(view: str, start: int, end: int, *, spoken: bool, opens: bool) -> re.Match[str] | None:
    """What a paragraph opens with that is no part of its first sentence."""
    if spoken:
        return SPEAKER_LABEL.match(view, start, end)
    return _ENTRY.match(view, start, end) or (_LABEL.match(view, start, end) if opens else None)


def _boundaries(block: str) -> list[int]:
    """Ends within a block, ascending, the last one its length."""
    flat = block.replace("\n", " ")
    if not _MAY_END.search(flat):
        return [len(flat)]
    try:
        found = [b for b in _detector().detect(flat) if 0 < b < len(flat)]
    except (ValueError, IndexError, RuntimeError):
        found = []
    moved = {_before_opening_mark(flat, b) for b in found}
    for pattern in (_BETWEEN_QUOTATIONS, _AFTER_QUOTATION, _AFTER_CALL, _QUOTED_SENTENCE):
        moved |= {m.end() for m in pattern.finditer(flat)}
    inside_names = {m.end() for p in (_BODY_OF_A_STATE, _OFFICES) for m in p.finditer(flat)}
    ends = {_past_space(flat, b) for b in moved if b > 0 and not _in_brackets(flat, b)}
    kept = sorted(ends - inside_names)
    return [*dict.fromkeys(b for b in kept if b < len(flat)), len(flat)]


def _in_brackets(block: str, at: int) -> bool:
    """Whether a bracket opened shortly before is closed only shortly after."""
    before = block[max(0, at - MAX_BRACKETED_CHARACTERS) : at]
    after = block[at : at + MAX_BRACKETED_CHARACTERS]
    opened, closes = before.rfind("("), after.find(")")
    return opened > before.rfind(")") and closes != -1 and (after.find("(") == -1 or closes < after.find("("))


def _past_space(block: str, at: int) -> int:
    while at < len(block) and block[at].isspace():
        at += 1
    return at


def _before_opening_mark(block: str, at: int) -> int:
    """Move a boundary in front of an opening mark that ended up on the sentence before."""
    before = block[:at].rstrip()[-2:]
    if before == "''" and block[:at].rstrip()[:-2][-1:].isspace():
        return len(block[:at].rstrip()) - len(before)
    if (len(before) == 2 and before[1] in "“‘«„([") or (before[1:] == '"' and before[0].isspace()):
        return len(block[:at].rstrip()) - 1
    return at


def _chunks(view: str, start: int, end: int, size: int) -> Iterator[Span]:
    """Cut a span into pieces of at most `size`, at white space where there is some."""
    while end - start > size:
        cut = view.rfind(" ", start + size // 2, start + size) + 1 or start + size
        yield start, cut
        start = cut
    yield start, end


@lru_cache(maxsize=1)
def _detector() -> "BoundaryDetector":
    from yasbd import BoundaryDetector  # noqa: PLC0415  loaded only when text is read

    return BoundaryDetector(lang="en", preserve_quote_and_paren=False)
