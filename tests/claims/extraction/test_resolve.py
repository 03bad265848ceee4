import pytest

from claims.extraction.pipeline import find_claims


def texts(article):
    return [c.text for c in find_claims(article).claims]


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        ("Anna Lee won the race in May. She joined the party in 1990.", "Anna Lee joined the party in 1990."),
        ("Anna Lee won the race in May. Lee then left the party.", "Anna Lee then left the party."),
        ("The officials said they closed the bridge in May.", "The officials closed the bridge in May."),
        ("Mayor Anna Lee spoke on Monday. The mayor opened the bridge.", "Anna Lee opened the bridge."),
        (
            "The International Monetary Fund met in May. The IMF cut its forecast in June.",
            "The International Monetary Fund cut its forecast in June.",
        ),
        ("“I have opened 9 bridges,” Anna Lee said.", "Anna Lee has opened 9 bridges."),
    ],
)
def test_one_reading_is_resolved(article, claim):
    assert claim in texts(article)


def test_two_readings_are_left_open_for_a_person():
    found = find_claims("Anna Lee and Mary Roe met in May. She left the party in June.").claims
    left = next(c for c in found if "left the party" in c.text)
    assert left.text.startswith("She")
    assert left.ambiguous == ("She",)


def test_a_man_is_not_meant_by_she():
    article = "James Lee met Mary Roe in May. She left the party in June."
    assert "Mary Roe left the party in June." in texts(article)
