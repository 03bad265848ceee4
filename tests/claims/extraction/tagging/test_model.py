"""The tagger itself: what it says of a sentence."""

import numpy as np

from claims.extraction.parser import parse
from claims.extraction.tagging.model import MAX_WORDS, tag

SENTENCE = "The Senate approved the bill on Friday, officials said, after the mayor of Oslo had left."


def read(text):
    return next(parse([text]))


def test_verbs_of_claims_stand_out_and_have_their_words():
    doc = read(SENTENCE)
    found = tag(doc, least=0.05)
    assert found is not None
    verb = next(t.i for t in doc if t.text == "approved")
    assert found.makes_claim[verb] == found.makes_claim.max()
    belongs = {t.text for t in doc if found.belongs[verb][t.i] > 0.5}
    assert {"Senate", "approved", "bill", "Friday"} <= belongs
    assert "officials" not in belongs


def test_only_likely_words_are_asked_for_all_others():
    doc = read(SENTENCE)
    found = tag(doc, least=0.4)
    assert found is not None
    assert set(found.belongs) == set(np.flatnonzero(found.makes_claim >= 0.4))


def test_a_sentence_is_read_the_same_way_each_time():
    one, other = (tag(read(SENTENCE), least=0.05) for _ in range(2))
    assert one is not None
    assert other is not None
    assert np.array_equal(one.makes_claim, other.makes_claim)


def test_words_without_content_belong_to_nothing():
    doc = read(SENTENCE)
    found = tag(doc, least=0.05)
    assert found is not None
    bare = [t.i for t in doc if t.text in {"The", "the", "on", ",", "."}]
    assert found.content.isdisjoint(bare)
    assert not any(belongs[bare].any() for belongs in found.belongs.values())


def test_a_sentence_of_which_nothing_makes_a_claim_is_read():
    found = tag(read("Oh dear!"), least=1.0)
    assert found is not None
    assert found.belongs == {}


def test_signs_that_no_word_piece_is_for_are_read():
    assert tag(read("The port \u200b\ufffc sank \x07 on Friday."), least=0.05) is not None


def test_a_sentence_that_is_too_long_is_left_to_the_rules():
    assert tag(read("The port sank and " * (MAX_WORDS // 3) + "left."), least=0.05) is None
