"""People told by a noun or a number, and who that is."""

import pytest

from claims.extraction.pipeline import find_claims


def texts(article):
    return [c.text for c in find_claims(article).claims]


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (
            "Omar Haddad, a 14-year-old student, built a radio in May. Police questioned the student.",
            "Police questioned Omar Haddad.",
        ),
        (
            "Sergeant Anna Lee and Tom Roe left the army in May. Both deny the charges.",
            "Anna Lee and Tom Roe deny the charges.",
        ),
        (
            "Anna Lee, Tom Roe and Mary Fox were tried in May. All three deny the charges.",
            "Anna Lee, Tom Roe and Mary Fox deny the charges.",
        ),
        (
            "Tom Roe and Mary Roe buried their son, Gregor, in May. The parents were fined 90 euros.",
            "Tom Roe and Mary Roe were fined 90 euros.",
        ),
        (
            "Tom Roe and Mary Fox were tried in May. They rejected 9 offers.",
            "Tom Roe and Mary Fox rejected 9 offers.",
        ),
    ],
)
def test_people_are_named_who_were_described_or_listed(article, claim):
    assert claim in texts(article)


@pytest.mark.parametrize(
    "article",
    [
        "Omar Haddad, a student, built a radio. A student from Lagos won in May. Police freed the student.",
        "Police freed the student. Omar Haddad, a student, built a radio in May.",
        "Omar Haddad, a student, met Tom Roe, a student, in May. Police freed the student.",
    ],
)
def test_another_one_of_that_kind_leaves_the_noun_open(article):
    assert "Police freed the student." in texts(article)


def test_parents_are_those_of_a_child_of_theirs():
    article = "Tom Roe and Mary Fox opened a school in May. The parents were fined 90 euros."
    assert "The parents were fined 90 euros." in texts(article)
