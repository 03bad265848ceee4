"""What of the archive nothing rests on any more, by what only the newsroom knows: articles and documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform

from claims.models import Article
from factcheck.notices.events import Event
from factcheck.notices.services import record
from factcheck.publication.models import Publication
from factcheck.workflow.models import FactCheck
from sources import services as sources
from sources.models import Snapshot
from sources.services import Collected

# A file is written before its row is. No job holds a capture for anywhere near as long.
FILES_LIE_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Garbage:
    """Captures that nothing rests on, and files that no row names; those of the captures follow in a later
    count, once they are cleared.
    """

    captures: int
    files: Collected


def find_garbage(*, now: datetime, unused_for: timedelta | None) -> Garbage:
    """What `collect_garbage` would take. unused_for: how old an unused capture is; None leaves them."""
    captures = 0
    if unused_for is not None:
        captures = sources.unused_captures(before=now - unused_for, kept=_kept()).count()
    return Garbage(captures, sources.unnamed_files(**_files(now)))


def collect_garbage(*, now: datetime, unused_for: timedelta | None) -> Garbage:
    """Clear unused captures, then remove the files that no row names, theirs among them."""
    captures = 0
    if unused_for is not None:
        reason = f"Nothing rested on it for {unused_for.days} days, and there is a newer capture."
        before = now - unused_for
        captures = sources.clear_captures(before=before, kept=_kept(), reason=reason, tell=tell_of_cleared)
    return Garbage(captures, sources.remove_unnamed_files(**_files(now)))


def tell_of_cleared(cleared: Sequence[Snapshot]) -> None:
    """Whoever listens to the fact-checks whose claims have a lead to what was cleared; once each."""
    looked_up = FactCheck.objects.filter(claim__leads__source__in={one.source_id for one in cleared})
    for factcheck in looked_up.select_related("claim__article").distinct():
        record(event=Event.SNAPSHOT_CLEARED, factcheck=factcheck, by=None)


def _files(now: datetime) -> dict[str, Any]:
    """Which files may go: since when they lie there, and which answers nobody needs any more."""
    return {"before": now - FILES_LIE_FOR, "but": sources.unused_answers(now=now, kept=_kept())}


def _kept() -> Q:
    """Captures of articles' own pages, which documents name by their hash alone."""
    articles = Article.objects.exclude(address="").values("address")
    article = KeyTextTransform("article", "document")
    documents = Publication.objects.annotate(hash=KeyTextTransform("sha256", article))
    shown = documents.filter(hash__isnull=False).values("hash")
    return Q(source__address__in=articles) | Q(body_sha256__in=shown)
