import pytest

from claims.extraction.score import score


@pytest.mark.parametrize(
    ("statement", "worth"),
    [
        ("The deficit rose by 3 billion dollars in 2019 after the tax cut.", True),
        ("He voted against the veterans' bill four times.", True),
        ("Thank you very much.", False),
        ("We will build a better country for our children.", False),
        ("What do you say to that?", False),
        ("", False),
    ],
)
def test_what_can_be_checked_scores_above_what_cannot(statement, worth):
    found = score(statement)
    assert (found.checkworthiness >= 0.5) is worth
    assert 0.0 <= found.checkworthiness <= 1.0


def test_reasons_can_be_read():
    assert {"gives a number", "says when"} <= set(score("Prices rose by 4 percent in 2019.").reasons)
