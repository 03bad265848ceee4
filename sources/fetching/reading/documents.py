"""PDF, DOCX and e-mails, read in a child process that cannot take more time or memory than it is given.

A hostile document ends as `parse_failed` and the worker that asked stays small.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sources.fetching.reading import html
from sources.fetching.types import CaptureQuality, FetchStopped, Outcome, ReadPage

CHILD = Path(__file__).with_name("confined.py")
# Chosen for reports of some hundred pages, with room; a person can upload the text of a longer one.
TIMEOUT_SECONDS = 60.0
# What comes back is text and a few facts; more than this is a bomb.
MAX_ANSWER_BYTES = 32 * 1024 * 1024


def read_pdf(body: bytes, *, timeout_seconds: float = TIMEOUT_SECONDS) -> ReadPage:
    """The text of a PDF page by page, title, author and dates. Raises FetchStopped(parse_failed)."""
    return _read("pdf", body, timeout_seconds)


def read_docx(body: bytes, *, timeout_seconds: float = TIMEOUT_SECONDS) -> ReadPage:
    """The text of a DOCX, tables kept in rows. Raises FetchStopped(parse_failed)."""
    return _read("docx", body, timeout_seconds)


def read_mail(body: bytes, *, timeout_seconds: float = TIMEOUT_SECONDS) -> ReadPage:
    """What an e-mail says, its subject, sender and day, not its attachments.

    Raises FetchStopped(parse_failed).
    """
    answer = _from_child("eml", body, timeout_seconds)
    if answer["html"]:
        answer["pages"] = [html.all_words_of(answer["html"])]
    return _page(answer)


def _read(kind: str, body: bytes, timeout_seconds: float) -> ReadPage:
    return _page(_from_child(kind, body, timeout_seconds))


def _page(answer: Any) -> ReadPage:
    pages, text = [], ""
    for page in answer["pages"]:
        text += "\n" if text and page else ""
        pages.append((len(text), len(text) + len(page)))
        text += page
    return ReadPage(
        text=text,
        quality=CaptureQuality.OK,
        title=answer["title"] or None,
        byline=answer["byline"] or None,
        published=answer["published"],
        modified=answer["modified"],
        language=answer["language"],
        pages=tuple(pages),
    )


def _from_child(kind: str, body: bytes, timeout_seconds: float) -> Any:
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(body)
        given.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 - our own program, no shell, nothing of the document in its arguments
                [sys.executable, "-I", "-B", str(CHILD), kind],
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=timeout_seconds,
                check=False,
                env={},
            )
        except subprocess.TimeoutExpired:
            raise _failed(kind, f"took longer than {timeout_seconds:g} seconds") from None
        answer.seek(0)
        written = answer.read(MAX_ANSWER_BYTES + 1)
    if done.returncode != 0 or len(written) > MAX_ANSWER_BYTES:
        raise _failed(kind, "took more memory or time than a document may")
    loaded = json.loads(written)
    if "error" in loaded:
        raise _failed(kind, loaded["error"])
    return loaded


def _failed(kind: str, why: str) -> FetchStopped:
    return FetchStopped(
        Outcome.PARSE_FAILED,
        f"This {kind.upper()} could not be read, because it {why}: save it again with another program, "
        "or upload its text.",
    )
