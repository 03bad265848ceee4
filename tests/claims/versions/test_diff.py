"""What changed is shown word by word, and what did not change is shown once."""

import pytest

from claims.versions.diff import Change, compare

OLD = "The budget was approved.\nTaxes fell 3% in March, the mayor said.\nThe vote is in June."


def shown(before: str, after: str) -> str:
    marks = {Change.SAME: "{}", Change.ADDED: "[+{}]", Change.REMOVED: "[-{}]"}
    return "\n".join(
        "".join(marks[words.change].format(words.text.strip()) for words in paragraph.words)
        for stretch in compare(before, after)
        for paragraph in stretch.paragraphs
        if paragraph.changed
    )


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (OLD, ""),
        (OLD.replace("\n", "\r\n\r\n").replace(" ", "\u00a0"), ""),
        (OLD.replace("3%", "4%"), "Taxes fell[-3%][+4%]in March, the mayor said."),
        (OLD.replace("\nThe vote is in June.", ""), "[-The vote is in June.]"),
        ("Corrected.\n" + OLD, "[+Corrected.]"),
        ("Nobody came." + OLD[24:], "[-The budget was approved.]\n[+Nobody came.]"),
        (OLD[:24], "[-Taxes fell 3% in March, the mayor said.]\n[-The vote is in June.]"),
    ],
    ids=["same", "white space", "a number", "a line less", "a line more", "another line", "little left"],
)
def test_shows_what_changed(after, expected):
    assert shown(OLD, after) == expected


def test_both_texts_can_be_read_back():
    new = OLD.replace("fell 3% in", "rose 5% since").replace("June", "July 🌉")
    paragraphs = [one for stretch in compare(OLD, new) for one in stretch.paragraphs]
    for left_out, text in ((Change.ADDED, OLD), (Change.REMOVED, new)):
        lines = ["".join(w.text for w in one.words if w.change is not left_out).strip() for one in paragraphs]
        assert lines == text.split("\n")


def test_a_short_common_word_between_changes_is_no_anchor_for_the_eye():
    old, new = "Cats sat on mats in the old town hall.", "Dogs lay on rugs in the old town hall."
    assert shown(old, new) == "[-Cats sat on mats][+Dogs lay on rugs]in the old town hall."


def test_unchanged_paragraphs_stand_together():
    stretches = compare(OLD, OLD.replace("June", "July"))
    assert [(one.changed, len(one.paragraphs)) for one in stretches] == [(False, 2), (True, 1)]


@pytest.mark.parametrize("lines", [5_000, 20_000])
def test_a_long_text_comes_back(lines):
    old = "\n".join(f"Line {n % 7}" for n in range(lines))
    assert compare(old, old.replace("Line 3", "Line three"))
