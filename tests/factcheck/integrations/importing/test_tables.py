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


HEAD = "claim,url,rating,publisher\n"
WHOLE = "Roads doubled.,https://a.example/1,False,The Paper\n"


@pytest.mark.parametrize(
    "rest",
    [
        '"Rail fell.,https://a.example/2,True,The Paper\n' + WHOLE * 3,
        '"Rail fell.,https://a.example/2,True,The Paper\n"Roads, again.",https://a.example/3,True,\n',
        'Rail fell.,https://a.example/2,True,"The Pa',
        '"Rail fell.,https://a.example/2,True,The Paper\n' + WHOLE * 5_000,
    ],
    ids=["to the end", "to the next one", "cut off within", "further than a cell goes"],
)
def test_a_quotation_mark_that_is_not_closed_refuses_the_table_by_its_line(rest):
    with pytest.raises(Unreadable, match=r"begins in line 3 does not end.*Nothing was imported"):
        read(HEAD + WHOLE + rest)


@pytest.mark.parametrize("rest", ["Rail fell.,https://a.exam", "Rail fell.,https://a.example/2,Tr"])
def test_a_table_that_is_cut_off_in_its_last_row_is_refused_by_its_line(rest):
    with pytest.raises(Unreadable, match=r"cut off in line 3: it has \d of 4 cells.*Nothing was imported"):
        read(HEAD + WHOLE + rest)


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_last_row_that_is_whole_needs_no_end_of_line(end):
    rows = read(HEAD + WHOLE + "Rail fell.,https://a.example/2,True,The Paper" + end)
    assert [row.problem for row in rows] == ["", ""]


def test_a_cell_of_several_lines_is_one_cell():
    [row] = read(HEAD + '"Roads\ndoubled, ""he"" said.",https://a.example/1,False,The Paper\n')
    assert row.review["claimReviewed"] == 'Roads\ndoubled, "he" said.'


def test_a_quotation_mark_within_quotation_marks_is_a_problem_of_its_line_alone():
    bad, good = read(HEAD + '"He said "no" to it.",https://a.example/1,False,The Paper\n' + WHOLE)
    assert (bad.line, good.problem) == (2, "")
    assert "a quotation mark within a quotation" in bad.problem
