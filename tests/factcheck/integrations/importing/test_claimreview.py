"""ClaimReview as publishers write it."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.integrations.importing.claimreview import BadItem, read_claimreview
from factcheck.integrations.importing.structured import is_claimreview


def an_item(**changed) -> dict:
    item = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://checks.example/roads",
        "claimReviewed": "Spending on roads doubled.",
        "datePublished": "2026-02-03",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "The Checkers"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Jo Harbor"},
            "datePublished": "2026-01-12T10:00:00+02:00",
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": "False",
        },
    }
    return {name: value for name, value in (item | changed).items() if value is not None}


def test_an_item_is_read_whole():
    review = read_claimreview(an_item(headline="No, roads did not cost twice as much"))

    assert review.claim_reviewed == "Spending on roads doubled."
    assert (review.publisher, review.url) == ("The Checkers", "https://checks.example/roads")
    assert (review.rating_text, review.family) == ("False", "refuted")
    assert (review.claimed_by, review.claimed_on) == ("Jo Harbor", date(2026, 1, 12))
    assert (review.published_on, review.language) == (date(2026, 2, 3), "en")
    assert review.title == "No, roads did not cost twice as much"
    assert review.raw["reviewRating"]["bestRating"] == 5


@pytest.mark.parametrize(
    "named", ["ClaimReview", "http://schema.org/ClaimReview", "schema:ClaimReview", ["Review", "ClaimReview"]]
)
def test_its_type_is_known_in_every_spelling(named):
    assert is_claimreview({"@type": named})


@pytest.mark.parametrize("item", [None, "ClaimReview", [], {}, {"@type": "NotAClaimReview"}, {"@type": 5}])
def test_other_things_are_not_taken_for_it(item):
    assert not is_claimreview(item)
    with pytest.raises(BadItem, match="not a ClaimReview"):
        read_claimreview(item)


def test_what_is_written_loosely_is_read_all_the_same():
    review = read_claimreview(
        an_item(
            url=" HTTPS://Checks.Example/a/../roads#second ",
            claimReviewed="<p>Spending &amp;amp; roads\n doubled.\x00</p>",
            author=[{"name": "The Checkers"}],
            itemReviewed=[{"author": "Jo Harbor", "datePublished": "last week"}],
            reviewRating={"ratingValue": "2", "bestRating": "5", "worstRating": "1"},
            inLanguage={"@type": "Language", "alternateName": "pt-BR"},
            datePublished="2026-02-30",
        )
    )

    assert review.url == "https://checks.example/roads#second"
    assert review.claim_reviewed == "Spending & roads doubled."
    assert (review.publisher, review.claimed_by) == ("The Checkers", "Jo Harbor")
    assert (review.rating_text, review.family) == ("2 of 5", "refuted")
    assert (review.claimed_on, review.published_on, review.language) == (None, None, "pt-BR")


def test_who_names_no_publisher_is_known_by_their_site():
    assert (
        read_claimreview(an_item(author=None, url="https://www.checks.example/")).publisher
        == "checks.example"
    )


def test_an_item_without_an_address_has_its_pages():
    review = read_claimreview(an_item(url=None), page="https://checks.example/page")

    assert review.url == "https://checks.example/page"


def test_nothing_that_the_database_refuses_is_kept():
    review = read_claimreview(an_item(headline="\ud800A\x00", extra=[{"a\x00": float("nan")}]))

    assert review.title == "A"
    assert review.raw["extra"] == [{"a": None}]


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"claimReviewed": None}, "no claim"),
        ({"claimReviewed": " <br> "}, "no claim"),
        ({"claimReviewed": "a" * 5001}, "more than 5000 characters"),
        ({"url": None}, "no address"),
        ({"url": "javascript:alert(1)"}, "not a web address"),
        ({"url": "https://checks.example/" + "a" * 2000}, "more than 2000 characters"),
        ({"reviewRating": None}, "no rating"),
        ({"reviewRating": {"ratingValue": "soon"}}, "no rating"),
    ],
)
def test_what_cannot_be_imported_says_why(changed, cause):
    with pytest.raises(BadItem, match=cause):
        read_claimreview(an_item(**changed))
