"""A capture leaves the archive because the law asks for it, whatever rests on it (docs/adr/0023)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from sources.models import Clearing, Erasure, Reading, Snapshot, Source, Way


@transaction.atomic
def erase_captures(
    *,
    snapshot: Snapshot,
    whole_source: bool,
    reason: str,
    basis: str,
    demanded_by: str,
    reference: str,
    by: Any,
) -> list[Snapshot]:
    """Erase a capture, and with it every other one of the same bytes, whose file is the same. Returns those,
    without what was erased before.

    What was read from them, or typed from a picture, goes now, and a title that a source has from it; their
    files go with the next `remove_erased_files`. Their sources are not looked at by themselves any more.
    whole_source: every other capture of its source as well.
    """
    erased = _to_erase(snapshot, whole_source)
    Erasure.objects.bulk_create(
        Erasure(snapshot=one, reason=reason, basis=basis, demanded_by=demanded_by, reference=reference, by=by)
        for one in erased
    )
    held = Snapshot.objects.held().filter(pk__in=[one.pk for one in erased])
    Clearing.objects.bulk_create(
        Clearing(snapshot=one, reason=_("Erased for legal reasons.")) for one in held
    )
    _forget_text(Reading.objects.filter(snapshot__in=erased))
    typed = Snapshot.objects.filter(pk__in=[one.pk for one in erased], way=Way.UPLOADED)
    typed.update(transcript="", file_name="")
    Source.objects.filter(snapshots__in=erased).update(next_fetch_at=None)
    return erased


def _forget_text(readings: QuerySet[Reading]) -> None:
    # Without an address only its title says what a source is; people gave it, and it stays.
    of_pages = readings.exclude(title="").filter(snapshot__source__address__isnull=False)
    titled = of_pages.filter(snapshot__source__title=F("title"))
    Source.objects.filter(pk__in=list(titled.values_list("snapshot__source", flat=True))).update(title="")
    readings.delete()


def erased_with(snapshot: Snapshot, *, whole_source: bool) -> QuerySet[Snapshot]:
    """What erasing a capture erases: all of the same bytes; whole_source: as any of its source's."""
    wanted = Q(body_sha256=snapshot.body_sha256)
    if whole_source:
        hashes = Snapshot.objects.filter(source=snapshot.source_id).values("body_sha256")
        wanted = Q(body_sha256__in=hashes)
    return Snapshot.objects.filter(wanted)


def _to_erase(snapshot: Snapshot, whole_source: bool) -> list[Snapshot]:
    # Who quotes, reads or erases one of them meanwhile waits for us, or has made us wait and is seen.
    wanted = erased_with(snapshot, whole_source=whole_source)
    locked = wanted.select_for_update(of=("self",)).order_by("pk")
    return list(Snapshot.objects.filter(pk__in=[one.pk for one in locked], erasure=None).order_by("pk"))
