"""Lists of people and shares, told one by one."""

import pytest

from tests.claims.extraction.decompose.test_walk import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
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
