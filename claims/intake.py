"""A file handed in as an article becomes text. Refusals name the cause and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from claims.conf import claims_settings
from claims.exceptions import BadArticle

KINDS = {
    ".txt": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True)
class Upload:
    """A file whose kind and size are accepted; reading it is for whoever reads pages."""

    name: str
    data: bytes
    content_type: str


def accept_file(*, name: str, data: bytes) -> Upload:
    """Check a file's kind and size before it is read. Raises BadArticle."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in KINDS:
        raise BadArticle(
            _(
                "The selected file must be a TXT, HTML, DOCX or PDF. Save it as one of them with the program "
                "that opens it, or paste its text."
            )
        )
    if not data:
        raise BadArticle(_("The file is empty. Choose another one."))
    limit = claims_settings().max_file_bytes
    if len(data) > limit:
        raise BadArticle(
            _(
                "The file has {size} MB, and {limit} MB are accepted at most. Cut it or paste a part as text."
            ).format(size=round(len(data) / 1e6, 1), limit=round(limit / 1e6, 1))
        )
    return Upload(name=name, data=data, content_type=KINDS[suffix])


def clean_text(text: str) -> str:
    """The article's text as it will be kept. Only a leading byte order mark goes, so offsets stay.

    Raises BadArticle for what is empty, binary or too long.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise BadArticle(_("The article is empty. Paste its text, or give an address or a file."))
    if "\0" in text:
        raise BadArticle(
            _("This is binary data, not text. Give plain text, or upload a TXT, HTML, DOCX or PDF.")
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadArticle(_("The text holds broken characters. Save it as UTF-8 and try again."))
    limit = claims_settings().max_text_characters
    if len(text) > limit:
        raise BadArticle(
            _(
                "The text has {size:,} characters, and {limit:,} are accepted at most. Split it into parts."
            ).format(size=len(text), limit=limit)
        )
    return text


def title_of(text: str) -> str:
    """A title for a text that came without one: its first line that is not empty."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= TITLE_CHARACTERS else first[: TITLE_CHARACTERS - 1].rstrip() + "…"


TITLE_CHARACTERS = 200
