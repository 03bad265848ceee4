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
        ("None of which failed", "There are four bridges, none of which failed."),
        ("Mr. Lee is not", "Mr. Lee is not."),
        ("The ministry insists that they had", "The ministry insists that they had."),
    ],
)
def test_a_wording_that_says_something_else_fails(text, source):
    assert failures(text, source)


def test_a_faithful_wording_passes():
    assert failures("The bridge failed in May", "The bridge failed in May and fell.") == ()


@pytest.mark.parametrize(
    "text", ["This week the bridge failed", "These boats sank there", "This crisis ended there"]
)
def test_a_this_before_its_noun_may_open_a_claim(text):
    assert failures(text, f"{text}, and it fell.") == ()


@pytest.mark.parametrize("text", ["This was disclosed in May", "This raised prices", "These were sold"])
def test_a_this_that_stands_for_what_was_said_may_not(text):
    assert failures(text, f"{text}, and it fell.")


def test_a_clause_broken_off_at_its_subject_is_none():
    source = "A judge ruled that he, and not his daughter as the family claims, is its owner."
    assert failures("A judge ruled that he.", source)
    assert failures("not his daughter as the family claims, is its owner", source)
