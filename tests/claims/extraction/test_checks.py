import pytest

from claims.extraction.checks import failures


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Bridge failed", "The bridge failed in May."),
        ("which failed in May", "The bridge, which failed in May, is old."),
        ("The bridge cost 5 dollars", "The bridge cost 4 dollars."),
        ("The bridge did not fail", "The bridge failed."),
        ("The bridge failed and", "The bridge failed and fell."),
    ],
)
def test_a_wording_that_says_something_else_fails(text, source):
    assert failures(text, source)


def test_a_faithful_wording_passes():
    assert failures("The bridge failed in May", "The bridge failed in May and fell.") == ()
