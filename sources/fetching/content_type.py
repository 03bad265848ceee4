"""What a body really is, whatever its header says: only what can be read is kept."""

from __future__ import annotations

import re

from sources.fetching.charset import detect, media_type

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
PLAIN = "text/plain"
MAIL = "message/rfc822"
OCTETS = "application/octet-stream"

# Where a PDF's mark may stand (ISO 32000, annex H.3.4.1).
PDF_MARK_WITHIN_BYTES = 1024
SNIFF_BYTES = 1024
ZIP_MARK = b"PK\x03\x04"
DOCX_PARTS = (b"word/", b"[Content_Types].xml")
# They are packed the same way.
WORKBOOK_PART, PRESENTATION_PART = b"xl/workbook", b"ppt/presentation"
# WHATWG MIME Sniffing, 7.1: the tags that make a page.
HTML_START = re.compile(
    rb"\s*(<!--.*?-->\s*)*"
    rb"<(!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
XML_START = re.compile(rb"\s*<\?xml")
# Same standard, 3: bytes that no text has.
MAIL_HEAD_BYTES = 65_536
MAIL_FIELD = re.compile(rb"[!-9;-~]+:|[ \t]")
MAIL_FIELDS = ({b"from"}, {b"date", b"message-id", b"mime-version"})
BINARY_BYTES = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
NEVER_TEXT = re.compile(
    r"(image|audio|video|font|model)/(?!svg)|application/(zip|gzip|x-tar|x-7z-compressed|wasm)$"
)
TEXTUAL = re.compile(
    r"text/.+|application/(xhtml\+xml|xml|json|rss\+xml|atom\+xml|feed\+json|ld\+json|javascript)|.+\+(xml|json)"
)


def is_never_text(content_type: str) -> bool:
    """Whether a declared type is one that holds no text (pictures, sound, film, archives): not worth its
    bytes.
    """
    return bool(NEVER_TEXT.match(media_type(content_type)))


def is_document(content_type: str) -> bool:
    """Whether a declared type is a PDF or DOCX, which may be larger than a page."""
    return media_type(content_type) in (PDF, DOCX)


def is_mail(body: bytes) -> bool:
    """Whether these bytes are an e-mail as mail programs save it: fields first, who sent it among them."""
    head = re.split(rb"\r?\n\r?\n", body[:MAIL_HEAD_BYTES], maxsplit=1)[0].splitlines()
    if not head or not all(MAIL_FIELD.match(line) for line in head):
        return False
    names = {line.partition(b":")[0].lower() for line in head}
    return all(names & one_of for one_of in MAIL_FIELDS)


def sniff(body: bytes, *, declared: str) -> str | None:
    """The type of a body with its charset (`text/html; charset=utf-8`); None when it holds no text we can
    read.
    """
    if body[:PDF_MARK_WITHIN_BYTES].lstrip().startswith(b"%PDF-") or _is_pdf_with_a_preface(body, declared):
        return PDF
    if body.startswith(ZIP_MARK):
        is_word = media_type(declared) == DOCX or any(part in body[:4096] for part in DOCX_PARTS)
        return DOCX if is_word and not (WORKBOOK_PART in body or PRESENTATION_PART in body) else None
    if not _looks_like_text(body, declared):
        return None
    return f"{_text_type(body, media_type(declared))}; charset={detect(body, content_type=declared)}"


def _is_pdf_with_a_preface(body: bytes, declared: str) -> bool:
    return media_type(declared) == PDF and b"%PDF-" in body[:PDF_MARK_WITHIN_BYTES]


def _looks_like_text(body: bytes, declared: str) -> bool:
    if not body:
        return True
    codec = detect(body[:SNIFF_BYTES], content_type=declared)
    if codec.startswith("utf-16"):
        return True
    return BINARY_BYTES.search(body[:SNIFF_BYTES]) is None


def _text_type(body: bytes, declared: str) -> str:
    if TEXTUAL.fullmatch(declared) and declared != PLAIN:
        return declared
    if HTML_START.match(body[:SNIFF_BYTES]):
        return HTML
    return "application/xml" if XML_START.match(body[:SNIFF_BYTES]) else PLAIN
