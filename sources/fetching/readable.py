"""From the bytes of a page to what it says: main text and the facts about it, and whether it is the page at
all.
"""

from __future__ import annotations

from dataclasses import replace

from sources.fetching.charset import decode, media_type
from sources.fetching.content_type import DOCX, MAIL, PDF, PLAIN, sniff
from sources.fetching.listing.reading import is_feed
from sources.fetching.quality import judge_text
from sources.fetching.reading import documents, feed, html
from sources.fetching.types import FetchStopped, Outcome, ReadPage

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def read(body: bytes, *, content_type: str, address: str) -> ReadPage:
    """Read an HTML page, PDF, DOCX, e-mail, feed or plain text.

    `content_type` as `Fetched` has it (`text/html; charset=utf-8`); when empty the bytes are looked at.
    `address` is what links and the canonical address are worked out from; it may be "". The text's offsets
    are code points, its paragraphs stand apart by newlines, table cells by " | ".

    Raises FetchStopped(not_text) for bytes that are none of these, and FetchStopped(parse_failed) when a
    document cannot be read within its bounds of time and memory. A login, consent wall and the like raise
    nothing: see `ReadPage.quality`.
    """
    found = content_type or sniff(body, declared="") or ""
    kind = media_type(found)
    if kind == PDF:
        return _judged(documents.read_pdf(body))
    if kind == DOCX:
        return _judged(documents.read_docx(body))
    if kind == MAIL:
        return _judged(documents.read_mail(body))
    if is_html(found):
        return html.read(decode(body, content_type=found), address=address)
    if not kind or not _is_text(kind):
        raise FetchStopped(
            Outcome.NOT_TEXT,
            f"This is {kind or 'a file of no known type'}, which cannot be read: give an HTML page, "
            "a PDF, a DOCX or text.",
        )
    text = decode(body, content_type=found)
    if is_feed(text):
        return _judged(feed.read(body, content_type=found, address=address))
    return _judged(ReadPage(text=_tidied(text), quality=judge_text("").quality))


def is_html(content_type: str) -> bool:
    """Whether a page of this type has words beside its main text."""
    return media_type(content_type) in HTML_TYPES


def all_words(body: bytes, *, content_type: str) -> str:
    """All words of an HTML page, whatever its main part is. Raises FetchStopped(parse_failed)."""
    return html.all_words_of(decode(body, content_type=content_type))


def _is_text(kind: str) -> bool:
    return kind == PLAIN or kind.startswith("text/") or kind.endswith(("xml", "json"))


def _judged(page: ReadPage) -> ReadPage:
    judged = judge_text(page.text)
    return replace(page, quality=judged.quality, cause=judged.cause)


def _tidied(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()
