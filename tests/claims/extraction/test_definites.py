"""A bare "the …" stands for the one named thing that it can mean."""

import pytest

from claims.extraction.definites import Things, replacements
from claims.extraction.parser import parse
from claims.extraction.pipeline import find_claims

NAMED = "A storm hit Mecca's Grand Mosque in May."


def meant(*sentences):
    things, place, doc = Things(), 0, None
    for doc in parse(sentences):
        things.learn(doc, place)
        place += len(doc.text) + 1
    return {doc[i].text: name for i, name in replacements(doc, things, place - len(doc.text) - 1) if name}


def test_a_bare_noun_stands_for_its_name():
    assert meant(NAMED, "Pilgrims left the mosque.") == {"mosque": "Mecca's Grand Mosque"}


@pytest.mark.parametrize("second", ["Pilgrims left a mosque.", "Pilgrims left the old mosque in Cairo."])
def test_another_one_is_left_as_it_is(second):
    assert meant(NAMED, second) == {}


def test_what_is_named_later_is_not_meant():
    assert meant("Pilgrims left the mosque.", NAMED) == {}


BRIDGES = ("The Lagos River Bridge opened in May.", "The Oslo Harbour Bridge opened in June.")


def test_this_one_is_the_one_named_last():
    assert meant(*BRIDGES, "Two people were hurt on this bridge.") == {"bridge": "the Oslo Harbour Bridge"}


def test_this_one_is_left_where_one_without_a_name_was_met_last():
    assert meant(*BRIDGES, "A wooden bridge burned.", "Two people were hurt on this bridge.") == {}


@pytest.mark.parametrize(
    "article",
    [
        "The White House sent 9 bills in May. The House passed a bill in June.",
        "Lee gave the State of the Union address in May. The address named 9 towns.",
    ],
)
def test_a_part_of_a_name_is_no_other_name(article):
    told = [c.text for c in find_claims(article).claims]
    assert not any("White House passed" in t or "The Union address" in t for t in told)


def test_the_company_is_not_one_named_before_another():
    text = (
        "Google's parent company rose in May. The Dow was held back by a drop in the oil giant Exxon Mobil. "
        "The company reported its smallest profit in 17 years."
    )
    assert [c.text for c in find_claims(text).claims][-1].startswith("The company reported")
