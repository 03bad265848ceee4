"""Another model's vectors are made beside those in use, and searched when none is missing."""

from __future__ import annotations

from io import StringIO

import numpy as np
import pytest
from django.core.management import call_command

from claims.language import vectors
from factcheck.matching import services as matching
from factcheck.matching.find import Read
from factcheck.matching.models import KnownFactCheck
from factcheck.matching.services import Review
from factcheck.reembedding import forget_others, reembed
from sources.models import Passage, Reading, VectorModel
from sources.services import model_in_use, models_to_write
from tests.factories import a_snapshot

pytestmark = pytest.mark.django_db

OLD = vectors.MODEL_VERSION
MODELS = (OLD, "test-2")


def unit(place: int) -> np.ndarray:
    vector = np.zeros(vectors.DIMENSIONS, dtype=np.float32)
    vector[place] = 1
    return vector


def by_new_model(texts) -> list[np.ndarray]:
    return [unit(1) for _ in texts]


def a_passage(reading: Reading, index: int, *, model: str = OLD) -> None:
    Passage.objects.create(
        reading=reading, index=index, start=0, end=9, text="Some text", vector=unit(0), vector_model=model
    )


@pytest.fixture
def reading() -> Reading:
    """With three passages, beside a known fact-check, all read by the model in use."""
    VectorModel.objects.get_or_create(version=OLD)
    reading = a_snapshot().readings.get()
    for index in range(3):
        a_passage(reading, index)
    review = Review("Roads cost more.", url="https://checks.example/1", publisher="Checks")
    [known] = matching.remember(reviews=[review]).added
    matching.store_vectors(read=Read(OLD, {known: unit(0)}))
    return reading


def test_the_old_vectors_are_searched_until_none_of_the_new_is_missing(reading):
    steps = reembed(models=MODELS, embed=by_new_model)
    assert next(steps).done == 3
    assert model_in_use(MODELS) == OLD
    assert KnownFactCheck.objects.get().vector_model == OLD
    assert list(steps)[-1].done == 4
    assert model_in_use(MODELS) == "test-2"


def test_afterwards_everything_has_the_new_vectors_and_passages_the_old_ones_too(reading):
    list(reembed(models=MODELS, embed=by_new_model))
    rows = Passage.objects.filter(vector_model="test-2")
    assert [(row.index, row.text, row.vector[1]) for row in rows] == [(n, "Some text", 1.0) for n in range(3)]
    assert Passage.objects.filter(vector_model=OLD).count() == 3
    known = KnownFactCheck.objects.get()
    assert (known.vector[1], known.vector_model, known.next_vector) == (1.0, "test-2", None)


def test_what_was_stopped_goes_on_where_it_was(reading):
    next(reembed(models=MODELS, embed=by_new_model))
    asked: list[str] = []

    def counting(texts):
        asked.extend(texts)
        return by_new_model(texts)

    list(reembed(models=MODELS, embed=counting))
    assert asked == ["Roads cost more."]


def test_what_is_read_in_the_meantime_is_waited_for(reading):
    steps = reembed(models=MODELS, embed=by_new_model)
    next(steps)
    a_passage(reading, 3)
    list(steps)
    assert Passage.objects.filter(vector_model="test-2").count() == 4


def test_what_is_read_in_the_meantime_gets_vectors_of_both(reading):
    assert models_to_write(MODELS) == MODELS
    list(reembed(models=MODELS, embed=by_new_model))
    assert models_to_write(MODELS) == ("test-2",)


def test_the_old_vectors_go_when_they_are_no_longer_searched(reading):
    assert forget_others(models=MODELS) == 0
    list(reembed(models=MODELS, embed=by_new_model))
    assert forget_others(models=MODELS) == 3
    assert set(Passage.objects.values_list("vector_model", flat=True)) == {"test-2"}


def test_a_model_that_no_longer_ships_is_not_searched_by(reading):
    list(reembed(models=MODELS, embed=by_new_model))
    assert model_in_use((OLD,)) == OLD


def test_the_command_says_what_is_searched_by():
    said = StringIO()
    call_command("reembed", "--forget-old", stdout=said)
    assert said.getvalue() == f"Searched by {OLD}.\n0 passages of other models removed.\n"
