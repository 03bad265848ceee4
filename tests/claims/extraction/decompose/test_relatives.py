"""Relative clauses, told of the noun that they describe."""

from claims.extraction.pipeline import find_claims


def told(text):
    return [c.text for c in find_claims(text).claims]


def test_what_somebody_accused_denies_is_the_accusation():
    said = "Ann Lee is accused of stealing $3 million from the fund, which she denies."
    assert told(said) == [said]
    assert "Ann Lee denied the permit." in told("The city wanted the permit, which Ann Lee denied.")
