"""Another model's vectors are made beside those in use, and take their place once none is missing.

Every step can be stopped and asked for again: what is there already is not made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from factcheck.matching.models import KnownFactCheck
from sources.models import Passage, VectorModel
from sources.services import model_in_use

# Texts that are read before they are written, at some hundred a second.
BATCH = 200

Embed = Callable[[Sequence[str]], Any]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many passages and known fact-checks have the new model's vectors, of how many."""

    done: int
    total: int


def reembed(*, models: Sequence[str], embed: Embed) -> Iterator[Progress]:
    """Make the vectors of the newest of `models`, then search by them. Yields after each batch.

    embed: texts to that model's vectors, one unit vector each. Nothing is to be done where it is in use.
    """
    old, new = model_in_use(models), models[-1]
    if old == new:
        return
    total = _passages(old).count() + KnownFactCheck.objects.count()
    done = total - _missing(old, new).count() - _unread(new).count()
    while not _switch(old, new):
        for make_some in (_copy_passages, _read_known):
            done += make_some(old, new, embed)
            yield Progress(min(done, total), total)
    yield Progress(total, total)


def forget_others(*, models: Sequence[str]) -> int:
    """Remove passages' vectors of models that are neither in use nor to come. Returns how many."""
    kept = models[models.index(model_in_use(models)) :]
    removed, _ = Passage.objects.exclude(vector_model__in=kept).delete()
    return removed


def _passages(model: str) -> QuerySet[Passage]:
    return Passage.objects.filter(vector_model=model)


def _missing(old: str, new: str) -> QuerySet[Passage]:
    there = _passages(new).filter(reading=OuterRef("reading"), index=OuterRef("index"))
    return _passages(old).filter(~Exists(there))


def _unread(new: str) -> QuerySet[KnownFactCheck]:
    return KnownFactCheck.objects.exclude(next_model=new)


def _copy_passages(old: str, new: str, embed: Embed) -> int:
    rows = list(_missing(old, new).order_by("pk")[:BATCH])
    for row, vector in zip(rows, embed([row.text for row in rows]), strict=True):
        row.pk, row.vector, row.vector_model = None, vector, new
    Passage.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _read_known(_old: str, new: str, embed: Embed) -> int:
    rows = list(_unread(new).only("pk", "claim_reviewed").order_by("pk")[:BATCH])
    for row, vector in zip(rows, embed([row.claim_reviewed for row in rows]), strict=True):
        row.next_vector, row.next_model = vector, new
    KnownFactCheck.objects.bulk_update(rows, ["next_vector", "next_model"])
    return len(rows)


@transaction.atomic
def _switch(old: str, new: str) -> bool:
    """From now on everything is searched by the new vectors, unless one is missing."""
    if _missing(old, new).exists() or _unread(new).exists():
        return False
    KnownFactCheck.objects.update(
        vector=F("next_vector"), vector_model=F("next_model"), next_vector=None, next_model=""
    )
    VectorModel.objects.update_or_create(version=new, defaults={"in_use_since": timezone.now()})
    return True
