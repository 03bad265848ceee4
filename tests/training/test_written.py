"""The pairs written for the stance model: every line can be read, and no label is told by its words."""

import re
from collections import Counter

import pytest

from training import written

LABELS = ("supports", "contradicts", "context")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ponds.txt").write_text(
        "P: The pond of Aske froze in January and thawed in March.\n"
        "S: The pond froze in winter.\n"
        "C: The pond thawed in May.\n"
        "N: The pond holds carp.\n"
        "\n"
        "Q: Carp live in the pond of Aske.\n"
        "S: Anglers took forty carp out of the pond of Aske last year.\n"
    )
    return tmp_path


def every(folder=written.FOLDER):
    learnt, held_out = written.parted(folder)
    return learnt + held_out


def test_a_passage_has_claims_and_a_claim_has_passages(folder):
    found = {(pair.claim, pair.passage[:8], pair.label) for pair in every(folder)}
    assert found == {
        ("The pond froze in winter.", "The pond", "supports"),
        ("The pond thawed in May.", "The pond", "contradicts"),
        ("The pond holds carp.", "The pond", "context"),
        ("Carp live in the pond of Aske.", "Anglers ", "supports"),
    }


def test_a_pair_names_the_file_that_it_is_from(folder):
    assert {pair.source for pair in every(folder)} == {"written ponds"}


def test_a_line_of_no_known_kind_is_refused(folder):
    (folder / "odd.txt").write_text("P: A pond.\nX: A pond is there.\n")
    with pytest.raises(ValueError, match="begins with P, Q, S, C or N"):
        written.parted(folder)


def test_a_block_lies_in_one_part():
    learnt, held_out = written.parted()
    passages = Counter(pair.passage for pair in learnt + held_out)
    shared = {passage for passage, count in passages.items() if count > 1}
    parts = [{pair.passage for pair in part} & shared for part in (learnt, held_out)]
    assert parts[0].isdisjoint(parts[1])
    assert len(held_out) == pytest.approx(len(learnt + held_out) * written.HELD_OUT, rel=0.2)


def test_labels_are_there_in_like_numbers():
    counts = Counter((pair.source, pair.label) for pair in every())
    for source in {source for source, _label in counts}:
        numbers = [counts[source, label] for label in LABELS]
        assert max(numbers) < 2 * min(numbers), source


def test_no_frequent_word_of_a_claim_tells_its_label():
    words = Counter()
    for pair in every():
        words.update((word, pair.label) for word in set(re.findall(r"[a-z]+", pair.claim.lower())))
    totals = Counter()
    for (word, _label), count in words.items():
        totals[word] += count
    frequent = [word for word, count in totals.items() if count >= 100]
    telling = {word for word in frequent if max(words[word, label] for label in LABELS) > 0.7 * totals[word]}
    assert len(frequent) > 100
    assert telling == set()
