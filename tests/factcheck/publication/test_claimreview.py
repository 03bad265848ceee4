import json

import pytest

from factcheck.publication.claimreview import claimreview, feed
from tests.factcheck.publication.documents import NOT_ENOUGH_EVIDENCE, SPEAKER, a_document


def test_says_what_was_reviewed_and_by_whom():
    review = claimreview(a_document())
    assert review["@context"] == "https://schema.org"
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == "Spending on roads doubled in 2025."
    assert review["url"] == "https://paper.example/checks/spending-on-roads/"
    assert review["inLanguage"] == "en"
    assert review["author"] == {
        "@type": "Organization",
        "name": "The Paper",
        "url": "https://paper.example/",
        "logo": "https://paper.example/logo.svg",
        "correctionsPolicy": "https://paper.example/about/corrections/",
    }


def test_places_a_numbered_rating_between_the_ends_of_its_scale():
    assert claimreview(a_document())["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "False",
        "ratingExplanation": "Spending on roads rose by 12%.",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 5,
    }


def test_gives_a_rating_without_a_number_no_number_and_no_ends():
    rating = claimreview(a_document(rating=NOT_ENOUGH_EVIDENCE))["reviewRating"]
    assert rating["alternateName"] == "Not enough evidence"
    assert not {"ratingValue", "worstRating", "bestRating"} & rating.keys()


def test_says_who_claimed_it_where_and_when():
    assert claimreview(a_document())["itemReviewed"] == {
        "@type": "Claim",
        "author": {
            "@type": "Person",
            "name": "Jo Harbor",
            "jobTitle": "Mayor",
            "sameAs": "https://city.example/jo",
        },
        "datePublished": "2026-01-12",
        "appearance": {
            "@type": "CreativeWork",
            "url": "https://paper.example/budget",
            "headline": "The council's budget",
        },
    }


@pytest.mark.parametrize(
    ("kind", "kind_in_markup"),
    [("person", "Person"), ("organisation", "Organization"), ("unknown", "Person")],
)
def test_tells_people_from_organisations(kind, kind_in_markup):
    review = claimreview(a_document(speaker={**SPEAKER, "kind": kind}))
    assert review["itemReviewed"]["author"]["@type"] == kind_in_markup


def test_leaves_out_what_is_not_known():
    unknown = a_document(speaker=None, article={"title": "A talk", "address": "", "published_on": ""})
    assert claimreview(unknown)["itemReviewed"] == {"@type": "Claim"}
    assert '""' not in json.dumps(claimreview(unknown))


def test_keeps_the_old_wording_of_what_was_corrected():
    entry = {
        "at": "2026-02-01T08:00:00Z",
        "note": "The accounts were revised.",
        "version": 1,
        "claim": "It doubled.",
        "rating": "Half true",
        "conclusion": "It rose by half.",
        "reasoning": "",
    }
    review = claimreview(a_document(corrections=[entry], published_at="2026-02-01T08:00:00Z"))
    assert review["datePublished"] == "2026-01-14T12:00:00Z"
    assert review["dateModified"] == "2026-02-01T08:00:00Z"
    assert review["correction"] == [
        {
            "@type": "CorrectionComment",
            "datePublished": "2026-02-01T08:00:00Z",
            "text": "The accounts were revised. Before: “It doubled.” Half true: It rose by half.",
        }
    ]


def test_never_corrects_without_a_correction():
    assert "correction" not in claimreview(a_document())


def test_feeds_each_review_with_its_dates():
    documents = [a_document(), a_document(url="https://paper.example/checks/other/")]
    data_feed = feed(documents)
    assert data_feed["@type"] == "DataFeed"
    assert [element["item"][0]["url"] for element in data_feed["dataFeedElement"]] == [
        "https://paper.example/checks/spending-on-roads/",
        "https://paper.example/checks/other/",
    ]
