import pytest

from claims.extraction import furniture
from claims.extraction.parser import parse
from claims.extraction.pipeline import find_claims


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
        ('What do they mean by "Who pays for the port?"', furniture.QUESTION),
        ('Anna Lee asked the council, "Who will pay for the port?"', None),
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


def test_that_somebody_asked_something_is_told_whole():
    text = 'Anna Lee left the hall in tears, asking a guard, "Why did they lie?"'
    assert [c.text for c in find_claims(text).claims] == [text]
