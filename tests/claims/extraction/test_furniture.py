import pytest

from claims.extraction import furniture
from claims.extraction.parser import parse


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("By Anna Lee", furniture.BYLINE),
        ("--additional reporting from Tom Roe.", furniture.BYLINE),
        ("Thursday, May 7, 2015", furniture.DATELINE),
        ("Read more: the full story", furniture.PAGE_FURNITURE),
        ("Image: Tom Roe", furniture.CAPTION),
        ("Will it rain?", furniture.QUESTION),
        ('"Where are they to go?" Anna Lee asked the mayor.', furniture.QUESTION),
        ("Council approves bridge", furniture.HEADING),
        ("***", furniture.EMPTY),
        ("The council approved the bridge.", None),
        ("In a letter to the paper the council denied it:", None),
    ],
)
def test_wording_alone_tells_what_a_page_prints_around_its_text(words, reason):
    assert furniture.by_wording(words, starts_paragraph=True, ends_paragraph=True) == reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("The cruise ship in the harbour of Bonaire.", furniture.FRAGMENT),
        ("Send us your photos today.", furniture.INSTRUCTION),
        ("Ships fill the harbour.", None),
    ],
)
def test_grammar_tells_what_asserts_nothing(words, reason):
    assert furniture.by_grammar(next(parse([words]))) == reason
