"""Adjectives that look like verbs, and verbs that look like adjectives."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The bank raised its rate by a point to 7 percent, surprising economists, who had expected "
            "6 percent.",
            [
                "The bank raised its rate by a point to 7 percent, surprising economists.",
                "Economists had expected 6 percent.",
            ],
        ),
        (
            "The vaccine was 91 percent effective at preventing severe disease, the company said, but only "
            "40 percent effective against mild infection.",
            [
                "The vaccine was 91 percent effective at preventing severe disease but only 40 percent "
                "effective against mild infection."
            ],
        ),
        (
            "In a speech to the nation late on Thursday, King Harun III dissolved parliament, dismissed the "
            "prime minister, Yusuf Nadir, and named as his successor a young economist, Salma Idris.",
            [
                "In a speech to the nation late on Thursday, King Harun III dissolved parliament.",
                "King Harun III dismissed Yusuf Nadir.",
                "King Harun III named as his successor Salma Idris.",
                "Salma Idris is a young economist.",
                "Yusuf Nadir is the prime minister.",
            ],
        ),
        (
            "Lidia Sorel, who was ousted by parliament in 2019 and later fled to Spain, returned on Sunday.",
            [
                "Lidia Sorel later fled to Spain.",
                "Lidia Sorel returned on Sunday.",
                "Lidia Sorel was ousted by parliament in 2019.",
            ],
        ),
    ],
)
def test_each_thing_told_has_its_own_verb(text, claims):
    assert sorted(t for t, _ in told(text)) == sorted(claims)


def test_a_fourth_who_flees_is_not_one_of_three_men():
    assert "Three men a fourth" not in str(told("Three men, police said, were arrested, and a fourth fled."))
