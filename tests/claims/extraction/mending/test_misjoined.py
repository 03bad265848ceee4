"""Clauses that the parser joined to the wrong one, seen through what is told."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "More than 900 people were told to leave their homes on Monday as a fire driven by strong winds "
            "tore through the hills above Marlow.",
            [
                "More than 900 people were told to leave their homes on Monday.",
                "A fire tore through the hills above Marlow.",
                "A fire was driven by strong winds.",
            ],
        ),
        (
            "The 9 billion crown package passed by 103 votes to 98, with six abstentions.",
            ["The 9 billion crown package passed by 103 votes to 98, with six abstentions."],
        ),
        (
            "The budget raises the tax on drinks to 9 percent from 8 percent, freezes teachers' pay for two "
            "years and sets aside 3 million crowns for boats.",
            [
                "The budget raises the tax on drinks to 9 percent from 8 percent.",
                "The budget freezes teachers' pay for two years.",
                "The budget sets aside 3 million crowns for boats.",
            ],
        ),
        (
            "The board scrapped a grant for boats which the previous council, led by the Farmers' "
            "Party, introduced in 2018.",
            [
                "The board scrapped a grant for boats which the previous council introduced in 2018.",
                "The previous council was led by the Farmers' Party.",
            ],
        ),
        (
            "Anna Lee survived a blast in 1986, when a bomb exploded under her car in Oslo, killing her "
            "driver, Ronald Stokes.",
            [
                "Anna Lee survived a blast in 1986, when a bomb exploded under her car in Oslo.",
                "A bomb exploding under Anna Lee's car in Oslo killed her driver, Ronald Stokes.",
            ],
        ),
        ("The speech cost her several old friends.", ["The speech cost her several old friends."]),
        (
            "Anna Lee published three volumes of memoirs and, at 70, a cookbook.",
            ["Anna Lee published three volumes of memoirs and, at 70, a cookbook."],
        ),
        (
            "About half of the patients die within five years, a figure that has hardly changed since 1990.",
            [
                "About half of the patients die within five years.",
                "The figure has hardly changed since 1990.",
            ],
        ),
        (
            "Its director, Miles Redfern, called on banks to offer longer terms, as two of the five largest "
            "have already done.",
            [
                "Miles Redfern called on banks to offer longer terms, as two of the five largest have "
                "already done.",
                "Miles Redfern is its director.",
            ],
        ),
        (
            "The group, all members of a university mountaineering club, set out on Friday morning despite a "
            "warning.",
            [
                "The group, all members of a university mountaineering club, set out on Friday morning "
                "despite a warning.",
            ],
        ),
        (
            "The club was on the verge of bankruptcy before a local cement manufacturer, Hugo Prats, paid "
            "off its debts.",
            [
                "The club was on the verge of bankruptcy before Hugo Prats paid off its debts.",
                "Hugo Prats is a local cement manufacturer.",
            ],
        ),
        (
            "Had the nine men tried to descend in the dark, Urs Gerber said, all would have died.",
            ["Had the nine men tried to descend in the dark all would have died."],
        ),
        (
            "Orsk led at halftime through goals by Emil Sander, a former youth player, and Ricardo Paiva, "
            "whose free kick was deflected in off a defender.",
            [
                "Orsk led at halftime through goals by Emil Sander and Ricardo Paiva.",
                "Ricardo Paiva's free kick was deflected in off a defender.",
            ],
        ),
        (
            "Karl Weiss complained that the referee had added six minutes, and was shown a yellow card.",
            ["The referee had added six minutes.", "Karl Weiss was shown a yellow card."],
        ),
        (
            "Inflation, which stood at 9.4 percent in October, down from a peak of 11.1 percent in July, is "
            "not expected to return to the target.",
            [
                "Inflation, down from a peak of 11.1 percent in July, is not expected to return to the "
                "target.",
                "Inflation stood at 9.4 percent in October.",
            ],
        ),
        (
            "The bank now sees the economy shrinking by 0.3 percent; in August Lund had predicted growth.",
            [
                "The bank now sees the economy shrinking by 0.3 percent.",
                "In August Lund had predicted growth.",
            ],
        ),
        (
            "Anna Lee has recorded 31 albums, three of which won prizes, and given more than 900 concerts.",
            [
                "Anna Lee has recorded 31 albums.",
                "Three of 31 albums won prizes.",
                "Anna Lee has given more than 900 concerts.",
            ],
        ),
        (
            "Shops that break the rules face fines of up to $20,000 and, for a third offense, the loss of "
            "their license.",
            [
                "Shops that break the rules face fines of up to $20,000 and, for a third offense, the loss "
                "of their license."
            ],
        ),
        (
            "Residents were told to keep windows shut and not to drink tap water for 9 days.",
            [
                "Residents were told to keep windows shut.",
                "Residents were told not to drink tap water for 9 days.",
            ],
        ),
        (
            "Emma Tallis, the soprano whose records sold more than four million copies, announced on Tuesday "
            "that she would retire from the stage in March, blaming an injury.",
            [
                "Emma Tallis' records sold more than four million copies.",
                "Emma Tallis would retire from the stage in March.",
                "Emma Tallis blamed an injury.",
            ],
        ),
        (
            "Nearly 300 students walked out of classes on Wednesday to protest a plan to cut 11 programs, "
            "including philosophy, French and dance, that officials say attract too few applicants.",
            [
                "Nearly 300 students walked out of classes on Wednesday to protest a plan to cut 11 "
                "programs, including philosophy, French and dance, that officials say attract too few "
                "applicants.",
            ],
        ),
        (
            "The board of trustees, eight of whose 12 members were appointed by Gov. Rick Lamar, is due to "
            "vote on the plan on Dec. 12.",
            [
                "The board of trustees is due to vote on the plan on Dec. 12.",
                "Eight of the board of trustees' 12 members were appointed by Gov. Rick Lamar.",
            ],
        ),
        (
            "Fourteen faculty members, eight of them tenured, have been told their contracts will not be "
            "renewed.",
            [
                "Fourteen faculty members, eight of them tenured, have been told their contracts will not be "
                "renewed."
            ],
        ),
        (
            "Two bronze swords, a necklace of 140 beads and the skeleton of a dog were also found.",
            ["Two bronze swords, a necklace of 140 beads and the skeleton of a dog were also found."],
        ),
        (
            "The senate voted 41-7 last week to censure Carla Menendez, the first such vote in its history.",
            ["The senate voted 41-7 last week to censure Carla Menendez."],
        ),
        (
            "Paul Oduya said the office had ignored another plan, but stopped short of calling on her to "
            "resign.",
            [
                "The office had ignored another plan.",
                "Paul Oduya stopped short of calling on her to resign.",
            ],
        ),
        (
            "Lund, four times the size of the port, reported a loss in May.",
            ["Lund reported a loss in May.", "Lund is four times the size of the port."],
        ),
    ],
)
def test_no_clause_gets_what_another_tells(text, claims):
    assert sorted(t for t, _ in told(text)) == sorted(claims)


def test_what_somebody_wants_of_others_is_not_told_as_theirs():
    assert told("Anna Lee wants her neighbours to treat the port as a park.") == [
        ("Anna Lee wants her neighbours to treat the port as a park.", None)
    ]


def test_a_name_in_front_of_a_comma_is_no_request():
    text = (
        "A jury found Derek Polgreen, 44, guilty of bribery in May.\n\nPolgreen, testifying in his own "
        "defense, admitted taking the goggles but said he thought they had been written off."
    )
    assert ("Derek Polgreen admitted taking the goggles.", None) in told(text)


def test_a_colon_parts_what_one_does_from_what_is_said_behind_it():
    text = "Marek Dvorsky, a specialist in pollen, disagreed: the soil, he said, pointed to a drought."
    assert ("The soil pointed to a drought.", "Marek Dvorsky") in told(text)


def test_those_who_demand_it_do_not_say_what_is_done_instead():
    text = "The ministry said it would pay for the dig but ruled out moving the route, as residents demanded."
    assert ("The ministry ruled out moving the route, as residents demanded.", "residents") not in told(text)
    assert "residents" not in {speaker for _, speaker in told(text)}


def test_what_somebody_did_in_spite_of_what_was_done_to_him_is_no_part_of_it():
    assert told("Two men had been ordered to leave the country but appealed in May.") == [
        ("Two men had been ordered to leave the country.", None),
        ("Two men appealed in May.", None),
    ]


def test_a_clause_of_when_is_told_without_its_when():
    text = (
        "Ten years after the collapse of the Harlan dam killed 113 people, a judge in Minas ruled on "
        "Wednesday that its owner must pay 4 billion reais."
    )
    assert ("The collapse of the Harlan dam killed 113 people.", None) in told(text)


def test_a_name_that_reads_like_a_request_did_something():
    assert told("Keep Iowa Moving spent $3 million.") == [("Keep Iowa Moving spent $3 million.", None)]
    text = "In May, Keep the Harbor, the smallest of three groups, has bought 9 boats for the ferry."
    assert any("has bought 9 boats" in claim for claim, _ in told(text))
    assert told("Help Anna Lee win the seat in May.") == []


@pytest.mark.parametrize(
    "said",
    [
        "The bill would have banned fishing in the bay, had it passed.",
        "Assuming prices stay stable, the firm will break even in 2028.",
        "Provided that the bank agrees, the shop will open in May.",
    ],
)
def test_a_condition_without_an_if_stays_with_what_it_allows(said):
    assert told(said) == [(said, None)]


def test_what_a_video_claims_to_show_is_not_told_of_the_verb_behind_it():
    said = "A video that claims to show the attack was filmed in 2015."
    assert told(said) == [(said, None)]


def test_what_had_happened_by_the_time_is_told_with_it():
    said = "By the time help arrived, 12 people had drowned."
    assert told(said) == [(said, None)]


def test_what_passes_by_a_single_vote_is_not_passed_by_a_vote():
    said = "The measure passed by a single vote after Lee switched sides."
    assert told(said) == [(said, None)]
