"""Tables of checked claims."""

from __future__ import annotations

import io

import pytest

from factcheck.integrations.importing.claimreview import BadItem, read_claimreview
from factcheck.integrations.importing.items import Unreadable
from factcheck.integrations.importing.tables import read_table


def read(text: str, encoding: str = "utf-8") -> list:
    return list(read_table(io.BytesIO(text.encode(encoding))))


def test_a_row_is_a_fact_check_by_the_names_in_the_first_line():
    (item,) = read(
        "\ufeffClaim,URL,Rating,Publisher,Claimant,Claim date,Review date,Language,Remarks\r\n"
        '"Roads, it said,\ncost ""double"".",https://checks.example/r,False,Checks,Jo,2026-01-12,2026-02-03,en,ours\r\n'
    )

    review = read_claimreview(item.review)

    assert item.line == 3
    assert review.claim_reviewed == 'Roads, it said, cost "double".'
    assert (review.url, review.rating_text, review.publisher) == (
        "https://checks.example/r",
        "False",
        "Checks",
    )
    assert (review.claimed_by, str(review.claimed_on), str(review.published_on)) == (
        "Jo",
        "2026-01-12",
        "2026-02-03",
    )
    assert review.language == "en"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_seen_from_the_first_line(delimiter):
    rows = [["claim", "url", "rating"], ["One, two.", "https://checks.example/", "True"]]
    (item,) = read("\n".join(delimiter.join(row) for row in rows))

    assert read_claimreview(item.review).claim_reviewed == "One, two."


def test_cells_that_were_made_harmless_are_as_they_were():
    (item,) = read("claim,url,rating\n'-5 degrees were measured.,https://checks.example/,'=1+1\n")

    assert item.review["claimReviewed"] == "-5 degrees were measured."
    assert item.review["reviewRating"]["alternateName"] == "=1+1"


def test_a_short_row_and_a_monstrous_cell_are_problems_of_their_lines_alone():
    items = read(f"claim,url,rating\nOne.\n{'x' * 200_000},u,r\n\nTwo.,https://checks.example/,True\n")

    assert [item.line for item in items] == [2, 3, 5]
    with pytest.raises(BadItem, match="no address"):
        read_claimreview(items[0].review)
    assert items[1].problem
    assert read_claimreview(items[2].review).claim_reviewed == "Two."


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "claim,url\nOne.,https://checks.example/\n"])
def test_a_table_without_the_columns_says_which_it_needs(text):
    with pytest.raises(Unreadable, match="no column"):
        read(text)


def test_a_table_in_another_encoding_is_refused():
    with pytest.raises(Unreadable, match="UTF-8"):
        read("claim,url,rating\nÄ,https://checks.example/,True\n", encoding="latin-1")
