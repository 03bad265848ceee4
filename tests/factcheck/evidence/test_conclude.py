"""What accepted passages add up to: mostly nothing, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from factcheck.evidence.conclude import Family as Suggested
from factcheck.evidence.conclude import Weighed, conclude
from factcheck.evidence.coverage import Part
from factcheck.workflow.statuses import Family

SUPPORTS = Weighed(1, "supports", source=1)
CONTRADICTS = Weighed(2, "contradicts", source=1)
AMOUNT = Part(start=30, end=33, words="12%", type="number", agree=(1,), differ=(), silent=())


def elsewhere(one: Weighed, source: int = 2) -> Weighed:
    return replace(one, key=one.key + 10 * source, source=source)


def test_two_independent_sources_that_agree_suggest_their_family():
    supported = conclude([SUPPORTS, elsewhere(SUPPORTS)], [AMOUNT])
    assert (supported.family, supported.passages, supported.sources) == ("supported", (1, 21), 2)
    refuted = conclude([CONTRADICTS, elsewhere(CONTRADICTS)])
    assert (refuted.family, refuted.passages) == ("refuted", (2, 22))


def test_more_sources_make_it_surer_and_never_certain():
    two = conclude([SUPPORTS, elsewhere(SUPPORTS)])
    three = conclude([SUPPORTS, elsewhere(SUPPORTS), elsewhere(SUPPORTS, 3)])
    assert 0.96 < two.score < three.score < 1


@pytest.mark.parametrize(
    ("passages", "why_not"),
    [
        ([], "nothing decides"),
        ([Weighed(1, "context", 1), Weighed(2, "unclear", 2)], "nothing decides"),
        ([SUPPORTS, elsewhere(CONTRADICTS)], "both sides"),
        ([SUPPORTS], "one source"),
        ([SUPPORTS, replace(SUPPORTS, key=3)], "one source"),
        ([SUPPORTS, replace(elsewhere(SUPPORTS), holds=False)], "source changed"),
        ([CONTRADICTS, replace(elsewhere(CONTRADICTS), of_these_words=False)], "reworded"),
    ],
)
def test_else_nothing_is_suggested_and_it_says_why(passages, why_not):
    found = conclude(passages)
    assert (found.family, found.why_not, found.passages) == ("", why_not, ())


def test_what_decides_nothing_does_not_count_as_a_source():
    assert conclude([SUPPORTS, Weighed(3, "context", source=2)]).why_not == "one source"


def test_no_claim_is_supported_while_a_part_of_it_is_not_borne_out():
    both = [SUPPORTS, elsewhere(SUPPORTS)]
    silent = conclude(both, [replace(AMOUNT, agree=(), silent=(1, 21))])
    assert (silent.why_not, silent.parts) == ("part open", ("12%",))
    differing = conclude(both, [replace(AMOUNT, agree=(), differ=(1,))])
    assert (differing.why_not, differing.parts) == ("part differs", ("12%",))


def test_no_claim_is_supported_by_what_was_not_compared_with_its_words():
    found = conclude([SUPPORTS, replace(elsewhere(SUPPORTS), compared=False)], [AMOUNT])
    assert (found.family, found.why_not) == ("", "not compared")
    assert conclude([CONTRADICTS, replace(elsewhere(CONTRADICTS), compared=False)]).family == "refuted"


def test_a_claim_is_refuted_whatever_else_of_it_is_true():
    both = [CONTRADICTS, elsewhere(CONTRADICTS)]
    assert conclude(both, [replace(AMOUNT, agree=(), silent=(2, 22))]).family == "refuted"


def test_only_families_of_the_workflow_are_suggested():
    assert set(get_args(Suggested)) <= set(Family.values)
