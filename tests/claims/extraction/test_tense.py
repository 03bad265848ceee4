"""A weekday is the one to come where its own clause looks ahead."""

from datetime import date

import pytest

from claims.extraction.parser import parse
from claims.extraction.tense import dates_of

THURSDAY = date(2024, 1, 11)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Taiwan goes to the polls on Saturday.", ["2024-01-13"]),
        ("The vote takes place on Saturday.", ["2024-01-13"]),
        ("Ahead of Saturday's election, China warned Lai.", ["2024-01-13"]),
        ("The court is expected to rule on Sunday.", ["2024-01-14"]),
        ("She was arrested on Sunday.", ["2024-01-07"]),
        ("The talks, due to begin on Sunday, were called off on Monday.", ["2024-01-14", "2024-01-08"]),
        ("He plans to resign on Saturday, he said on Tuesday.", ["2024-01-13", "2024-01-09"]),
    ],
)
def test_each_time_is_looked_at_by_its_own_clause(text, values):
    assert [w.value for w in dates_of(next(parse([text])), published=THURSDAY)] == values
