import pytest

from claims.language.shingles import shared, shingles

REPORT = "The council approved a budget of four million on Tuesday after a long debate."


def test_a_shingle_is_five_words_without_case_and_punctuation():
    assert shingles("One, two: THREE four five six") == {"one two three four five", "two three four five six"}


def test_a_shorter_text_is_one_shingle():
    assert shingles("Rent rose.") == {"rent rose"}


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (REPORT, REPORT, 1.0),
        (REPORT, f"New headline. {REPORT} And more of it.", 1.0),
        (REPORT, "The ferry sank off the coast of Norway on Sunday, officials said.", 0.0),
        (REPORT, "", 0.0),
    ],
    ids=["the same", "the shorter is in the longer", "another", "nothing"],
)
def test_what_texts_share_is_told_by_the_shorter(one, other, share):
    assert shared(shingles(one), shingles(other)) == share
