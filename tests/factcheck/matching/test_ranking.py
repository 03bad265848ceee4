import pytest

from factcheck.matching.ranking import KnownClaim, KnownClaims

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


def test_a_candidate_of_the_callers_is_considered():
    many = KnownClaims([KnownClaim(str(i), f"Ship number {i} sank near the coast.") for i in range(150)] + [
        KnownClaim("by meaning", "Vessels went down off the shore.")
    ])  # fmt: skip
    assert "by meaning" in {m.id for m in many.match("Boats were lost at sea.", limit=151, also=[150])}


@pytest.mark.parametrize("text", ["", "the of and", "🌾", "https://example.org"])
def test_a_text_without_words_still_gets_a_ranking(text):
    assert len(KNOWN.match(text)) == 5


def test_no_known_claims_give_no_matches():
    assert KnownClaims([]).match("anything") == ()
