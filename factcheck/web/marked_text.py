"""An article's text as HTML with its claims marked; it reads without scripts.

The text of the result, but for what carries data-skip, is the article's text code point for code
point. The browser counts on it when a person selects words (static/factcheck/js/workbench.js).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from factcheck.templatetags.look import icon

# Where two claims overlap, the first of these draws the line under the words.
SERIOUSNESS = ("refuted", "mixed", "unproven", "supported", "not_rated", "unchecked")
# Each in its own direction: a quotation in Arabic inside an English article reads from the right.
PARAGRAPH = '<p dir="auto">'
PARAGRAPH_GAP = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A claim's place in the text, in code points, and what its pill says ("False, signed off").

    `suggested` marks keep their pattern and have no tint: a tint is earned by a person's decision.
    place: which of the claim's marks this is, from 1.
    """

    number: int
    place: int = 1
    family: str
    start: int
    end: int
    label: str
    suggested: bool
    address: str
    is_current: bool = False


@dataclass(frozen=True)
class _Piece:
    """A stretch of text that the same claims cover."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    is_set_aside: bool
    is_gap: bool


def mark_text(
    text: str,
    marks: Sequence[Mark],
    *,
    set_aside: Sequence[tuple[int, int]] = (),
    reasons: Mapping[int, str] | None = None,
    spoken: bool = False,
) -> SafeString:
    """Give the text as paragraphs with marks and pills.

    `set_aside` are spans without a claim, shown quieter; `reasons`, by a span's end, follow its words.
    `spoken` adds "start claim 2" and "end claim 2" for screen readers, most of which pass over marks.
    Spans outside the text raise ValueError.
    """
    for start, end in [*((mark.start, mark.end) for mark in marks), *set_aside]:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"The span {start} to {end} lies outside the text of {len(text)} code points.")
    html = [SafeString(PARAGRAPH)]
    pieces = list(_pieces(text, marks, set_aside))
    for index, piece in enumerate(pieces):
        html.append(_piece_html(text, piece, spoken=spoken))
        html.append(_reason(text, piece, reasons or {}))
        if piece.is_gap and index + 1 < len(pieces):
            html.append(SafeString(f"</p>{PARAGRAPH}"))
    html.append(SafeString("</p>"))
    return _joined(html)


def span_list(spans: Iterable[tuple[int, int]]) -> str:
    """Write sentences' spans for data-sentences: "0-14 15-60"."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def _pieces(text: str, marks: Sequence[Mark], set_aside: Sequence[tuple[int, int]]) -> Iterator[_Piece]:
    gaps = [gap.span() for gap in PARAGRAPH_GAP.finditer(text)]
    gap_start = {last: first for first, last in gaps}
    spans = [*gaps, *set_aside, *((mark.start, mark.end) for mark in marks)]
    cuts = sorted({0, len(text), *(point for span in spans for point in span)})
    beginning = defaultdict(list)
    for mark in marks:
        beginning[mark.start].append(mark)
    covering: list[Mark] = []
    for start, end in pairwise(cuts):
        covering = [mark for mark in covering if mark.end > start] + beginning[start]
        yield _Piece(
            start=start,
            end=end,
            marks=tuple(covering),
            is_set_aside=any(first <= start and end <= last for first, last in set_aside),
            is_gap=gap_start.get(end, end) <= start,
        )


def _piece_html(text: str, piece: _Piece, *, spoken: bool) -> SafeString:
    words = text[piece.start : piece.end]
    if piece.is_gap:
        return format_html('<span class="gap">{}</span>', _escaped(words))
    if not piece.marks:
        quiet = '<span class="set-aside">{}</span>' if piece.is_set_aside else "{}"
        return format_html(quiet, _escaped(words))
    ending = [mark for mark in piece.marks if mark.end == piece.end]
    html = _with_pills(
        words, piece.marks, ending, _hints(ending, _("end claim %(number)s")) if spoken else ""
    )
    starting = [mark for mark in piece.marks if mark.start == piece.start]
    return _hints(starting, _("start claim %(number)s")) + html if spoken else html


def _reason(text: str, piece: _Piece, reasons: Mapping[int, str]) -> SafeString:
    """Behind the last words of a span, not behind the white space it ends with."""
    end = piece.end if piece.end in reasons else _end_of_space(text, piece.end)
    if (
        piece.is_gap
        or not piece.is_set_aside
        or end not in reasons
        or not text[piece.start : piece.end].strip()
    ):
        return SafeString("")
    return format_html('<small class="why" data-skip> {}</small>', reasons[end])


def _end_of_space(text: str, start: int) -> int:
    return next((at for at in range(start, len(text)) if not text[at].isspace()), len(text))


def _with_pills(words: str, marks: Sequence[Mark], ending: Sequence[Mark], hint: str) -> SafeString:
    """Mark the words; where claims end, the last word and the pills stay on one line."""
    if not ending:
        return _marked(words, marks)
    head, space, last = words.rpartition(" ")
    return format_html(
        '{}<span class="keep">{}{}{}</span>',
        _marked(head + space, marks),
        _marked(last, marks),
        hint,
        _joined(_pill(mark) for mark in ending),
    )


def _marked(words: str, marks: Sequence[Mark]) -> SafeString:
    if not words:
        return SafeString("")
    first, *others = sorted(marks, key=lambda mark: (SERIOUSNESS.index(mark.family), mark.number))
    classes = f"hl f-{first.family}" + (" is-open" if first.suggested else "")
    classes += " is-current" if any(mark.is_current for mark in marks) else ""
    if others:
        classes += f" is-two two-{others[0].family}"
    numbers = " ".join(str(mark.number) for mark in marks)
    return format_html('<mark class="{}" data-claims="{}">{}</mark>', classes, numbers, _escaped(words))


def _pill(mark: Mark) -> SafeString:
    """The mark's control. In Python, for an article has hundreds; data-skip keeps it out of the text."""
    place = f"-{mark.place}" if mark.place > 1 else ""
    return format_html(
        '<a class="hl-ref f-{}{}" data-skip data-claim="{}" id="m{}{}" href="{}"'
        ' aria-current="{}" aria-label="{}">{}{}</a>',
        mark.family,
        " is-open" if mark.suggested else "",
        mark.number,
        mark.number,
        place,
        mark.address,
        "true" if mark.is_current else "false",
        _("Claim {number}: {label}").format(number=mark.number, label=mark.label),
        icon(mark.family),
        mark.number,
    )


def _hints(marks: Sequence[Mark], words: str) -> SafeString:
    return format_html_join(
        "", '<span class="vh" data-skip> {} </span>', ((words % {"number": mark.number},) for mark in marks)
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308


def _escaped(text: str) -> SafeString:
    # HTML parsers turn a bare carriage return into a line feed; as a reference it survives.
    return mark_safe(escape(text).replace("\r", "&#13;"))  # noqa: S308
