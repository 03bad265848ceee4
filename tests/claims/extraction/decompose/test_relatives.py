"""Relative clauses, told of the noun that they describe."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [c.text for c in find_claims(text).claims]


def test_what_somebody_accused_denies_is_the_accusation():
    said = "Ann Lee is accused of stealing $3 million from the fund, which she denies."
    assert told(said) == [said]
    assert "Ann Lee denied the permit." in told("The city wanted the permit, which Ann Lee denied.")


@pytest.mark.parametrize(
    "said",
    [
        "Ann Roe imagined a city in which cars were banned.",
        "The Daily Star retracted a story that said the mayor had taken bribes.",
        "It was Lee, not Roe, who signed the order.",
    ],
)
def test_what_need_not_be_is_not_told_alone(said):
    assert told(said) == [said]


def test_one_of_many_is_told_with_the_clause_that_says_which():
    assert told("The court let stand a ruling that bars Lee from the ballot.") == [
        "The court let stand a ruling that bars Lee from the ballot.",
        "A ruling bars Lee from the ballot.",
    ]


def test_an_accusation_that_somebody_denies_is_no_claim_of_its_own():
    assert told("Ann Lee allegedly hit a guard, an accusation she denies.") == [
        "Ann Lee allegedly hit a guard."
    ]


def test_only_some_things_are_not_all_that_rose():
    text = "The group had counted only car thefts, which rose from 210 to 433."
    assert "Car thefts rose from 210 to 433." in told(text)


def test_some_of_whom_are_some_of_those_named():
    text = "“They can dissolve a party,” party leader Chai Srisuk told supporters, some of whom wept."
    assert "Some of the supporters wept." in told(text)


def test_a_door_in_somebodys_words_is_no_door():
    text = 'A critic wrote that Lena Marsh had "the voice of a door that needs oil".'
    assert told(text) == ['Lena Marsh had "the voice of a door that needs oil".']


def test_what_happened_in_an_operation_is_not_told_of_whom_it_was_against():
    said = "The raid was part of an operation against a network, in which 11 other flats were searched."
    assert told(said) == [said]
