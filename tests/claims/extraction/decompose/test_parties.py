"""Party labels, seen through the whole walk."""

import pytest

from claims.extraction.pipeline import find_claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Sen. Anna Lee, R-Wis., met Tom Roe (D-Ohio) in May.",
            {
                "Sen. Anna Lee met Tom Roe in May.",
                "Anna Lee is a Republican senator from Wisconsin.",
                "Tom Roe is a Democrat from Ohio.",
            },
        ),
        (
            "Sens. Anna Lee (D-Mass.) and Tom Roe (I-W.Va.) left.",
            {
                "Sens. Anna Lee and Tom Roe left.",
                "Anna Lee is a Democratic senator from Massachusetts.",
                "Tom Roe is an independent senator from West Virginia.",
            },
        ),
        (
            "Sen. Anna Lee (Ky.) met former Gov. Tom Roe (N.H.) in May.",
            {
                "Sen. Anna Lee met former Gov. Tom Roe in May.",
                "Anna Lee is a senator from Kentucky.",
            },
        ),
    ],
)
def test_a_label_is_told_in_full_and_kept_out_of_the_other_claims(text, claims):
    assert {claim.text for claim in find_claims(text).claims} == claims
