from datetime import date

import pytest

from claims.extraction.dates import find_dates

FRIDAY = date(2024, 1, 12)


@pytest.mark.parametrize(
    ("text", "future", "value"),
    [
        ("They met in November.", False, "2023-11"),
        ("They will meet in November.", True, "2024-11"),
        ("It was signed on Thursday.", False, "2024-01-11"),
        ("They vote on Saturday.", True, "2024-01-13"),
        ("It starts on Friday.", True, "2024-01-12"),
        ("He left on March 3, 2019.", False, "2019-03-03"),
        ("He left on 3 March.", False, "2023-03-03"),
        ("It opens 3 March.", True, "2024-03-03"),
        ("It ended in June 2010.", False, "2010-06"),
        ("He moved in 2007.", False, "2007"),
        ("the 1990s", False, "1990/1999"),
        ("He spoke yesterday.", False, "2024-01-11"),
        ("She comes tomorrow.", True, "2024-01-13"),
        ("It fell last year.", False, "2023"),
        ("It fell last month.", False, "2023-12"),
        ("It fell last week.", False, "2024-01-01/2024-01-07"),
        ("He died five days ago.", False, "2024-01-07"),
        ("It opened two weeks ago.", False, "2023-12-25/2023-12-31"),
        ("It opened 3 months ago.", False, "2023-10"),
        ("It closed seventeen years ago.", False, "2007"),
        ("It opens later this month.", True, "2024-01-16/2024-01-31"),
        ("in the third quarter of 2016", False, "2016-07-01/2016-09-30"),
        ("2023-05-06", False, "2023-05-06"),
    ],
)
def test_words_of_time_are_resolved_with_their_precision(text, future, value):
    assert [w.value for w in find_dates(text, published=FRIDAY, future=future)] == [value]


def test_without_a_publication_date_relative_words_stay_words():
    (found,) = find_dates("They met on Tuesday.", published=None, future=False)
    assert (found.text, found.value) == ("Tuesday", None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two years later he left.", "Two years later"),
        ("He was freed three days later.", "three days later"),
        ("She died the following year.", "the following year"),
        ("It was built several years ago.", "several years ago"),
        ("It rose from a year earlier.", "a year earlier"),
    ],
)
def test_what_counts_from_another_time_stays_words(text, words):
    (found,) = find_dates(text, published=FRIDAY, future=False)
    assert (found.text, found.value) == (words, None)


@pytest.mark.parametrize(
    "text", ["a quarter of the towns", "in the quarter-finals", "prices fall to 9", "a 19th-century house"]
)
def test_what_only_looks_like_a_time_is_none(text):
    assert find_dates(text, published=FRIDAY, future=False) == ()


@pytest.mark.parametrize("text", ["It opened before the summer.", "They have waited since summer."])
def test_a_season_with_an_open_end_stays_words(text):
    assert all(w.value is None for w in find_dates(text, published=FRIDAY, future=False))


@pytest.mark.parametrize("text", ["He may win.", "They march on.", "in room 2016B", "on February 31, 2020"])
def test_what_is_no_date_has_no_value(text):
    assert all(w.value is None for w in find_dates(text, published=FRIDAY, future=False))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The spots may begin next year.", "next year", "2025"),
        ("The vote comes at the end of next week.", "next week", "2024-01-15/2024-01-21"),
    ],
)
def test_a_year_or_week_that_the_table_has_is_not_read_with_the_words_before_it(text, words, value):
    (found,) = find_dates(text, published=FRIDAY, future=True)
    assert (found.text, found.value) == (words, value)
