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
