"""What comes in as an article's text: a file of any accepted kind, or what its page says now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from claims.exceptions import BadArticle
from claims.intake import accept_file
from claims.models import Article
from claims.versions.kinship import is_another_text
from sources.fetching import readable
from sources.fetching.address import canonical
from sources.fetching.types import CaptureQuality, FetchStopped
from sources.models import Reading


@dataclass(frozen=True)
class IntakeText:
    """An article as it will be added; published_on is None when the file does not say."""

    text: str
    title: str = ""
    byline: str = ""
    published_on: date | None = None
    language: str = ""


def read_file(*, name: str, data: bytes) -> IntakeText:
    """Read a TXT, HTML, DOCX or PDF file. Raises BadArticle, which says what is wrong and what to do."""
    upload = accept_file(name=name, data=data)
    if upload.content_type == "text/plain":
        return IntakeText(text=_decoded(upload.data))
    try:
        page = readable.read(upload.data, content_type=upload.content_type, address="")
    except FetchStopped as stopped:
        raise BadArticle(stopped.cause) from stopped
    if not page.text.strip():
        raise BadArticle(_("No text was found in the file. If it is a scan, paste its text instead."))
    return IntakeText(
        text=page.text,
        title=page.title or "",
        byline=page.byline or "",
        published_on=_date(page.published),
        language=page.language or "",
    )


def waiting_page(article: Article) -> Reading | None:
    """What was read from the article's page and not taken as its next version, because it is another text.

    A person decides; None when nothing waits, as in an article that is put away.
    """
    newest = _newest_reading(article.address) if article.address and article.put_away_at is None else None
    if newest is None:
        return None
    current = article.current_version
    if current.captured_at is not None and current.captured_at >= newest.snapshot.captured_at:
        return None
    return newest if is_another_text(current.text, newest.text) else None


def _newest_reading(address: str) -> Reading | None:
    """The newest capture of this page that shows it, and no consent wall, paywall or log-in."""
    try:
        page = str(canonical(address))
    except FetchStopped:
        return None
    read = Reading.objects.filter(snapshot__source__address=page, quality=CaptureQuality.OK.value)
    newest_first = read.select_related("snapshot").order_by("-snapshot__captured_at", "-id")
    return newest_first.defer("structured", "links").first()


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadArticle(
            _(
                "The file is not text in UTF-8 (byte {at}). Save it as UTF-8, or upload HTML, DOCX or PDF."
            ).format(at=error.start)
        ) from error


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
