from datetime import date

import pytest

from factcheck.evidence.rules import Backing, Check, Rule, check, independent

TODAY = date(2024, 5, 10)
WIRE = (
    "The council of Norland voted on Tuesday to close the old bridge after engineers found cracks in two of "
    "its pillars. Repairs will take a year and cost four million crowns, said the head of the roads office."
)
OWN = (
    "Norland's old bridge will be shut. Inspectors had reported cracks, and on Tuesday the council decided. "
    "It expects to pay four million crowns for repairs that last until next spring."
)


def backing(publisher: str, text: str = WIRE, *, primary: bool = False, seen_on: date = TODAY) -> Backing:
    return Backing(publisher=publisher, text=text, is_primary=primary, seen_on=seen_on)


def test_two_publishers_with_their_own_words_are_independent():
    assert len(independent([backing("a.example"), backing("b.example", OWN)])) == 2


def test_wire_copy_counts_once_also_when_it_is_cut_and_has_another_headline():
    cut = "Bridge to be closed\n\n" + WIRE[:150]
    assert len(independent([backing("a.example"), backing("b.example"), backing("c.example", cut)])) == 1


def test_two_pages_of_one_publisher_count_once():
    assert len(independent([backing("a.example"), backing("a.example", OWN)])) == 1


def test_a_third_that_depends_on_both_ties_them_together():
    one, other = (
        backing("a.example", "Some words of its own, and nothing that another page has."),
        backing("b.example"),
    )
    assert len(independent([one, other, backing("a.example", WIRE)])) == 1


def test_sources_without_a_publisher_are_told_apart_by_their_text():
    assert len(independent([backing(""), backing("", OWN), backing("", WIRE)])) == 2


@pytest.mark.parametrize(
    ("backings", "found"),
    [
        ([], 0),
        ([backing("a.example")], 0),
        ([backing("a.example", primary=True), backing("b.example", OWN)], 1),
    ],
)
def test_primary_sources_are_counted(backings, found):
    assert check(Rule(min_independent=0, min_primary=1), backings, today=TODAY) == (
        Check("primary", found, 1),
    )


@pytest.mark.parametrize(("seen_on", "is_met"), [(date(2024, 4, 10), True), (date(2024, 4, 9), False)])
def test_a_source_that_was_not_looked_at_for_too_long_is_named(seen_on, is_met):
    rule = Rule(min_independent=0, min_primary=0, max_age_days=30)
    [asked] = check(rule, [backing("a.example", seen_on=seen_on)], today=TODAY)
    assert (asked.requirement, asked.is_met) == ("fresh", is_met)


def test_what_has_no_address_is_not_asked_when_it_was_seen():
    rule = Rule(min_independent=0, min_primary=0, max_age_days=30)
    told = Backing(publisher="17", text=OWN, is_primary=True, seen_on=None)
    [asked] = check(rule, [told, backing("a.example")], today=TODAY)
    assert asked == Check("fresh", 1, 1)


def test_a_rule_that_asks_for_nothing_checks_nothing():
    assert check(Rule(min_independent=0, min_primary=0), [backing("a.example")], today=TODAY) == ()
