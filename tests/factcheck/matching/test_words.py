import pytest

from factcheck.matching.words import beginning_of, pieces_of, spoken, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#TaxCuts now", ["tax", "cuts", "now"]),
        ("(@AnnaLee)", ["anna", "lee"]),
        ("see https://example.org/a pic.twitter.com/x", ["see"]),
        ("1,200 jobs", ["1200", "jobs"]),
        ("", []),
    ],
)
def test_words_are_without_links_and_with_the_words_inside_tags(text, expected):
    assert words_of(text) == expected


def test_pieces_mark_where_a_word_begins_and_ends():
    assert pieces_of("taxes") == ("_tax", "taxe", "axes", "xes_")
    assert pieces_of("no") == ("_no_",)


def test_inflected_and_misspelt_words_share_pieces():
    assert set(pieces_of("goverment")) & set(pieces_of("governments")) >= {"_gov", "gove", "over"}


def test_inflections_begin_alike():
    assert beginning_of("elections") == beginning_of("electing")


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ("Ships sank https://t.example/x — Jo Harbor (@joharbor) January 14, 2020", "Ships sank"),
        ("The law passed - at last - in 2020", "The law passed - at last - in 2020"),
        ("#SaveTheWhales now", "Save The Whales now"),
        ("https://t.example/x", ""),
    ],
)
def test_what_a_post_says_is_without_its_links_and_signature(post, said):
    assert spoken(post) == said
