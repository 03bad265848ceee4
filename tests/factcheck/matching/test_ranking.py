import numpy as np
import pytest

from factcheck.matching.ranking import KnownClaim, KnownClaims, SharedWords, shared_words

KNOWN = KnownClaims(
    [
        KnownClaim("harbour", "The council closed the harbour to cruise ships.", "Was the port shut?"),
        KnownClaim("taxes", "The new law doubles the tax on diesel cars.", ""),
        KnownClaim("snake", "A photograph shows a snake that swallowed a sheep.", "Snake Swallows Sheep"),
        KnownClaim("jobs-12", "The factory cut 1,200 jobs.", ""),
        KnownClaim("jobs-40", "The factory cut 4,000 jobs.", ""),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so they shut the port for cruise liners?!", "harbour"),
        ("#DieselTax is going to be twice as high https://example.org/x", "taxes"),
        ("OMG this python ate a whole sheep", "snake"),
        ("1200 jobs gone at the factory", "jobs-12"),
        ("4000 jobs gone at the factory", "jobs-40"),
    ],
)
def test_another_wording_finds_its_claim(text, expected):
    assert KNOWN.match(text)[0].id == expected


def test_matches_are_ordered_bounded_and_the_same_every_time():
    found = KNOWN.match("The factory cut jobs.", limit=3)

    assert len(found) == 3
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
    assert all(0 <= m.score <= 1 for m in found)
    assert KNOWN.match("The factory cut jobs.", limit=3) == found


def test_a_claim_that_shares_no_word_is_found_by_its_meaning():
    many = [KnownClaim(str(i), f"Wheat sold for {i} euros in the market.") for i in range(150)]
    known = KnownClaims([*many, KnownClaim("by meaning", "Vessels went down off the shore.")])
    assert known.match("Boats were lost at sea.")[0].id == "by meaning"


def test_more_claims_than_are_read_while_loading_are_searched_by_words_first(monkeypatch):
    monkeypatch.setattr("factcheck.matching.ranking.READ_AT_LOADING", 3)
    known = KnownClaims([KnownClaim(i, f"Ship number {i} sank near the coast.") for i in range(150)])
    found = known.match("ship number 77 has sunk")
    assert found[0].id == 77
    assert known.match("ship number 77 has sunk") == found


def test_the_signature_below_a_post_does_not_hide_what_it_says():
    known = KnownClaims(
        [
            KnownClaim("harbour", "The council closed the harbour to cruise ships."),
            KnownClaim("account", "Jo Harbor's account was suspended in January 2020."),
        ]
    )
    post = "Cruise ships can no longer dock, the council decided — Jo Harbor (@joharbor) January 14, 2020"
    assert known.match(post)[0].id == "harbour"


def test_one_fact_check_listed_twice_with_other_quotation_marks_ranks_as_one():
    known = KnownClaims(
        [
            KnownClaim("wheat", "Wheat prices fell.", "Is bread cheap?"),
            KnownClaim(
                "first", "The mayor said 'ships are loud' in May.", "Did the mayor say ‘ships are loud’?"
            ),
            KnownClaim(
                "second", 'The mayor said "ships are loud" in May.', "Did the mayor say ‘Ships Are Loud’?"
            ),
        ]
    )
    first, second, _wheat = known.match("the mayor finds ships loud")
    assert (first.id, second.id) == ("first", "second")
    assert first.score == second.score


def test_of_two_claims_under_one_headline_the_nearer_wording_comes_first():
    headline = "What did the mayor say about ships?"
    known = KnownClaims(
        [
            KnownClaim("quiet", "The mayor said cargo vessels pay too little.", headline),
            KnownClaim("loud", "The mayor said cruise liners make too much noise.", headline),
        ]
    )
    assert [match.id for match in known.match("What did the mayor say about ships? They are noisy!")] == [
        "loud",
        "quiet",
    ]


def test_a_claim_and_a_headline_without_words_are_known_as_others_are():
    known = KnownClaims([KnownClaim("none", "", ""), KnownClaim("mark", "?", "!"), *KNOWN._claims])
    assert known.match("a snake ate a sheep")[0].id == "snake"


@pytest.mark.parametrize("text", ["", "the of and", "🌾", "https://example.org"])
def test_a_text_without_words_still_gets_a_ranking(text):
    assert len(KNOWN.match(text)) == 5


def test_no_known_claims_give_no_matches():
    assert KnownClaims([]).match("anything") == ()


@pytest.mark.parametrize(
    "text", ["1,200 factory jobs, jobs, jobs", "The #SnakeSheep photo", "Nothing alike: xyz", ""]
)
def test_a_few_texts_score_the_same_with_and_without_an_index(text):
    texts = [wording for claim in KNOWN._claims for wording in claim.wordings] + ["", "the of"]

    scores = shared_words(text, texts)

    np.testing.assert_allclose(scores, SharedWords(texts).scores(text), atol=1e-6)
    assert scores.shape == (len(texts),)


def test_no_texts_share_no_words():
    assert shared_words("The factory cut jobs.", []).shape == (0,)
