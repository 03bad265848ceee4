"""What was done, told of the thing that it was done to."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [claim.text for claim in find_claims(text).claims]


@pytest.mark.parametrize(
    "text",
    [
        "Emissions rose to 37.8 billion tonnes, driven by coal use in Asia.",
        "Sales climbed to 9 million euros, boosted by a weak dollar.",
        "Support for the party rose to 31 percent, fuelled by anger over rents.",
    ],
)
def test_what_moved_a_figure_is_kept_with_what_rose(text):
    assert told(text) == [text]


def test_what_was_built_is_told_of_what_was_bought():
    assert (
        told("They bought 3 ships, built by a yard in Ulsan.")[-1] == "3 ships were built by a yard in Ulsan."
    )


def test_what_comes_behind_a_name_and_a_comma_is_no_part_of_its_office():
    assert told("Anna Lee will see Oslo's mayor, Tom Roe, behind closed doors at 2 p.m.") == [
        "Anna Lee will see Tom Roe behind closed doors at 2 p.m.",
        "Tom Roe is Oslo's mayor.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The week after the vote will set the tone for the whole year.",
        "“The day before the trial will decide the case,” said Anna Lee.",
    ],
)
def test_a_time_named_by_what_follows_it_acts_itself(text):
    assert told(text)[0] == text.split(",”")[0].strip("“.") + "."


def test_a_clause_of_time_keeps_what_it_is_about():
    text = "The week after the court ruled, Anna Lee left Oslo."
    assert told(text)[0].endswith("Anna Lee left Oslo.")


def test_what_stands_in_a_quotation_is_not_said_outside_of_it():
    text = (
        "The council voted on Thursday for a text that calls the port “a lantern of trade, in its own waters "
        "and far beyond them”."
    )
    assert told(text)[0] == text
    assert all("text" in claim for claim in told(text) if "waters" in claim)


def test_a_reason_is_one_for_what_is_done_and_is_told():
    assert told(
        "The US arms the island to protect it as China hasn’t ruled out using force to “reunify.”"
    ) == [
        "The US arms the island to protect it.",
        "China hasn’t ruled out using force to reunify.",
    ]


def test_a_name_behind_an_office_is_not_what_stands_further_in_front():
    text = (
        "Donald Roe won in May. Investors dislike the close presidential election and mostly unknown "
        "policies of the Republican nominee, Donald Roe, in 9 states. The "
        "presidential election will hurt 9 markets."
    )
    found = [c.text for c in find_claims(text).claims]
    assert "Donald Roe is the Republican nominee." in found
    assert found[-1] == "The presidential election will hurt 9 markets."


def test_what_somebody_was_then_is_told_of_the_past():
    assert told("Mr. Lee, then chief executive, sold shares worth $3 million.") == [
        "Mr. Lee sold shares worth $3 million.",
        "Lee was chief executive.",
    ]
