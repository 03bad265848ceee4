"""Sentences whose main verb looks like a participle of its subject."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A ferry carrying about 300 passengers capsized in high winds on Lake Tamba early on Sunday, "
            "killing at least 41 people, officials said.",
            [
                (
                    "A ferry carrying about 300 passengers capsized in high winds on Lake Tamba "
                    "early on Sunday.",
                    "officials",
                ),
                ("A ferry capsizing in high winds killed at least 41 people.", "officials"),
            ],
        ),
        (
            "A man armed with a knife stabbed three people at a market on Friday, police said.",
            [("A man armed with a knife stabbed three people at a market on Friday.", "police")],
        ),
        (
            "A ferry capsized on Sunday, killing 41 people, most of them traders.",
            [
                ("A ferry capsized on Sunday.", None),
                (
                    "A ferry capsizing on Sunday killed 41 people, most of them traders.",
                    None,
                ),
            ],
        ),
        (
            "A bus registered in Kenya overturned near the border late on Friday.",
            [("A bus registered in Kenya overturned near the border late on Friday.", None)],
        ),
    ],
)
def test_what_a_noun_did_is_told_where_no_other_verb_is_left(text, expected):
    assert told(text) == expected


def test_what_a_caption_shows_is_no_deed():
    assert told("A ferry photographed near the island on Sunday.") == []
