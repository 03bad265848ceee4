"""Quotations between single marks, and apostrophes that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.pipeline import find_claims
from claims.extraction.single_quotes import as_double


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("‘I’d had enough,’ he said. ‘It’s over.’", "“I’d had enough,” he said. “It’s over.”"),
        ("'I'd had enough,' he said. 'It's over.'", "“I'd had enough,” he said. “It's over.”"),
        ("‘The drivers’ union is weak,’ she said.", "“The drivers’ union is weak,” she said."),
        ("Its shift ‘was within limits’ and he ‘left’.", "Its shift “was within limits” and he “left”."),
        ("‘He said “no” to me,’ she said.", "“He said ‘no’ to me,” she said."),
        ("“She said ‘no’ to me,” he said.", "“She said ‘no’ to me,” he said."),
        ("‘First.\n‘Second.’\nThird.", "“First.\n“Second.”\nThird."),
        ("The workers' pay in the '90s, rock 'n' roll.", "The workers' pay in the '90s, rock 'n' roll."),
        ("It’s the firm’s, the drivers’ and ours.", "It’s the firm’s, the drivers’ and ours."),
    ],
)
def test_single_marks_of_a_quotation_become_double_and_apostrophes_stay(text, told):
    assert as_double(text) == told


@given(st.text(alphabet="ab s.,‘’'\"“”\n", max_size=200))
def test_a_text_keeps_its_length_and_its_letters(text):
    told = as_double(text)
    assert len(told) == len(text)
    assert [c for c in told if c.isalnum()] == [c for c in text if c.isalnum()]


def test_what_stands_between_single_marks_is_told_as_its_speakers():
    text = (
        "Mick Dunn left. ‘They promised me a relief at Gatwick,’ he told The Argus. ‘There was none in May.’"
    )
    found = find_claims(text).claims
    assert [(c.text, c.speaker.name) for c in found if c.speaker] == [
        ("They promised Mick Dunn a relief at Gatwick.", "Mick Dunn"),
        ("There was none in May.", "Mick Dunn"),
    ]


def test_a_partial_quotation_between_single_marks_keeps_them():
    found = find_claims("Southern Rail insisted his shift ‘was within limits’.").claims
    assert [(c.text, c.speaker.name) for c in found] == [("His shift ‘was within limits’.", "Southern Rail")]
