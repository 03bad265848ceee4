"""Verbs of saying that look as if they had another subject, or none."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


@pytest.mark.parametrize("speaker", ["the regional governor, Joe Mwale", "Joe Mwale, the regional governor"])
def test_who_is_described_between_commas_in_front_of_said_is_who_said_it(speaker):
    text = f"Rescuers had pulled 187 survivors from the water by nightfall, {speaker}, said."
    assert told(text) == [
        ("Rescuers had pulled 187 survivors from the water by nightfall.", "Joe Mwale"),
        ("Joe Mwale is the regional governor.", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The island will send 200 troops to the Baltic state of Lenia, Defense Secretary Carl Hoyt said "
            "on Wednesday, days after drones violated its airspace.",
            ("The island will send 200 troops to the Baltic state of Lenia.", "Carl Hoyt"),
        ),
        (
            "China's exports rose 8.1 percent in September, customs data showed on Monday, beating forecasts "
            "of a 6 percent rise.",
            ("China's exports beat forecasts of a 6 percent rise.", "customs data"),
        ),
        (
            "A bomb exploded at a market, officials said, killing 12 people.",
            ("A bomb exploding at a market killed 12 people.", "officials"),
        ),
    ],
)
def test_what_stands_around_a_saying_is_not_what_the_speaker_did(text, expected):
    assert expected in told(text)


def test_a_firm_that_the_content_is_about_is_who_it_said_means():
    text = (
        "Carmaker Oriel will cut 4,200 jobs and close its plant in Essing as it struggles with competition "
        "from Chinese rivals, it said on Thursday."
    )
    assert {speaker for _, speaker in told(text)} == {"Carmaker Oriel"}
