"""Branches on the wrong word, seen through what is told."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [c.text for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "A developer from Bath, Marlowe Homes, has offered to buy 14 flats.",
            "Marlowe Homes has offered to buy 14 flats.",
        ),
        (
            "Two patients developed severe liver damage, one of whom died.",
            "One of two patients died.",
        ),
        (
            "She thanked Karim Adler and his late son Paul Adler, the former Attorney General of Maine, who "
            "died of cancer last year.",
            "Paul Adler died of cancer last year.",
        ),
        (
            "She thanked Karim Adler and his late son Paul Adler, the former Attorney General of Maine, who "
            "died of cancer last year.",
            "Paul Adler is the former Attorney General of Maine.",
        ),
        (
            "An adviser to Tom Roe, who asked not to be named, said the port would close.",
            "An adviser to Tom Roe asked not to be named.",
        ),
        (
            "The shares are cheap, said Priya Nair, an analyst at Holt & Webb, who rates them a hold.",
            "Priya Nair is an analyst at Holt & Webb.",
        ),
        (
            "Anna Lee visited Priya Nair, an analyst at Holt & Webb, who owns 9 boats.",
            "Priya Nair owns 9 boats.",
        ),
        (
            "Professor Amy Lindqvist of Dalton University, who has studied the industry for two decades, "
            "testified that checks had failed.",
            "Amy Lindqvist has studied the industry for two decades.",
        ),
        (
            "The measure, introduced in June by Sen. Carla Whitlow, D-Ore., and Sen. Tom Banning, R-Utah, "
            "has 31 co-sponsors.",
            "The measure was introduced in June by Sen. Carla Whitlow and Sen. Tom Banning.",
        ),
        (
            "Neither the Greens nor the Farmers, which together hold 31 seats, has said how it would vote.",
            "The Greens and the Farmers together hold 31 seats.",
        ),
        (
            "The plan changed the rules of the House of Boats, which were written in 1990.",
            "The rules of the House of Boats were written in 1990.",
        ),
        (
            "They follow the Marlow Rules of Order, which is common in the county.",
            "The Marlow Rules of Order is common in the county.",
        ),
        (
            "He described the dire mess Lee is facing in the vote against her opponent, Sen. Bernie Roe.",
            "Bernie Roe is Lee's opponent.",
        ),
        (
            "Tom Roe wavered in answering a question about whether he would sell the port, drawing boos from "
            "the crowd.",
            "Tom Roe drew boos from the crowd.",
        ),
        (
            "Sheldon Lee said on Friday he met Mayor Roe earlier this week.",
            "Sheldon Lee met Mayor Roe earlier this week.",
        ),
        (
            "Anna Lee said in an interview she would sell 9 boats.",
            "Anna Lee would sell 9 boats.",
        ),
        (
            "Two analysts, Pat Megahan and Chris Harman, found in 2014 that the port owns 9 boats.",
            "The port owns 9 boats.",
        ),
        (
            "The town was hit by two floods in May 2023, which killed 17 people.",
            "Two floods killed 17 people.",
        ),
        (
            "Tom Roe told reporters on a conference call that the firm had acted in good faith and that the "
            'data came from "a group of 212 patients".',
            "The firm had acted in good faith.",
        ),
        (
            "The lab found no sign of gum and resin, which are sold in 9 shops.",
            "Gum and resin are sold in 9 shops.",
        ),
        (
            "Anna Lee has ruled that out, telling analysts last month she would sell 9 boats.",
            "Anna Lee would sell 9 boats.",
        ),
        (
            "The council says 361 people were hurt, while the police put the number at 25.",
            "The police put the number at 25.",
        ),
        (
            "Two boats were seized on Monday and released three days later without charge.",
            "Two boats were released three days later without charge.",
        ),
        (
            "It would also be on probation for three years and have to pay 9 million euros.",
            "It would have to pay 9 million euros.",
        ),
        (
            "The council voted on Tuesday to adopt a budget for the year beginning July 1 that raises fares "
            "by 25 cents, adds 40 officers and closes two parks.",
            "A budget for the year adds 40 officers.",
        ),
        (
            "A petition calling for a 3% cap, signed by 9,000 people, was handed in last month.",
            "A petition was signed by 9,000 people.",
        ),
        (
            "The flu has hurt 223 people and killed two, neither of whom was vaccinated, officials said.",
            "Neither of two was vaccinated.",
        ),
        (
            "Anna Lee left in May. Tom Roe met Lee, whose gallery Colnaghi sold 9 paintings.",
            "Anna Lee's gallery Colnaghi sold 9 paintings.",
        ),
        (
            "Shares in the company, which had risen 10% in May, closed down in June.",
            "Shares in the company had risen 10% in May.",
        ),
        (
            "General Min Hlaing, who seized power in 2021, left on Thursday for a summit in Oslo.",
            "Min Hlaing left on Thursday for a summit in Oslo.",
        ),
        (
            "There was little about solar power, an area in which Oslo has fallen behind Marlow.",
            "Oslo has fallen behind Marlow in solar power.",
        ),
    ],
)
def test_a_branch_is_told_of_what_it_is_about(text, claim):
    assert claim in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lee owns the newspaper with the largest circulation in Peru, a free daily.",
        "Anna Lee said on Monday the port was closed on Friday.",
    ],
)
def test_nothing_is_told_of_the_wrong_word(text):
    assert not [c for c in told(text) if c.startswith("Peru") or "Monday" in c]


def test_a_name_takes_the_place_of_its_own_description_only():
    text = (
        "At least 14 people were killed, among them a couple in their seventies whose car was swept off a "
        "bridge and a firefighter, Tom Roe, 34, who died when a wall fell on him."
    )
    assert not [claim for claim in told(text) if "Tom Roe was swept" in claim]


def test_one_person_is_not_several():
    text = "The winners were John Cushman and two others, Anna Lee and Tom Roe, rivals of the mayor."
    assert not [c for c in told(text) if c.startswith("Tom Roe are")]


def test_a_campaign_is_not_its_candidate():
    (claim,) = find_claims("The Roe campaign said the port was closed in May. Tom Roe spoke.").claims[:1]
    assert claim.speaker is not None
    assert claim.speaker.name == "The Roe campaign"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("A lawyer for the firm, Audra Finley, praised the court.", "Audra Finley is a lawyer for the firm."),
        (
            "Doctors Without Frontiers, a charity from Geneva, left the camp in May.",
            "Doctors Without Frontiers are a charity from Geneva.",
        ),
    ],
)
def test_an_apposition_is_told_of_whom_it_describes(text, claim):
    assert claim in told(text)


def test_a_time_behind_a_participle_is_when_that_was_done():
    found = told("More than 300 children abducted by gunmen in Nigeria last week have been freed.")
    assert found == [
        "More than 300 children have been freed.",
        "More than 300 children were abducted by gunmen in Nigeria last week.",
    ]
