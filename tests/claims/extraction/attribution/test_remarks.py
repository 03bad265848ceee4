"""The article's own remarks on what somebody said."""

from claims.extraction.pipeline import find_claims


def test_a_remark_on_a_figure_is_not_the_word_of_who_gave_it():
    found = find_claims("The army said it had killed 30 rebels, a figure that could not be verified.").claims
    told = [(c.text, c.speaker.name if c.speaker else None) for c in found]
    assert ("The army had killed 30 rebels.", "The army") in told
    assert not [text for text, speaker in told if "verified" in text and speaker]
