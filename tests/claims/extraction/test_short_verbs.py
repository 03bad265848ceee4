"""Verbs that agree with the name that stands for a pronoun."""

from claims.extraction.pipeline import find_claims


def test_what_has_become_something_is_not_told_as_being_it():
    text = "The group hired a bus in May. It’s become a presence in 9 towns."
    assert [c.text for c in find_claims(text).claims][-1] == "The group has become a presence in 9 towns."
