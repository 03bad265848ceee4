"""What may leave the archive: files that no row names, captures that nothing rests on, and old answers that
became no capture.

A capture is cleared by a row that says so; its files are then files that no row names. Files go only under
the lock of the chain, which every new capture takes too: none goes that a capture is about to name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sources import archive
from sources.conf import sources_settings
from sources.exceptions import ArchiveInUse
from sources.fetching.archive import MANIFEST_SUFFIX, WARC_SUFFIX
from sources.fetching.storage import FOLDERS, content_name
from sources.models import Clearing, Erasure, Fetch, Manifest, Passage, Reading, Snapshot
from sources.services.capturing import lock_chain
from sources.storages import Stored

# The parts of a capture, each with the way from a row that refers to it to the snapshot. Whatever else refers
# to a part rests on the capture, be it of a table that comes later.
PARTS: dict[type[models.Model], str] = {
    Snapshot: "",
    Reading: "__snapshot",
    Passage: "__reading__snapshot",
    Fetch: "__snapshot",
    Manifest: "__snapshot",
    Clearing: "__snapshot",
    Erasure: "__snapshot",
}
# The lock that whoever removes files takes, and a backup shares.
LEAVING = "archive_leaving"
# Few enough that a capture which waits for the lock hardly notices.
AT_ONCE = 100
# An answer that became no snapshot, a 404 for one, is archived as well.
ANSWER_SUFFIXES = (WARC_SUFFIX, MANIFEST_SUFFIX)

Tell = Callable[[Sequence[Snapshot]], object]


@dataclass(frozen=True)
class Collected:
    """How many files there were, or went, and their bytes."""

    files: int = 0
    size: int = 0

    def __add__(self, other: Collected) -> Collected:
        return Collected(self.files + other.files, self.size + other.size)


def unused_captures(*, before: datetime, kept: Q) -> QuerySet[Snapshot]:
    """Captures of before then that nothing rests on.

    We fetched them, there is a newer one of the same source, and no row of any table refers to them.
    kept: which to leave alone besides.
    """
    newer = (
        Snapshot.objects.held()
        .fetched()
        .filter(source=OuterRef("source"), captured_at__gt=OuterRef("captured_at"))
    )
    unused = Snapshot.objects.held().fetched().filter(Exists(newer), captured_at__lt=before).exclude(kept)
    for reference in _references():
        unused = unused.exclude(reference)
    return unused.order_by("pk")


def clear_captures(*, before: datetime, kept: Q, reason: str, tell: Tell) -> int:
    """Clear what `unused_captures` names, and take its passages out of the search. Returns how many captures
    that were. Their files go with the next `remove_unnamed_files`.

    tell: is given those of each transaction, within it.
    """
    ids = unused_captures(before=before, kept=kept).values_list("pk", flat=True)
    some_at_once = _batches(list(ids))
    return sum(_clear(some, before=before, kept=kept, reason=reason, tell=tell) for some in some_at_once)


@transaction.atomic
def _clear(ids: list[int], *, before: datetime, kept: Q, reason: str, tell: Tell) -> int:
    # Who refers to one of these rows meanwhile waits for us, or has made us wait and is seen below.
    locked = Snapshot.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    still = list(unused_captures(before=before, kept=kept).filter(pk__in=[one.pk for one in locked]))
    Clearing.objects.bulk_create(Clearing(snapshot=one, reason=reason) for one in still)
    Passage.objects.filter(reading__snapshot__in=still).delete()
    tell(still)
    return len(still)


def unused_answers(*, now: datetime, kept: Q) -> QuerySet[Fetch]:
    """Fetches whose archived answer, a 404 for one, has outlived the setting KEEP_ANSWERS_DAYS.

    Whatever their age answers stay where a row refers to the fetch (it is how one shows that a quoted page
    was gone), and where anything rests on a capture of the same source, or `kept` names one.
    """
    days = sources_settings().keep_answers_days
    if not days:
        return Fetch.objects.none()
    rested_on = reduce(or_, (Q(reference) for reference in _references()), kept)
    of_source = Snapshot.objects.filter(rested_on, source=OuterRef("source"))
    old = Fetch.objects.exclude(warc_sha256="").filter(started_at__lt=now - timedelta(days=days))
    for relation in _relations(Fetch):
        old = old.exclude(_refers(relation, ""))
    return old.exclude(Exists(of_source))


def unnamed_files(*, before: datetime, but: QuerySet[Fetch]) -> Collected:
    """Files that have lain in the archive since before then and that no row names.

    but: fetches whose answers count as named by nobody (unused_answers).
    """
    return _tally(file for some in _old_files(before) for file in _without_row(some, but))


def remove_unnamed_files(*, before: datetime, but: QuerySet[Fetch]) -> Collected:
    """Remove the files that `unnamed_files` counts. Returns what went.

    Raises ArchiveInUse during a backup.
    """
    return _tally(file for some in _old_files(before) for file in _removed(some, but))


def remove_erased_files() -> Collected:
    """Remove the files of erased captures that no other row names, however young. Returns what went.

    Raises ArchiveInUse during a backup.
    """
    names = Erasure.objects.values_list("snapshot__body_name", "snapshot__warc_name")
    left = {name for pair in names for name in pair if name and archive.store().holds(name)}
    return _tally(
        file
        for some in _batches(archive.store().look_at(left))
        for file in _removed(some, Fetch.objects.none())
    )


def _removed(files: list[Stored], but: QuerySet[Fetch]) -> list[Stored]:
    doomed = _without_row(files, but)
    if not doomed:
        return []
    with transaction.atomic():
        _check_nothing_is_copied()
        # From here on a row that names one of them is there already, or finds later that its file is gone.
        lock_chain()
        gone = _without_row(doomed, but)
        for file in gone:
            archive.store().remove(file.name)
    return gone


def _check_nothing_is_copied() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [LEAVING])
        if not cursor.fetchone()[0]:
            raise ArchiveInUse(_("A backup is being made, or files are being removed. Try again later."))


def _old_files(before: datetime) -> Iterator[list[Stored]]:
    for folder in FOLDERS:
        yield from _batches([file for file in archive.store().listed(folder) if file.modified_at < before])


def _without_row(files: list[Stored], but: QuerySet[Fetch]) -> list[Stored]:
    named = _named({file.digest for file in files if file.digest}, but)
    return [file for file in files if file.name not in named]


def _named(digests: set[str], but: QuerySet[Fetch]) -> set[str]:
    """The files with these hashes that a row names: of a cleared capture only its manifest."""
    of_captures = Snapshot.objects.filter(Q(body_sha256__in=digests) | Q(warc_sha256__in=digests))
    fetched = Fetch.objects.filter(warc_sha256__in=digests).exclude(
        pk__in=but.filter(warc_sha256__in=digests)
    )
    of_answers = fetched.values_list("warc_sha256", flat=True)
    held = of_captures.held().values_list("body_name", "warc_name")
    manifests = of_captures.values_list("manifest__file_name", flat=True)
    answers = (content_name(digest, suffix) for digest in of_answers for suffix in ANSWER_SUFFIXES)
    return {name for names in held for name in names} | {name for name in manifests if name} | {*answers}


def _references() -> Iterator[Exists]:
    """For each column of a table that refers to a part of a capture, whether a row does."""
    for part, way in PARTS.items():
        for relation in _relations(part):
            yield _refers(relation, way)


def _relations(part: type[models.Model]) -> Iterator[models.ForeignObjectRel]:
    """The columns of other tables that refer to this part of a capture."""
    for relation in part._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and relation.related_model not in PARTS:
            yield relation


def _refers(relation: models.ForeignObjectRel, way: str) -> Exists:
    rows: QuerySet[Any] = relation.related_model._base_manager.all()
    return Exists(rows.filter(**{f"{relation.field.name}{way}": OuterRef("pk")}))


def _tally(files: Iterable[Stored]) -> Collected:
    return sum((Collected(1, file.size) for file in files), Collected())


def _batches(rows: list[Any]) -> Iterator[list[Any]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
