"""What the tagger is told of a pair of words."""

import pytest

from claims.extraction.parser import parse
from claims.extraction.tagging.features import distance, is_content, ways


@pytest.fixture(scope="module")
def doc():
    return next(parse(["The port of Oslo bought 9 cranes and closed a pier."]))


def at(doc, word):
    return next(t.i for t in doc if t.text == word)


def between(doc, start, *ends):
    return ways([t.head.i for t in doc], [t.dep_ for t in doc], at(doc, start), [at(doc, e) for e in ends])


def test_a_way_leads_up_to_what_both_hang_on_and_down_again(doc):
    assert between(doc, "port", "cranes", "Oslo") == ["^nsubj vdobj", "vprep vpobj"]


def test_a_word_is_no_way_from_itself(doc):
    assert between(doc, "port", "port") == [""]


def test_a_long_way_keeps_its_ends():
    doc = next(parse(["The head of the board of the port of the town of Oslo left."]))
    steps = between(doc, "left", "Oslo")[0].split()
    assert (steps[0], steps[2], steps[-1]) == ("vnsubj", "..", "vpobj")


def test_nothing_ties_words_of_two_trees_or_below_a_ring():
    assert ways([0, 1], ["ROOT", "ROOT"], 0, [1]) == ["none"]
    assert ways([0, 2, 1], ["ROOT", "dep", "dep"], 0, [1, 2]) == ["none", "none"]


def test_function_words_and_signs_say_nothing(doc):
    said = [t.text for t in doc if is_content(t)]
    assert said == ["port", "Oslo", "bought", "9", "cranes", "closed", "pier"]


def test_distance_tells_before_from_behind():
    assert distance(3, 3) == 1
    assert distance(3, 4) == 2
    assert distance(4, 3) == distance(3, 4) + 11
    assert distance(0, 500) == 10
