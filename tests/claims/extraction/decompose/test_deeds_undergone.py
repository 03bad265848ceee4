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
        (
            "The killing of Ann Roe in March sparked protests in the capital.",
            "Ann Roe was killed in March.",
        ),
        ("A court jailed two men for the murder of Tom Lee.", "Tom Lee was murdered."),
        ("Ministers condemned the bombing of the station in May.", "The station was bombed."),
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
        "The closure of the plant in May was postponed.",
        "Ministers debated the demolition of the tower for hours.",
        "Nobody ordered the destruction of the archive in 1998.",
        "The board voted against the dismissal of Ann Lee.",
        "Police stopped the kidnapping of the child at the border.",
        "Rumors of the resignation of Prime Minister Ann Roe in June were false.",
        "The sale of the company for $3 billion needs approval from regulators.",
        "The film shows the assassination of the president in 1963.",
        "The board rejected Tom Roe's dismissal of the claim in May.",
        "Rumors of Ann Roe's resignation in June were false.",
        "The union prepared for the closure of the mine.",
    ],
)
def test_what_may_not_have_been_done_is_not_told(text):
    deeds = ("resigned", "was sold", "were sold", "collapsed", "arrested", "was closed", "was demolished",
             "was destroyed", "was dismissed", "was kidnapped", "was assassinated")  # fmt: skip
    assert not [t for t in told(text) for deed in deeds if deed in t]
