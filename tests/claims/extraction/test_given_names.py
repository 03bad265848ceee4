"""Given names and the pronouns that go with them."""

import pytest

from claims.extraction.given_names import FEMALE_NAMES, MALE_NAMES
from claims.extraction.pipeline import find_claims


def test_no_name_is_given_to_both():
    assert MALE_NAMES.isdisjoint(FEMALE_NAMES)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Antony Blake", "Yoko Arai"), ("Trevor Hale", "Priya Rao"), ("Malcolm Price", "Louisa Kerr")],
)
def test_a_pronoun_means_who_has_such_a_name(one, other):
    text = "{} met the envoy, {}, on Monday. She took office in May."
    for names in ((one, other), (other, one)):
        claims = find_claims(text.format(*names)).claims
        assert claims[-1].text == f"{other} took office in May."
