"""Which family another publisher's rating belongs to."""

from __future__ import annotations

import pytest

from factcheck.integrations.importing import families
from factcheck.integrations.importing.families import family_of
from factcheck.workflow.statuses import Family


def of(words: str, value=None, worst=None, best=None) -> str:
    return family_of(words, value=value, worst=worst, best=best)


def test_the_families_are_the_workflows():
    assert set(families.WORDS) == set(Family.values)


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("True", "supported"),
        ("MOSTLY TRUE.", "supported"),
        ("Half True", "mixed"),
        ("Mostly false", "refuted"),
        ("Pants on Fire!", "refuted"),
        ("Not true", "refuted"),
        ("False. The photo is from 2011.", "refuted"),
        ("Missing context", "mixed"),
        ("Missing context: the figure is for one town", "mixed"),
        ("Partly false", "mixed"),
        ("Unproven", "unproven"),
        ("No evidence", "unproven"),
        ("Labeled Satire", "not_rated"),
        ("Falso", "refuted"),
        ("Trompeur", "mixed"),
    ],
)
def test_words_decide(words, family):
    assert of(words) == family


@pytest.mark.parametrize("words", ["Truth be told", "Our finding", "", "Falsetto", "We could not say"])
def test_words_that_say_nothing_leave_it_open(words):
    assert of(words) == ""


def test_words_go_before_numbers():
    assert of("False", value=5, worst=1, best=5) == "refuted"


@pytest.mark.parametrize(
    ("value", "family"), [(1, "refuted"), (2, "refuted"), (3, "mixed"), (4, "supported"), (5, "supported")]
)
def test_numbers_decide_where_words_do_not(value, family):
    assert of("Four owls", value=value, worst=1, best=5) == family


@pytest.mark.parametrize("numbers", [(0, 1, 5), (3, None, 5), (3, 5, 1), (None, 1, 5), (1, 1, 1)])
def test_numbers_off_their_scale_decide_nothing(numbers):
    assert of("", *numbers) == ""
