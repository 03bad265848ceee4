"""From a snapshot's bytes to its text and passages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jobs import services as jobs
from jobs.models import Job
from sources import archive
from sources.fetching import readable
from sources.fetching.reading import structured
from sources.fetching.types import CaptureQuality, FetchStopped, Outcome, ReadPage
from sources.models import Clearing, Erasure, Passage, Reading, Snapshot, Source

# Grows when reading changes what it makes of the same bytes.
READER = "reader-2"


class Window(Protocol):
    """A stretch of the text with its surroundings, as the search keeps it."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def prefix(self) -> str: ...
    @property
    def suffix(self) -> str: ...


def request_reading(
    *, snapshot: Snapshot, about: str, priority: int, by_id: int | None, article: dict[str, Any] | None = None
) -> Job:
    """Queue the reading of a snapshot. article: what is to become of its text, for the job that reads it."""
    return jobs.add(
        kind="read_snapshot",
        key=f"snapshot:{snapshot.pk}:{about}",
        payload={"snapshot_id": snapshot.pk, "article": article},
        about=about,
        priority=priority,
        by_id=by_id,
    )


def read_snapshot(snapshot: Snapshot) -> ReadPage:
    """What the archived bytes say; for a picture, what the person who handed it in says it says.

    Raises FetchStopped (not_text, parse_failed).
    """
    if Clearing.objects.filter(snapshot=snapshot).exists():
        raise FetchStopped(
            Outcome.PARSE_FAILED, _("This capture was cleared from the archive. Read a newer one.")
        )
    if snapshot.transcript:
        return ReadPage(text=snapshot.transcript, quality=CaptureQuality.OK)
    has_address = snapshot.source.address is not None
    address = snapshot.address if has_address else ""
    with archive.store().open(snapshot.body_name) as body:
        page = readable.read(body.read(), content_type=snapshot.content_type, address=address)
    # No site stood between: a short e-mail is short, and no page that showed next to nothing.
    is_whole = not has_address and page.text.strip()
    return replace(page, quality=CaptureQuality.OK, cause="") if is_whole else page


def words_of_page(snapshot: Snapshot) -> str:
    """Every word of the archived HTML page, furniture included; "" for what is none or can't be read.

    What belongs to the main text is a guess that may turn out otherwise for the next version of a page: so
    before words count as gone they are looked for in all of it.
    """
    if not readable.is_html(snapshot.content_type):
        return ""
    try:
        with archive.store().open(snapshot.body_name) as body:
            return readable.all_words(body.read(), content_type=snapshot.content_type)
    except (FetchStopped, OSError):
        return ""


def record_reading(
    *, snapshot: Snapshot, page: ReadPage, windows: Sequence[Window], vectors: Mapping[str, Any]
) -> Reading:
    """Store the text once for this reader, with its passages; call it inside a transaction.

    vectors: by model (len(windows), 384), one unit vector a window. Raises FetchStopped (parse_failed) when
    the capture was erased while it was read.
    """
    Snapshot.objects.select_for_update(of=("self",), no_key=True).get(pk=snapshot.pk)
    if Erasure.objects.filter(snapshot=snapshot).exists():
        raise FetchStopped(Outcome.PARSE_FAILED, _("This capture was erased for legal reasons."))
    text = page.text.replace("\0", "\ufffd")
    reading, created = Reading.objects.get_or_create(
        snapshot=snapshot,
        reader=READER,
        defaults={
            "quality": page.quality.value,
            "cause": page.cause,
            "title": (page.title or "")[:500],
            "byline": (page.byline or "")[:300],
            "published_on": _date(page.published),
            "language": (page.language or "")[:12],
            "canonical": (page.canonical or "")[:2000],
            "text": text,
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "structured": structured.to_keep(page.structured),
            "links": [{"address": link.address, "text": link.text} for link in page.links],
        },
    )
    if created:
        for model, of_model in vectors.items():
            _store_passages(reading, windows, of_model, model)
        _take_title(snapshot.source, reading)
    return reading


def searchable_passages() -> QuerySet[Passage]:
    """Passages of good captures: what counts as evidence without a person saying so."""
    return Passage.objects.filter(reading__quality=CaptureQuality.OK.value).select_related(
        "reading__snapshot__source"
    )


def _store_passages(reading: Reading, windows: Sequence[Window], vectors: Any, vector_model: str) -> None:
    Passage.objects.bulk_create(
        Passage(
            reading=reading,
            index=index,
            start=window.start,
            end=window.end,
            text=window.text,
            prefix=window.prefix,
            suffix=window.suffix,
            vector=vector,
            vector_model=vector_model,
        )
        for index, (window, vector) in enumerate(zip(windows, vectors, strict=True))
    )


def _take_title(source: Source, reading: Reading) -> None:
    """A source that nobody named takes the title of its page."""
    if reading.title:
        Source.objects.filter(pk=source.pk, title="").update(title=reading.title)


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
