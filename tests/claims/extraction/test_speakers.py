"""What a speaker is called."""

import pytest

from claims.extraction.pipeline import find_claims


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Igor Malin left. His lawyer said the stake was sold in 2022.", "Igor Malin's lawyer"),
        ("Two members abstained, one of whom said she had pressed the wrong button.", "one of two members"),
        ("Two Danes abstained, one of whom said she had pressed the wrong button.", "one of two Danes"),
    ],
)
def test_a_speaker_is_called_by_whom_the_words_mean(text, speaker):
    assert speaker in [c.speaker.name for c in find_claims(text).claims if c.speaker]
