"""A claim of a language model stands only on words, numbers and names that the article has."""

import pytest

from claims.extractors.checking import Article, Fault, Said

TEXT = (
    "Ana Vale, the mayor, spoke on Tuesday. She said spending on roads rose 12% to $1,500 in 2023. "
    "The bridge was not opened."
)
ROADS = "spending on roads rose 12% to $1,500 in 2023"
ALL = (0, len(TEXT))
BRIDGE = "The bridge was not opened."


def judged(text: str, *, quote: str = ROADS, speaker: str = "", within=ALL) -> object:
    return Article(TEXT).place(Said(text=text, quote=quote, speaker=speaker, kind="other"), within=within)


@pytest.mark.parametrize(
    "text",
    [
        "Spending on roads rose 12% to $1,500 in 2023.",
        "Spending on roads rose 12% to $1500 in 2023.",
        "Ana Vale said spending on roads rose 12% in 2023.",
        "Spending on roads rose.",
    ],
)
def test_keeps_what_the_article_says(text):
    start = TEXT.index(ROADS)
    assert judged(text, speaker="Ana Vale") == (start, start + len(ROADS))


@pytest.mark.parametrize(
    ("text", "quote", "fault"),
    [
        ("Spending on roads rose 12%.", "spending on schools rose 12%", Fault.NO_QUOTE),
        ("Spending on roads rose 12%.", "", Fault.NO_QUOTE),
        ("Spending on roads rose 21%.", ROADS, Fault.NUMBER),
        ("Spending on roads rose 12% in 2024.", ROADS, Fault.NUMBER),
        ("Spending on roads rose to $15.", ROADS, Fault.NUMBER),
        ("In Paris spending on roads rose 12%.", ROADS, Fault.NAME),
        ("Spending on roads did not rise.", ROADS, Fault.NEGATION),
        ("Spending on roads didn’t rise.", ROADS, Fault.NEGATION),
        ("The bridge was opened.", BRIDGE, Fault.NEGATION),
        ("Everybody resigned because of corruption scandals.", ROADS, Fault.WORDS),
        (" ", ROADS, Fault.NO_CLAIM),
        ("roads " * 200, ROADS, Fault.NO_CLAIM),
    ],
)
def test_leaves_out_what_it_does_not(text, quote, fault):
    assert judged(text, quote=quote) is fault


def test_a_speaker_stands_in_the_article():
    assert judged("Spending on roads rose.", speaker="Bo Hill") is Fault.SPEAKER


def test_a_quote_stands_where_the_model_was_asked():
    assert judged("Spending on roads rose.", within=(0, 38)) is Fault.NO_QUOTE


def test_white_space_and_quotation_marks_of_a_quote_may_differ():
    start = TEXT.index(ROADS)
    assert judged("Spending on roads rose.", quote="spending  on\nroads rose") == (start, start + 22)
