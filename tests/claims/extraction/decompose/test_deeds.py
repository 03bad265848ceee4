"""Deeds inside nouns, seen through the whole walk."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [c.text for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Anna Lee's decision to sell the port shocked the town.", "Anna Lee decided to sell the port."),
        ("Critics attacked Tom Roe's use of a public ferry.", "Tom Roe used a public ferry."),
        ("Tom Roe was fined. Few liked his support for the port.", "Tom Roe supported the port."),
        ("Anna Lee's trip to Arlen in 1985 was long.", "Anna Lee traveled to Arlen in 1985."),
        (
            "The paper printed Anna Lee's conclusion that the bridge was unsafe.",
            "Anna Lee concluded that the bridge was unsafe.",
        ),
        ("The decision by the board to sell the port was read.", "The board decided to sell the port."),
    ],
)
def test_an_owned_deed_is_told_of_its_owner(text, claim):
    assert claim in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The town asked for Tom Roe's support for the port.",
        "The port would need Tom Roe's support for the plan.",
        "Anna Lee won without Tom Roe's support for the port.",
        "The board has not read Tom Roe's decision to sell.",
        "The board fears Tom Roe's possible decision to sell.",
        "They cheered for him. His decision to sell was read.",
        "Sunday's election to the council was calm.",
    ],
)
def test_a_deed_that_may_not_be_done_is_not_told(text):
    assert not [t for t in told(text) if "supported" in t or "decided" in t or "was elected" in t]


def test_a_claim_whose_end_is_read_as_the_next_verbs_is_not_told_cut_off():
    text = "The president's claim that millions had voted illegally has been debunked."
    assert [c.text for c in find_claims(text).claims] == [text]
