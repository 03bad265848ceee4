"""Sentences to their assertions."""

import pytest

from claims.extraction.attribution.reported import find_reported
from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.walk import candidates
from claims.extraction.parser import parse
from claims.extraction.tree import text_of


def told(text):
    doc = next(parse([text]))
    doc.user_data["article"] = text
    return [text_of(c.words) for c in candidates(Sentence(doc, tuple(find_reported(doc))))]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Taiwan, a self-governing democracy annexed by China, will vote on Saturday.",
            [
                "Taiwan will vote on Saturday",
                "Taiwan is a self-governing democracy annexed by China",
                "Taiwan was annexed by China",
            ],
        ),
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
            "Although the plan failed, the council paid the bill.",
            ["the plan failed", "the council paid the bill"],
        ),
        ("Police arrested and questioned the man.", ["Police arrested the man", "Police questioned the man"]),
        (
            "Anna Lee told the board, adding that the bill was late.",
            ["Anna Lee told the board", "the bill was late"],
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
            "In the north, mayors Anna Lee of Labour, Tom Roe from the Greens and Maria Diaz were elected.",
            [f"In the north, {name} was elected" for name in ("Anna Lee", "Tom Roe", "Maria Diaz")],
        ),
        (
            "The candidates elected in the north were Anna Lee of the Greens and Tom Roe.",
            ["Anna Lee was elected in the north", "Tom Roe was elected in the north"],
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
            "Reporters filmed the house the minister lived in.",
            ["Reporters filmed the house the minister lived in", "the minister lived in the house"],
        ),
        (
            "Taiwan, which China annexed in 1949, will vote on Saturday.",
            ["Taiwan will vote on Saturday", "China annexed Taiwan in 1949"],
        ),
        (
            "Anna Lee, a lawyer who grew up in Oslo, won.",
            ["Anna Lee won", "Anna Lee is a lawyer", "Anna Lee grew up in Oslo"],
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
            "Anna Lee was elected with 58,825 votes, the highest in the city.",
            ["Anna Lee was elected", "Anna Lee had 58,825 votes, the highest in the city"],
        ),
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
        (
            "Anna Lee, Tom Roe and Maria Diaz, who runs the port, were arrested.",
            [
                "Anna Lee was arrested",
                "Tom Roe was arrested",
                "Maria Diaz was arrested",
                "Maria Diaz runs the port",
            ],
        ),
        ("A 14-year-old boy was hurt.", ["A 14-year-old boy was hurt"]),
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


def test_a_main_clause_is_never_lost_to_a_part_of_it():
    text = "The aides are accused of giving him drops instead of using the creams they had been given."
    assert told(text) == [text.rstrip(".")]


@pytest.mark.parametrize(
    "text",
    [
        "He did not leave because he was tired.",
        "If the bridge fails, the town will pay.",
        "Either the county pays or the bridge closes.",
        "The fate of the plan and the port is open.",
        "Anna Lee and Tom Roe met in Oslo.",
        "Tom Roe answered that he was not able to do that.",
        "Boats from Aceh, Indonesia, arrived on Friday.",
    ],
)
def test_what_belongs_together_stays_together(text):
    assert told(text) == [text.rstrip(".")]
