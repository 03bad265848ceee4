"""A span grows and shrinks by whole words."""

import pytest

from factcheck.web.newsroom.words import stretch

TEXT = "The  mayor said 😀 so."


@pytest.mark.parametrize(
    ("quote", "edge", "step", "expected"),
    [
        ("mayor said", "start", -1, "The  mayor said"),
        ("mayor said", "start", 1, "said"),
        ("mayor said", "end", 1, "mayor said 😀"),
        ("mayor said", "end", -1, "mayor"),
        ("said", "start", 1, "said"),
        ("said", "end", -1, "said"),
        ("The  mayor", "start", -1, "The  mayor"),
        ("so.", "end", 1, "so."),
        ("ayor sai", "start", -1, "mayor sai"),
        ("ayor sai", "end", 1, "ayor said"),
    ],
)
def test_an_edge_moves_by_a_word_and_leaves_one(quote, edge, step, expected):
    at = TEXT.index(quote)
    start, end = stretch(TEXT, at, at + len(quote), edge=edge, step=step)
    assert TEXT[start:end] == expected
