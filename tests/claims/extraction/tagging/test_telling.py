"""A word and the words of its claim, told as a sentence."""

import pytest

from claims.extraction.parser import parse
from claims.extraction.tagging.telling import tell
from claims.extraction.tree import text_of


def told(text, maker, own):
    doc = next(parse([text]))
    doc.article = text
    wanted = {maker, *own.split()}
    head = next(t for t in doc if t.text == maker)
    found = tell(head, {t.i for t in doc if t.text in wanted})
    return text_of(found.words) if found else None


@pytest.mark.parametrize(
    ("text", "maker", "own", "claim"),
    [
        (
            "Rents in Oslo averaged 900 crowns a month in May, up 5 percent on the year before.",
            "averaged",
            "Rents Oslo 900 crowns month May",
            "Rents in Oslo averaged 900 crowns a month in May",
        ),
        (
            "The breach took place in May but was discovered only on Friday, when a hobbyist found a file.",
            "discovered",
            "breach only Friday",
            "The breach was discovered only on Friday",
        ),
        (
            "Agroluz, which employs 400 people, half of them seasonally, did not reply.",
            "employs",
            "Agroluz 400 people",
            "Agroluz employs 400 people",
        ),
        (
            "In May nine officers spent a weekend in jail, which nobody remembers.",
            "spent",
            "May nine officers weekend jail",
            "In May nine officers spent a weekend in jail",
        ),
        (
            "The mayor left after Oslo refused to release a tanker with 19 sailors aboard.",
            "refused",
            "Oslo release tanker 19 sailors",
            "Oslo refused to release a tanker with 19 sailors",
        ),
        (
            "Rovers have never won the cup in their long history.",
            "won",
            "Rovers cup",
            "Rovers have never won the cup",
        ),
        (
            "Flights went on because hardly any ash was produced.",
            "produced",
            "ash",
            "hardly any ash was produced",
        ),
        (
            "The court held that the firm had failed to link her to the accounts.",
            "failed",
            "firm link accounts",
            "the firm had failed to link her to the accounts",
        ),
        (
            "Anna Lee opened an unusual shop in a double-decker bus in May.",
            "opened",
            "Anna Lee shop decker bus",
            "Anna Lee opened an unusual shop in a double-decker bus",
        ),
        (
            "A boy died after the bike he was riding hit a lorry near Lund.",
            "died",
            "boy bike hit",
            "A boy died after the bike he was riding hit a lorry near Lund",
        ),
        (
            "The team scored two tries in the minutes that he was absent from the field.",
            "scored",
            "team two tries minutes",
            "The team scored two tries in the minutes that he was absent from the field",
        ),
        (
            "While the ministry was closing the port, the guard sank a boat in May.",
            "sank",
            "guard boat May closing port",
            "the guard sank a boat in May",
        ),
        (
            "Lena Keller was ranked 212th in Madrid a year ago.",
            "ranked",
            "Lena Keller 212th ago",
            "Lena Keller was ranked 212th a year ago",
        ),
        (
            "The runner came in behind Anna Lee, who won.",
            "came",
            "runner behind",
            "The runner came in behind Anna Lee",
        ),
    ],
)
def test_a_claim_is_told_with_its_words_and_what_ties_them(text, maker, own, claim):
    assert told(text, maker, own) == claim


@pytest.mark.parametrize(
    ("text", "maker", "own"),
    [
        ("If the board agrees, the port will close in May.", "agrees", "board"),
        ("She offered a truce that Oslo had called a stunt.", "called", "truce Oslo stunt"),
        ("The port closed because its crane fell on a ship.", "closed", "ship crane"),
        ("The ferry from Oslo sank in May.", "Oslo", "ferry"),
        ("He asked for a camera across the street, which recorded it in May.", "recorded", "street May"),
        ("Dozens held signs for men and women who were killed in May.", "killed", "men May"),
        ("A victory for Anna Lee and groups that backed her in May.", "backed", "Lee May"),
        ("The abuse goes back to not just the port but to Oslo.", "goes", "abuse back port not"),
        (
            "The board voted to censure Carla Menendez, the first vote in years.",
            "vote",
            "Menendez first years",
        ),
        ("They saw Emma Tallis, the soprano whose records sold in Oslo.", "soprano", "Emma Tallis"),
    ],
)
def test_what_makes_no_sentence_is_not_told(text, maker, own):
    assert told(text, maker, own) is None


def test_a_score_is_told_whole_or_not_at_all():
    text = "Lee Park beat Maria Sole 6-4, 3-6, 7-5 on Sunday."
    assert told(text, "beat", "Lee Park Maria Sole 6 - 4 Sunday") is None
