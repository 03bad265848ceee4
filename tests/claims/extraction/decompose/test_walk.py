"""Sentences to their assertions."""

import pytest

from claims.extraction.attribution.reported import find_reported
from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.inflect import past
from claims.extraction.decompose.walk import candidates
from claims.extraction.parser import parse
from claims.extraction.tree import text_of


def told(text):
    doc = next(parse([text]))
    doc.article = text
    return [text_of(c.words) for c in candidates(Sentence(doc, tuple(find_reported(doc))))]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Odour said that the camp would be closed by May and its inhabitants sent home.",
            ["the camp would be closed by May and its inhabitants sent home"],
        ),
        (
            "Anna Lee came with four children, the youngest of whom she carried on her back.",
            ["Anna Lee came with four children, the youngest of whom she carried on her back"],
        ),
        (
            "The officer was a scapegoat for a system nobody was watching.",
            ["The officer was a scapegoat for a system nobody was watching"],
        ),
        (
            "Grace Nakamura, the officer who succeeded Tom Lee at the depot, left in May.",
            ["Grace Nakamura left in May", "Grace Nakamura succeeded Tom Lee at the depot"],
        ),
        (
            "The minister opened a door that nobody could close.",
            ["The minister opened a door that nobody could close"],
        ),
        (
            "Taiwan, a self-governing democracy annexed by China, will vote on Saturday.",
            [
                "Taiwan will vote on Saturday",
                "Taiwan is a self-governing democracy annexed by China",
                "Taiwan was annexed by China",
            ],
        ),
        ("There are four members who oppose the plan.", ["four members oppose the plan"]),
        ("There is no member who opposes the plan.", ["There is no member who opposes the plan"]),
        (
            '"Power to the people!" the group shouted from the street.',
            ['"Power to the people!" the group shouted from the street'],
        ),
        (
            "Carrying flags and signs, the crowd filled the square.",
            ["the crowd filled the square", "the crowd carried flags and signs"],
        ),
        (
            "Anna Lee, having sold the farm, could leave the town.",
            ["Anna Lee could leave the town", "Anna Lee sold the farm"],
        ),
        (
            "After spending a year in Oslo, Anna Lee is going home.",
            ["Anna Lee is going home", "Anna Lee spent a year in Oslo"],
        ),
        (
            "Anna Lee has opened two schools since taking office in 2014.",
            [
                "Anna Lee has opened two schools since taking office in 2014",
                "Anna Lee took office in 2014",
            ],
        ),
        (
            "With the vote approaching, the rivals have won two suits.",
            ["the rivals have won two suits", "the vote is approaching"],
        ),
        ("Days after leaving the town, Anna Lee fell.", ["Days after leaving the town, Anna Lee fell"]),
        (
            "The vote was a win for Anna Lee, even though she lost in Oslo.",
            ["The vote was a win for Anna Lee", "she lost in Oslo"],
        ),
        (
            'The mayor has mocked a guest, referred to people from Oslo as "thieves" '
            "and recently pointed to a man.",
            [
                "The mayor has mocked a guest",
                'The mayor has referred to people from Oslo as "thieves"',
                "The mayor has recently pointed to a man",
            ],
        ),
        (
            "The poll of 1,000 voters, taken in May, has a margin of error of 3 points.",
            [
                "The poll of 1,000 voters has a margin of error of 3 points",
                "The poll of 1,000 voters was taken in May",
            ],
        ),
        ("Although it rained, the crowd left the square.", ["the crowd left the square"]),
        (
            "A lawyer, Lee has long passed out copies of the law to students.",
            ["Lee is a lawyer", "Lee has long passed out copies of the law to students"],
        ),
        (
            "A quality program costs more than sending a child to school.",
            ["A quality program costs more than sending a child to school"],
        ),
        ("Wherever Anna Lee goes, the crowd goes.", ["Wherever Anna Lee goes, the crowd goes"]),
        ("Anna Lee, 42, won the race.", ["Anna Lee won the race", "Anna Lee is 42 years old"]),
        ("Mayor Anna Lee opened the bridge.", ["Anna Lee opened the bridge", "Anna Lee is Mayor"]),
        (
            "The council met on Monday and approved the plan.",
            ["The council met on Monday", "The council approved the plan"],
        ),
        (
            "The bridge, which opened in 1990, failed in May.",
            ["The bridge failed in May", "The bridge opened in 1990"],
        ),
        (
            "Although the plan failed twice, the council paid the bill.",
            ["the plan failed twice", "the council paid the bill"],
        ),
        (
            "Although the plan may fail, the council paid the bill.",
            ["the plan may fail", "the council paid the bill"],
        ),
        (
            "Ted Cole and Tom Roe know the town.",
            ["Ted Cole knows the town", "Tom Roe knows the town"],
        ),
        (
            "Cres Lund, Director of the Iodine study, and Chairman of the Centre for Salt, left the room.",
            [
                "Cres Lund left the room",
                "Cres Lund is Director of the Iodine study",
                "Cres Lund is Chairman of the Centre for Salt",
            ],
        ),
        (
            "Team Estonia had to rebuild the robot entirely after the original disappeared in May.",
            ["Team Estonia had to rebuild the robot", "the original disappeared in May"],
        ),
        ("Police arrested and questioned the man.", ["Police arrested the man", "Police questioned the man"]),
        (
            "Anna Lee told the board, adding that the bill was late.",
            ["the bill was late"],
        ),
        (
            "Romelu Lukaku doubled the lead, scoring a header.",
            ["Romelu Lukaku doubled the lead", "Romelu Lukaku scored a header"],
        ),
        ("The road not only feeds the town but also the port.", ["The road feeds the town and the port"]),
        ("Anna Lee and Tom Roe were hurt in May.", ["Anna Lee was hurt in May", "Tom Roe was hurt in May"]),
        ("Anna Lee and Tom Roe met in May.", ["Anna Lee and Tom Roe met in May"]),
        (
            "A storm caused a crane to fall into the mosque, killing 107 people and wounding 238.",
            [
                "A storm caused a crane to fall into the mosque",
                "a crane falling into the mosque killed 107 people",
                "a crane falling into the mosque wounded 238",
            ],
        ),
        (
            "The team was deducted a point, leading to a rush of success by the other side.",
            [
                "The team was deducted a point",
                "The team being deducted a point led to a rush of success by the other side",
            ],
        ),
        (
            "The bill passed in May, with Anna Lee defeating Tom Roe by 12 votes.",
            ["The bill passed in May", "Anna Lee defeated Tom Roe by 12 votes"],
        ),
        (
            "The rivals are in a tie with Ann Lee winning more votes from bakers "
            "and the farmers backing Tom Roe.",
            [
                "The rivals are in a tie",
                "Ann Lee wins more votes from bakers",
                "the farmers back Tom Roe",
            ],
        ),
        ("The match ended with Sweden winning three points.", ["Sweden won three points"]),
        (
            "The match was well attended, with the stands full of students.",
            ["The match was well attended", "the stands were full of students"],
        ),
        (
            "Lawsuits have been filed, mailing lists have been shut down, homes have been raided.",
            ["Lawsuits have been filed", "mailing lists have been shut down", "homes have been raided"],
        ),
        (
            "The man travelled to California, where he was questioned by a lawyer.",
            ["The man travelled to California", "he was questioned by a lawyer in California"],
        ),
        (
            "The group includes Acme, Borealis of Oslo, and Zenith.",
            ["The group includes Acme, Borealis of Oslo, and Zenith"],
        ),
        (
            "Tom Roe is from Oklahoma, one of the states suing the agency.",
            ["Tom Roe is from Oklahoma", "Oklahoma is one of the states suing the agency"],
        ),
        (
            "Fishermen saw the smoke and a boat was sent to help.",
            ["Fishermen saw the smoke", "a boat was sent to help"],
        ),
        (
            "Among the dead were Anna Lee, a nurse, and Tom Roe.",
            ["Anna Lee was among the dead", "Tom Roe was among the dead", "Anna Lee is a nurse"],
        ),
        (
            "The bridge that fell in May was built by Acme.",
            ["The bridge that fell in May was built by Acme", "The bridge fell in May"],
        ),
        (
            "The fire was no surprise after storms that felled trees in May.",
            ["The fire was no surprise after storms that felled trees in May", "storms felled trees in May"],
        ),
        (
            "The spread of the fever over the past year - from its source in Oslo to farms in the south - "
            "has led the ministry to send doctors to all towns.",
            ["The spread of the fever over the past year has led the ministry to send doctors to all towns"],
        ),
        (
            "Lawmakers, bakers and other town leaders slurped oysters, downed Patron-infused mango juices "
            "and listened to a band.",
            [
                "Lawmakers, bakers and other town leaders slurped oysters",
                "Lawmakers, bakers and other town leaders downed Patron-infused mango juices",
                "Lawmakers, bakers and other town leaders listened to a band",
            ],
        ),
        (
            "Reporters filmed the house the minister lived in.",
            ["Reporters filmed the house the minister lived in", "the minister lived in the house"],
        ),
        (
            "Taiwan, which China annexed in 1949, will vote on Saturday.",
            ["Taiwan will vote on Saturday", "China annexed Taiwan in 1949"],
        ),
        (
            "Anna Lee, a lawyer who grew up in Oslo, won the race.",
            ["Anna Lee won the race", "Anna Lee is a lawyer", "Anna Lee grew up in Oslo"],
        ),
        (
            "The 42-year-old minister resigned in May.",
            ["The 42-year-old minister resigned in May", "The minister is 42 years old"],
        ),
        (
            "Visitors climbed the 70 meter memorial hall.",
            ["Visitors climbed the 70 meter memorial hall", "the memorial hall is 70 meters"],
        ),
        ("The two-year contract was signed in May.", ["The two-year contract was signed in May"]),
        (
            "The museum, with more than 3,000 paintings, draws visitors.",
            ["The museum draws visitors", "The museum has more than 3,000 paintings"],
        ),
        ("Anna Lee met with 12 members of the board.", ["Anna Lee met with 12 members of the board"]),
        ("A fire swept through the market.", ["A fire swept through the market"]),
        (
            "Labour wants to build flats on the old airfield, a plan that the Greens have opposed since May.",
            [
                "Labour wants to build flats on the old airfield",
                "the Greens have opposed the plan since May",
            ],
        ),
        ("Tom Roe (a farmer) opened the port.", ["Tom Roe opened the port", "Tom Roe is a farmer"]),
        (
            "This week, the team won the cup in Marlow, with silver going to Lund.",
            ["This week, the team won the cup in Marlow", "silver went to Lund"],
        ),
        (
            "They made the trip twice and were turned down both times.",
            ["They made the trip twice", "They were turned down both times"],
        ),
        ("A 14-year-old boy was hurt.", ["A 14-year-old boy was hurt"]),
        (
            "The museum sold 9,000 tickets on Sunday, twice as many as in 2019.",
            ["The museum sold 9,000 tickets on Sunday", "The museum sold twice as many as in 2019"],
        ),
        (
            "Unemployment fell to 4.2 percent, down from 5 percent in 2019.",
            ["Unemployment fell to 4.2 percent", "Unemployment was down from 5 percent in 2019"],
        ),
        (
            "The firm cut its price to 3 dollars - less than the bank had expected - on Friday.",
            [
                "The firm cut its price to 3 dollars on Friday",
                "its price was less than the bank had expected",
            ],
        ),
        (
            "The ferry was sailing to Marlow when its engine caught fire.",
            ["The ferry was sailing to Marlow", "its engine caught fire"],
        ),
        (
            "The company operates seven ferries, making it the largest in the region.",
            ["The company operates seven ferries", "The company is the largest in the region"],
        ),
        (
            "The names will stand on a monument to be built in the capital.",
            [
                "The names will stand on a monument to be built in the capital",
                "a monument is to be built in the capital",
            ],
        ),
        (
            "The club closed its hall, instead renting a barn from a farmer.",
            ["The club closed its hall", "The club instead rented a barn from a farmer"],
        ),
        (
            "The firm shut its mill in May, blaming cheap imports.",
            ["The firm shut its mill in May", "The firm blamed cheap imports"],
        ),
        (
            "The plan was rejected by the Danes and the Frisians, a minority in the north.",
            [
                "The plan was rejected by the Danes and the Frisians",
                "the Frisians are a minority in the north",
            ],
        ),
        (
            "The bank expects that oil - which costs 90 dollars - will grow dearer.",
            ["The bank expects that oil will grow dearer", "oil costs 90 dollars"],
        ),
        (
            "She died from an infection caused by a burn after the clinic closed its doors.",
            [
                "She died from an infection",
                "an infection was caused by a burn",
                "the clinic closed its doors",
            ],
        ),
        ("The US arms Taiwan to protect it.", ["The US arms Taiwan to protect it"]),
        (
            "Ottawa has known only the court in Lima since 1979, yet the US arms the harbour under a law.",
            [
                "Ottawa has known only the court in Lima since 1979",
                "the US arms the harbour under a law",
            ],
        ),
    ],
)
def test_each_assertion_is_told_once(text, claims):
    assert sorted(told(text)) == sorted(claims)


def test_a_short_verb_doubles_its_last_letter():
    assert past("dip") == "dipped"


def test_a_main_clause_is_never_lost_to_a_part_of_it():
    text = "The aides are accused of giving him drops instead of using the creams they had been given."
    assert told(text) == [text.rstrip(".")]


def test_what_is_only_supposed_is_never_asserted():
    text = "He asked what would follow if the money had come from the port."
    assert not any(t.lower().startswith(("the money", "if the money")) for t in told(text))


def test_a_verb_is_never_told_without_its_subject():
    text = 'In their first match, the club\'s robot, named "Best Idea of Marlow," scored two points for it.'
    assert not any(t.startswith("scored") for t in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "He did not leave because he was tired.",
        "If the bridge fails, the town will pay.",
        "Either the county pays or the bridge closes.",
        "The fate of the plan and the port is open.",
        "Anna Lee and Tom Roe met in Oslo.",
        "The mayor closed the bridge on Monday, not the tunnel.",
        "A teacher mistakenly thought the clock was a bomb.",
        "The county turned away boats of farmers which the board had criticised.",
        "Laws let dealers sell guns to any adult who passes a check.",
        "The robots were required to recognize, pick up, carry, and deposit balls.",
        "Tuesday marks four weeks since Tom Roe won the race.",
        "Tom Roe left a day after the bridge had failed.",
        "The state cast nine votes for Tom Roe, 13 for Anna Lee and one for the mayor.",
        "Tom Roe answered that he was not able to do that.",
        "Boats from Aceh, Indonesia, arrived on Friday.",
        "The order comes as some ships leave the port.",
        "It was the rise of competition that led to the downfall of 9 ports.",
        "The share rose by 9 points (50 percent to 59 percent).",
        'Tom Roe was "honored and humbled" to announce the sale.',
        "Anna Lee lost by a wide margin among voters who decided in May.",
        "The party is looking for issues that please its voters.",
        "Revenue fell by 17 percent at Roe Harbour, 5 percent at the mill and 9 percent at the port.",
        "She belonged to the Marlow Club, the Redby Club, the Harbour Club, and the Tennis Club of Oslo.",
    ],
)
def test_what_belongs_together_stays_together(text):
    assert told(text) == [text.rstrip(".")]
