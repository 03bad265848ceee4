"""By which model's vectors the archive is searched, and how thoroughly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from sources.models import VectorModel

# Neighbours in view (pgvector's hnsw.ef_search, by itself 40). Among 200,000 vectors .988 of the nearest are
# found so, and 95 of 100 searches take under 70 ms; with 100 it is .901 (docs/evaluation.md).
EFFORT = 400


def model_in_use(models: Sequence[str]) -> str:
    """Of the models that ship, the oldest first, the one that everything has vectors of."""
    version = VectorModel.objects.values_list("version", flat=True).first()
    return version if version is not None and version in models else models[-1]


def models_to_write(models: Sequence[str]) -> tuple[str, ...]:
    """What is read now gets vectors of the model in use, and of a newer one that is to follow it."""
    return tuple(models[models.index(model_in_use(models)) :])


@contextmanager
def thorough_search(effort: int = EFFORT) -> Iterator[None]:
    """Within it the index of vectors keeps so many neighbours in view: that many rows it can find at most."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('hnsw.ef_search', %s, true)", [str(effort)])
        yield
