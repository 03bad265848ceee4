"""Two texts as a page shows them: changes numbered, the rest folded."""

from __future__ import annotations

from factcheck.web.newsroom.changes import difference


def test_texts_that_differ_only_in_white_space_have_no_change() -> None:
    assert difference("One  two.\n\nThree.", "One two.\n Three. ").changes == 0


def test_a_gutter_sign_tells_what_came_and_what_went() -> None:
    found = difference("a one\nkept\ngone entirely", "a two\nkept\nkept too and new")
    signs = [line.sign for block in found.blocks if block.number for line in block.lines]
    assert signs == ["±", "−", "+"]


def test_changes_are_numbered_in_the_order_they_stand() -> None:
    found = difference("a\nkept\nb\nkept too", "A\nkept\nB\nkept too")
    assert found.changes == 2
    assert [block.number for block in found.blocks if block.number] == [1, 2]


def test_what_is_far_from_a_change_is_folded() -> None:
    kept = "\n".join(f"Paragraph {n}." for n in range(20))
    found = difference(f"Old.\n{kept}\nOld end.", f"New.\n{kept}\nNew end.")
    [folded] = [block for block in found.blocks if block.folded]
    shown = [line.paragraph.text for line in folded.lines]
    assert (shown[0], shown[-1]) == ("Paragraph 3.", "Paragraph 16.")


def test_the_whole_of_a_text_that_did_not_change_is_folded() -> None:
    kept = "\n".join(f"Paragraph {n}." for n in range(20))
    assert [block.folded for block in difference(kept, kept).blocks] == [True]
