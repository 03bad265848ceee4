"""Answers of the Fact Check Tools API, Google's or another instance's, page by page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from factcheck.integrations.importing.items import Item, Unreadable

SEARCH = "v1alpha1/claims:search"
PAGE_SIZE = 100
# A server that never says that it is done is not asked for ever.
MAX_PAGES = 1000

Get = Callable[[str], tuple[int, bytes]]


def read_answers(root: str, asked: dict[str, str], *, get: Get) -> Iterator[Item]:
    """Every review that a search finds there. root: where the API is; get: an address's status and body.

    Raises Unreadable, with the server's own words where it has some.
    """
    number, token = 0, ""
    for _page in range(MAX_PAGES):
        query = {**asked, "pageSize": str(PAGE_SIZE), **({"pageToken": token} if token else {})}
        answer = _answer(*get(f"{root.rstrip('/')}/{SEARCH}?{urlencode(query)}"))
        for claim in answer.get("claims") or []:
            for review in _reviews(claim):
                number += 1
                yield Item(number, review=review)
        token = answer.get("nextPageToken") or ""
        if not token:
            return
    raise Unreadable(f"The search has more than {MAX_PAGES} pages. Ask for less at a time.")


def _answer(status: int, body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise Unreadable(f"The server answered {status}, and not with JSON. Is the address that of an API?")
    if status != 200:
        error = answer.get("error")
        words = error.get("message", "") if isinstance(error, dict) else ""
        raise Unreadable(f"The server answered {status}. {str(words)[:300]}".strip())
    return answer


def _reviews(claim: Any) -> Iterator[Any]:
    """A claim's reviews as ClaimReview; what isn't one stays as it is, to be refused with a cause."""
    if not isinstance(claim, dict):
        yield claim
        return
    for review in claim.get("claimReview") or []:
        yield _claimreview(claim, review) if isinstance(review, dict) else review


def _claimreview(claim: dict[str, Any], review: dict[str, Any]) -> dict[str, Any]:
    named = review.get("publisher")
    publisher = named if isinstance(named, dict) else {}
    return {
        "@type": "ClaimReview",
        "url": review.get("url"),
        "claimReviewed": claim.get("text"),
        "headline": review.get("title"),
        "datePublished": review.get("reviewDate"),
        "inLanguage": review.get("languageCode"),
        "author": {"name": publisher.get("name") or publisher.get("site")},
        "itemReviewed": {"author": {"name": claim.get("claimant")}, "datePublished": claim.get("claimDate")},
        "reviewRating": {"alternateName": review.get("textualRating")},
    }
