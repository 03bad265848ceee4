import pytest

from claims.extraction.decompose.inflect import past


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("score", "scored"),
        ("carry", "carried"),
        ("plan", "planned"),
        ("beat", "beat"),
        ("flee", "fled"),
        ("override", "overrode"),
        ("withdraw", "withdrew"),
    ],
)
def test_a_verb_in_its_past(lemma, form):
    assert past(lemma) == form
