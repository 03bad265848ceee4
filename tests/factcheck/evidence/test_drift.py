"""A quoted passage in a later text: still there, moved, changed or gone, and never one digit overlooked."""

from __future__ import annotations

import pytest

from factcheck.evidence.drift import PassageOutcome, Quotation, changed_words, find_again

PASSAGE = "Spending on roads rose 15% in 2023, the council’s office said."
QUOTATION = Quotation(PASSAGE, "The minister spoke first. ", " It was late.")
PAGE = "An introduction. The minister spoke first. {} It was late. More words follow here, and then more."


@pytest.mark.parametrize(
    "words",
    [
        PASSAGE,
        PASSAGE.replace("’", "'"),
        PASSAGE.replace(" ", "\n ", 3),
        PASSAGE.replace(" ", "\u00a0"),
        PASSAGE.replace("15%", "15 %"),
        PASSAGE.replace("council", "coun\u00adcil"),
        PASSAGE.replace("roads", "the roads"),
        PASSAGE.replace("Spending", "SPENDING"),
        PASSAGE.replace("office", "offise"),
        PASSAGE.replace("rose", "\u200frose\u200e"),
        f"\u202b{PASSAGE}\u202c",
    ],
)
def test_what_says_the_same_is_the_same(words: str) -> None:
    found = find_again(QUOTATION, PAGE.format(words))
    assert (found.outcome, found.changes) == (PassageOutcome.SAME, ())


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        (PASSAGE.replace("15%", "16%"), (("15", "16"),)),
        (PASSAGE.replace("15%", "115%"), (("15", "115"),)),
        (PASSAGE.replace("15%", "1.5%"), (("15", "1.5"),)),
        (PASSAGE.replace("15%", "15"), (("%", ""),)),
        (PASSAGE.replace("2023", "2022"), (("2023", "2022"),)),
        (PASSAGE.replace("rose", "fell"), (("rose", "fell"),)),
        (PASSAGE.replace("rose", "did not rise"), (("rose", "did not rise"),)),
        (PASSAGE.replace("roads", "roads and bridges"), (("", "and bridges"),)),
        (PASSAGE.replace("rose 15%", "rose"), (("15 %", ""),)),
        (PASSAGE.replace("council", "counsel"), (("council's", "counsel's"),)),
    ],
)
def test_a_word_that_says_something_else_is_a_change_whatever_the_likeness(words, changes) -> None:
    text = PAGE.format(words)
    found = find_again(QUOTATION, text)
    assert (found.outcome, found.changes) == (PassageOutcome.ALTERED, changes)
    assert found.span is not None
    assert text[slice(*found.span)] == words


@pytest.mark.parametrize(
    ("before", "after"),
    [("Mr Johnson won", "Mr Johnston won"), ("He has won", "He hasn't won"), ("cost $5", "cost €5")],
)
def test_names_denials_and_currencies_are_exact(before: str, after: str) -> None:
    assert list(changed_words(before, after))


def test_the_same_words_among_others_have_moved() -> None:
    text = f"Another beginning here. {PASSAGE} And another end."
    found = find_again(QUOTATION, text)
    assert found.outcome is PassageOutcome.MOVED
    assert text[slice(*found.span)] == PASSAGE


def test_words_that_stand_on_the_page_twice_are_found_where_they_stood() -> None:
    text = f"{PASSAGE} {PAGE.format(PASSAGE)}"
    found = find_again(QUOTATION, text)
    assert (found.outcome, found.span[0]) == (PassageOutcome.SAME, text.rindex(PASSAGE))


@pytest.mark.parametrize(
    "text",
    ["", "Nothing of it.", PAGE.format("The weather was fine on that day, and the fields were green again.")],
)
def test_what_was_taken_out_is_missing(text: str) -> None:
    assert find_again(QUOTATION, text).outcome is PassageOutcome.MISSING


@pytest.mark.parametrize("text", ["It was 15% of them.", "It was 1.5% of them.", "It was 5%5 of them."])
def test_a_number_is_not_found_within_another(text: str) -> None:
    assert find_again(Quotation("5% of them."), text).outcome is not PassageOutcome.SAME


def test_changes_elsewhere_on_the_page_are_none_of_the_passage() -> None:
    text = PAGE.format(PASSAGE).replace("An introduction.", "Advertisement. Updated 12 minutes ago.")
    assert find_again(QUOTATION, text).outcome is PassageOutcome.SAME
