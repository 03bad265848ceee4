import pytest

from factcheck.matching.words import names_and_numbers, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#TaxCuts now", ["tax", "cut", "now"]),
        ("see https://example.org/a pic.twitter.com/x", ["see"]),
        ("1,200 jobs", ["1200", "job"]),
        ("closing, closed and closes", ["clos", "clos", "clos"]),
        ("", []),
    ],
)
def test_words_are_stems_without_links(text, expected):
    assert words_of(text) == expected


def test_names_and_numbers_leave_out_the_word_that_opens_a_sentence():
    assert names_and_numbers("Today the Senate sat. Then 98 members of NATO left.") == {"senat", "98", "nato"}
