import hashlib
import re

import numpy as np
import pytest

from claims.language import vectors

MODEL_FOLDER = vectors.MODELS_FOLDER / vectors.MODEL_VERSION


def test_vectors_have_unit_length_and_the_stated_shape():
    found = vectors.embed(["Taiwan votes on Saturday.", "The Senate approved a resolution."])

    assert found.shape == (2, vectors.DIMENSIONS)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_no_texts_give_no_rows():
    assert vectors.embed([]).shape == (0, vectors.DIMENSIONS)


def test_a_vector_depends_on_its_text_alone():
    text = "The harbour was closed for two days."
    alone = vectors.embed([text])[0]
    among_others = vectors.embed(["Short.", text, "A much longer sentence about something else " * 8, text])

    assert np.array_equal(alone, among_others[1])
    assert np.array_equal(alone, among_others[3])


def test_reading_several_at_a_time_changes_nothing():
    texts = [f"Bridge {i} was closed in May." for i in range(8)]
    assert np.array_equal(vectors.embed(texts, threads=2), vectors.embed(texts))


def test_sentences_that_mean_alike_are_nearer_than_others():
    claim, alike, other = vectors.embed(
        ["The bridge was closed to traffic.", "Cars could not cross the bridge.", "Wheat prices fell in May."]
    )
    assert claim @ alike > claim @ other + 0.3


def test_text_beyond_the_models_reach_is_accepted():
    assert vectors.embed(["word " * 5000]).shape == (1, vectors.DIMENSIONS)


def test_a_missing_model_says_where_it_should_be(monkeypatch, tmp_path):
    monkeypatch.setattr(vectors, "MODELS_FOLDER", tmp_path)
    vectors._model.cache_clear()
    with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path))):
        vectors.embed(["anything"])
    vectors._model.cache_clear()


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_the_card_states_the_hash_of_the_file_beside_it(name):
    digest = hashlib.sha256((MODEL_FOLDER / name).read_bytes()).hexdigest()
    assert digest in (MODEL_FOLDER / "CARD.md").read_text()
