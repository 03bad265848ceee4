"""Pronouns that mean who says what they stand in."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [(c.text, c.speaker.name if c.speaker else None) for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bernie Sanders lost New York. The loss was steep for Mr. Sanders, who said he intended to rest "
            "in Vermont.",
            ("Bernie Sanders intended to rest in Vermont.", "Bernie Sanders"),
        ),
        (
            "Debbie Roe leads the party and Bernie Sanders ran against it. Of 45 members submitted by Mr. "
            "Sanders, she appointed just three, according to Mr. Sanders's campaign.",
            ("Of 45 members Debbie Roe appointed just three.", "Mr. Sanders's campaign"),
        ),
    ],
)
def test_a_teller_with_a_title_is_the_person_and_not_the_title(text, expected):
    assert expected in told(text)


def test_they_who_say_so_are_all_of_a_list():
    text = "Ben Carson left. Carly Lund left. Carson, Lund and Roe say they’re no longer accepting money."
    assert [t for t, _ in told(text)][-1] == "Carson, Lund and Roe are no longer accepting money."


def test_who_tells_of_a_rate_is_no_rate():
    assert told("It was the highest rate since 1991, the bank said.") == [
        ("It was the highest rate since 1991.", "the bank")
    ]


def test_figures_show_nothing_of_who_kept_them():
    assert "The police rose by 3%." not in [
        c.text for c in find_claims("Crime fell in May, but police figures show it rose by 3%.").claims
    ]
