import hashlib
import re

import numpy as np
import pytest

from factcheck.evidence import entailment

PAIR = ("The council closed the harbour.", "The harbour was closed by the council last week.")


def test_every_pair_gets_a_score_for_each_label():
    found = entailment.scores([PAIR, ("Wheat prices fell.", "The harbour was closed.")])

    assert found.shape == (2, len(entailment.LABELS))
    assert found.dtype == np.float32


def test_no_pairs_give_no_rows():
    assert entailment.scores([]).shape == (0, len(entailment.LABELS))


def test_scores_depend_on_their_pair_alone():
    alone = entailment.scores([PAIR])[0]
    among_others = entailment.scores([("A.", "B."), PAIR, ("Long " * 90, "words " * 90), PAIR])

    assert np.array_equal(alone, among_others[1])
    assert np.array_equal(alone, among_others[3])


def test_claim_and_passage_are_told_apart():
    general, particular = "The man bought a vehicle.", "The man bought a red lorry in Lisbon in May."
    there, back = entailment.scores([(general, particular), (particular, general)])
    assert not np.allclose(there, back)


def test_a_restated_claim_is_supported_and_another_topic_is_context():
    found = entailment.scores([PAIR, (PAIR[0], "Wheat prices fell sharply in Chicago, traders said.")])
    assert [entailment.LABELS[row.argmax()] for row in found] == ["supports", "context"]


def test_text_beyond_the_models_reach_is_accepted():
    assert entailment.scores([("word " * 5000, "word " * 5000)]).shape == (1, len(entailment.LABELS))


def test_of_a_long_passage_the_part_nearest_to_the_claim_is_read():
    filler = "Nothing of note was said about it by anyone at all that year. " * 6
    passage = f"{filler}The mill burnt down in 1910. {filler}"

    assert entailment.nearest("The mill burnt down.", passage).startswith("The mill burnt down in 1910.")
    assert entailment.nearest("The mill burnt down.", "Short.") == "Short."


def test_a_missing_model_says_where_it_should_be(monkeypatch, tmp_path):
    monkeypatch.setattr(entailment, "MODEL_FOLDER", tmp_path)
    entailment._model.cache_clear()
    with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path))):
        entailment.scores([PAIR])
    entailment._model.cache_clear()


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_the_card_states_the_hash_of_the_file_beside_it(name):
    digest = hashlib.sha256((entailment.MODEL_FOLDER / name).read_bytes()).hexdigest()
    assert digest in (entailment.MODEL_FOLDER / "CARD.md").read_text()
