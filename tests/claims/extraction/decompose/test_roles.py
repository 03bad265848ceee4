"""What somebody is, said by the way."""

import pytest

from tests.claims.extraction.decompose.test_walk import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "As secretary of state, Ann Lee visited Oslo.",
            ["As secretary of state, Ann Lee visited Oslo", "Ann Lee was secretary of state"],
        ),
        (
            "As a correspondent and host of a show, Tom Roe has criticized the campaign.",
            [
                "As a correspondent and host of a show, Tom Roe has criticized the campaign",
                "Tom Roe is a correspondent",
                "Tom Roe is host of a show",
            ],
        ),
        (
            "A baker named Jim Cole opened the fair.",
            ["A baker named Jim Cole opened the fair", "Jim Cole is a baker"],
        ),
        (
            "The museum (it opened in 1990) sold its oldest hall to the town.",
            ["The museum sold its oldest hall to the town", "it opened in 1990"],
        ),
        (
            "Ann Lee saved the firm by closing two mills in Oslo.",
            ["Ann Lee saved the firm by closing two mills in Oslo", "Ann Lee closed two mills in Oslo"],
        ),
    ],
)
def test_what_somebody_is_or_did_is_told_as_well(text, claims):
    assert sorted(told(text)) == sorted(claims)


@pytest.mark.parametrize(
    "text",
    [
        "As mayor, Ann Lee would sell the mill in Oslo.",
        "Ann Lee wins most races by running fast.",
        "Ann Lee would save the firm by closing two mills in Oslo.",
    ],
)
def test_what_is_only_possible_is_told_of_nobody(text):
    assert told(text) == [text.rstrip(".")]


def test_a_title_that_opens_the_sentence_is_told_small():
    assert "Lena Marsh is an actress" in told("Actress Lena Marsh died in Dublin.")
