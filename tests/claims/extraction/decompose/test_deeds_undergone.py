"""What became of those whom a noun of a deed names with "of", and when: 'the arrest of Lee in May'."""

import pytest

from claims.extraction.pipeline import find_claims


def told(text):
    return [c.text for c in find_claims(text).claims]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The case began with the arrest of businessman Georgi Minchev at Sofia airport in March 2020.",
            "Georgi Minchev was arrested at Sofia airport in March 2020.",
        ),
        (
            "The army moved in following the kidnapping of four tourists.",
            "Four tourists were kidnapped.",
        ),
        (
            "Rescue work was hampered by the collapse of the province's phone network.",
            "The province's phone network collapsed.",
        ),
        ("Tom Roe led the port until his resignation in 2019.", "Tom Roe resigned in 2019."),
    ],
)
def test_what_was_done_to_them_is_told(text, claim):
    assert claim in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lawmakers called for the resignation of the farm minister.",
        "The board would need the sale of the port to pay its debts.",
        "Traders fear the collapse of the bank in May.",
        "There is a risk of the collapse of the dam.",
        "Police made an arrest of sorts.",
        "The board accused Tom Roe of the sale of the port in May.",
        "The clubs rely on the sale of tickets.",
    ],
)
def test_what_may_not_have_been_done_is_not_told(text):
    assert not [t for t in told(text) for deed in ("resigned", "sold", "collapsed", "arrested") if deed in t]
