"""Google's own client, as it comes from the package registry, against our server over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from googleapiclient.discovery import Resource, build
from googleapiclient.errors import HttpError

from factcheck.integrations.models import Scope
from factcheck.integrations.services import create_token
from tests.factcheck.publication.cases import Newsroom

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def newsroom(transactional_db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def service(live_server: Any, newsroom: Newsroom) -> Iterator[Resource]:
    """As its users make one, but for the address."""
    _token, secret = create_token(owner=newsroom.sam, name="desk", scopes=[Scope.READ, Scope.IMPORTS_WRITE])
    options = {"api_endpoint": live_server.url}
    with build("factchecktools", "v1alpha1", developerKey=secret, client_options=options) as built:
        yield built


def test_it_finds_what_is_published_page_by_page(newsroom, service):
    texts = [f"Spending on roads rose by {percent}%." for percent in (3, 4, 5)]
    for text in texts:
        newsroom.published(text=text)

    request = service.claims().search(query="spending on roads", languageCode="en-GB", pageSize=2)
    pages = []
    while request is not None:
        answer = request.execute()
        pages.append([claim["text"] for claim in answer["claims"]])
        request = service.claims().search_next(request, answer)

    assert [len(page) for page in pages] == [2, 1]
    assert sorted(pages[0] + pages[1]) == texts


def test_it_raises_its_own_error_with_our_words(service):
    with pytest.raises(HttpError) as refused:
        service.claims().search().execute()
    assert (refused.value.status_code, refused.value.reason) == (
        400,
        "query: Give a query, or a reviewPublisherSiteFilter.",
    )

    with pytest.raises(HttpError, match="not supported here"):
        service.claims().imageSearch(imageUri="https://paper.example/a.png").execute()


def test_it_builds_itself_from_our_discovery_document(newsroom, live_server):
    newsroom.published()
    described = f"{live_server.url}/$discovery/rest?version={{apiVersion}}"

    with build(
        "factchecktools", "v1alpha1", discoveryServiceUrl=described, static_discovery=False
    ) as service:
        answer = service.claims().search(reviewPublisherSiteFilter="localhost").execute()

    assert answer["claims"][0]["claimReview"][0]["textualRating"] == "False"
