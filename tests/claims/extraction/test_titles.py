"""People named by a title, seen through the whole walk."""

import pytest

from claims.extraction.pipeline import find_claims


def texts(article):
    return [c.text for c in find_claims(article).claims]


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (
            "Republican presidential nominee Tom Roe spoke in May. The Republican nominee bought 9 boats.",
            "Tom Roe bought 9 boats.",
        ),
        (
            "Ohio Gov. Tom Roe spoke in May. The Ohio governor's aides left in June.",
            "Tom Roe's aides left in June.",
        ),
        (
            "Senator Ann Lee of Texas spoke in May. Nine aides left the Texas senator.",
            "Nine aides left Ann Lee.",
        ),
        (
            "Sen. Ann Lee (R-Fla.) spoke in May. The Florida senator bought 9 boats.",
            "Ann Lee bought 9 boats.",
        ),
        (
            "Ann Lee, a former Florida governor, left. The former Florida governor met Roe.",
            "Ann Lee met Roe.",
        ),
        ("Gov. Tom Roe spoke in May. The governor named 9 judges.", "Tom Roe named 9 judges."),
    ],
)
def test_a_title_stands_for_the_one_person_who_has_it(article, claim):
    assert claim in texts(article)


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (
            "Texas Sen. Ann Lee met Texas Sen. Tom Roe. The Texas senator bought 9 boats.",
            "The Texas senator bought 9 boats.",
        ),
        (
            "Former Florida governor Ann Lee left. The Florida governor bought 9 boats.",
            "The Florida governor bought 9 boats.",
        ),
        (
            "Republican nominee Ann Lee left. The Democratic nominee bought 9 boats.",
            "The Democratic nominee bought 9 boats.",
        ),
    ],
)
def test_a_title_that_another_may_hold_stays(article, claim):
    assert claim in texts(article)
