"""A claim beside a passage: rows, and both texts cut at the compared words."""

from factcheck.web.newsroom.differences import Words, comparison, cut

CLAIM = "The Senate voted 93 to 4 on Thursday."
PASSAGE = "Senators voted 91 to 6 on Thursday."


def element(claim: str, passage: str | None, result: str, note: str = "") -> dict:
    start = CLAIM.index(claim)
    other = PASSAGE.index(passage) if passage else None
    return {
        "claim": [start, start + len(claim)],
        "evidence": None if passage is None else [other, other + len(passage)],
        "type": "number",
        "result": result,
        "note": note,
    }


def test_differences_come_before_what_agrees_and_what_is_not_mentioned():
    found = comparison(
        CLAIM,
        PASSAGE,
        [
            element("The Senate", None, "not mentioned"),
            element("Thursday", "Thursday", "agrees"),
            element("93", "91", "differs", "2 less"),
        ],
    )
    assert [(row.claim, row.passage, row.result) for row in found.rows] == [
        ("93", "91", "differs"),
        ("Thursday", "Thursday", "agrees"),
        ("The Senate", "", "not mentioned"),
    ]
    assert (found.differing, found.agreeing) == (1, 1)
    assert found.rows[0].note == "2 less"


def test_both_texts_are_cut_at_the_compared_words_and_stay_whole():
    found = comparison(
        CLAIM, PASSAGE, [element("93", "91", "differs"), element("Thursday", "Thursday", "agrees")]
    )
    assert "".join(words.text for words in found.passage) == PASSAGE
    assert "".join(words.text for words in found.claim) == CLAIM
    assert [words for words in found.passage if words.result] == [
        Words("91", "differs"),
        Words("Thursday", "agrees"),
    ]


def test_elements_that_no_longer_fit_the_wording_are_left_out():
    stale = {"claim": [30, 400], "evidence": None, "type": "number", "result": "agrees", "note": ""}
    assert comparison(CLAIM, PASSAGE, [stale]).rows == ()


def test_of_two_spans_that_overlap_the_differing_one_is_kept():
    assert cut("one two three", [(0, 7, "agrees"), (4, 13, "differs")]) == (
        Words("one "),
        Words("two three", "differs"),
    )
