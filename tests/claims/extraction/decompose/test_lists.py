"""Lists of people and shares, told one by one."""

import pytest

from tests.claims.extraction.decompose.test_walk import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Lawmakers, traders and guests ate oysters and listened to a band.",
            [
                "Lawmakers, traders and guests ate oysters",
                "Lawmakers, traders and guests listened to a band",
            ],
        ),
        (
            "Four are out, including Anna Lee, who runs a farm; Tom Roe, who owns a mill; and Jim Cole.",
            [
                "Anna Lee is out",
                "Tom Roe is out",
                "Jim Cole is out",
                "Anna Lee runs a farm",
                "Tom Roe owns a mill",
            ],
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
            "Lawmakers, traders and guests ate oysters, downed plum wine and listened to a band.",
            [
                "Lawmakers, traders and guests ate oysters",
                "Lawmakers, traders and guests downed plum wine",
                "Lawmakers, traders and guests listened to a band",
            ],
        ),
        (
            "Anna Lee was elected with 58,825 votes, the highest in the city.",
            ["Anna Lee was elected", "Anna Lee had 58,825 votes, the highest in the city"],
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
        (
            "The baker was accused of hiding the money, selling the boat and lying to the court.",
            [
                "The baker was accused of hiding the money",
                "The baker was accused of selling the boat",
                "The baker was accused of lying to the court",
            ],
        ),
        (
            "The search for the two missing men, a baker and an engineer, continues with three ships.",
            [
                "The search for the two missing men continues with three ships",
                "the two missing men are a baker and an engineer",
            ],
        ),
        (
            "Most of the council had backed the bridge, including Mayor Ann Lee and Tom Roe.",
            [
                "Most of the council had backed the bridge",
                "Ann Lee had backed the bridge",
                "Tom Roe had backed the bridge",
                "Ann Lee is Mayor",
            ],
        ),
        (
            "The storm is a risk for farmers in the north, among them Ann Lee of Oslo and Tom Roe of Lima.",
            [
                "The storm is a risk for farmers in the north",
                "Ann Lee is among farmers in the north",
                "Tom Roe is among farmers in the north",
            ],
        ),
        (
            "Bakers who plan to strike include Ann Lee of Oslo, Tom Roe and Jim Cole.",
            [f"{name} is among bakers who plan to strike" for name in ("Ann Lee", "Tom Roe", "Jim Cole")],
        ),
        (
            "45% of farmers, 28% of bakers and 12% of sailors say the bridge is their worry.",
            [
                f"{share} say the bridge is their worry"
                for share in ("45% of farmers", "28% of bakers", "12% of sailors")
            ],
        ),
        (
            "The poll found that 33% would leave, including 60% of farmers and 8% of bakers.",
            ["33% would leave", "60% of farmers would leave", "8% of bakers would leave"],
        ),
    ],
)
def test_each_member_is_told(text, claims):
    assert sorted(told(text)) == sorted(claims)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor invited several guests, including Ann Lee.",
        "Three members met in Oslo, including Ann Lee and Tom Roe.",
        "The club owns mills in several towns, including Oslo and Lima.",
    ],
)
def test_examples_that_say_nothing_alone_stay_in_their_clause(text):
    assert told(text) == [text.rstrip(".")]
