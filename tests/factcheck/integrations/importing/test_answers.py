"""What another server's Fact Check Tools API answers."""

from __future__ import annotations

import json

import pytest

from factcheck.integrations.importing.answers import read_answers
from factcheck.integrations.importing.claimreview import read_claimreview
from factcheck.integrations.importing.items import Unreadable


def served(*answers, status: int = 200):
    """A server that gives these answers in turn, and the addresses that it was asked."""
    asked: list[str] = []
    waiting = [answer if isinstance(answer, bytes) else json.dumps(answer).encode() for answer in answers]

    def get(address: str) -> tuple[int, bytes]:
        asked.append(address)
        return status, waiting.pop(0)

    return get, asked


def a_claim(text: str) -> dict:
    review = {
        "publisher": {"name": "Checks", "site": "checks.example"},
        "url": f"https://checks.example/{text}",
        "title": "No",
        "reviewDate": "2026-02-03T00:00:00Z",
        "textualRating": "False",
        "languageCode": "en",
    }
    return {"text": text, "claimant": "Jo", "claimDate": "2026-01-12T00:00:00Z", "claimReview": [review]}


def test_a_search_is_followed_to_its_last_page():
    get, asked = served({"claims": [a_claim("One")], "nextPageToken": "a b"}, {"claims": [a_claim("Two")]})

    items = list(read_answers("https://api.example/", {"query": "roads"}, get=get))

    first, second = [read_claimreview(item.review) for item in items]
    assert (first.claim_reviewed, second.claim_reviewed) == ("One", "Two")
    assert (first.publisher, first.rating_text, first.title, first.claimed_by) == (
        "Checks",
        "False",
        "No",
        "Jo",
    )
    assert (str(first.claimed_on), str(first.published_on), first.language) == (
        "2026-01-12",
        "2026-02-03",
        "en",
    )
    assert asked == [
        "https://api.example/v1alpha1/claims:search?query=roads&pageSize=100",
        "https://api.example/v1alpha1/claims:search?query=roads&pageSize=100&pageToken=a+b",
    ]


def test_nothing_found_is_nothing():
    get, _asked = served({})
    assert list(read_answers("https://api.example", {}, get=get)) == []


@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (403, {"error": {"message": "API key not valid."}}, "403. API key not valid."),
        (500, {"error": "?"}, "500"),
        (200, b"<html>", "not with JSON"),
        (200, [], "not with JSON"),
    ],
)
def test_a_refusal_is_told_with_the_servers_words(status, answer, words):
    get, _asked = served(answer, status=status)
    with pytest.raises(Unreadable, match=words):
        list(read_answers("https://api.example", {}, get=get))
