"""Google's own client, as it comes from the package registry, against our server over HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from googleapiclient.discovery import Resource, build
from googleapiclient.errors import HttpError

from factcheck.integrations.models import Scope
from factcheck.integrations.services import create_token
from tests.factcheck.publication.cases import Newsroom

pytestmark = pytest.mark.django_db(transaction=True)


PAGE = Path(__file__).resolve().parents[4] / "docs" / "integrations.md"
PROGRAM, PRINTED = (
    re.search(rf"^```{kind}\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)[1]
    for kind in ("python", "text")
)


def test_what_the_documentation_shows_is_what_happens(live_server, newsroom, capsys):
    _token, secret = create_token(owner=newsroom.sam, name="desk", scopes=[Scope.READ, Scope.IMPORTS_WRITE])
    program = PROGRAM.replace("https://checks.example.org", live_server.url).replace("fct_…", secret)

    exec(compile(program, str(PAGE), "exec"), {})

    assert capsys.readouterr().out == PRINTED


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


def a_page(**changed: Any) -> dict[str, Any]:
    markup = {"claimReviewed": "Spending on roads doubled.", "rating": {"textualRating": "Mostly false"}}
    return {
        "pageUrl": "https://checks.example/roads",
        "publishDate": "2026-02-03",
        "claimReviewAuthor": {"name": "The Checkers"},
        "claimReviewMarkups": [markup],
        **changed,
    }


def test_it_writes_reads_changes_and_deletes_pages(service):
    pages = service.pages()
    made = pages.create(body=a_page()).execute()
    assert made == {**a_page(), "name": made["name"], "versionId": "1"}

    assert pages.get(name=made["name"]).execute() == made
    assert pages.list(url="https://checks.example/roads").execute() == {"claimReviewMarkupPages": [made]}
    (found,) = service.claims().search(query="roads").execute()["claims"]
    assert found["claimReview"][0]["publisher"] == {"name": "The Checkers", "site": "checks.example"}

    changed = pages.update(name=made["name"], body={**made, "publishDate": "2026-02-04"}).execute()
    assert (changed["versionId"], changed["publishDate"]) == ("2", "2026-02-04")
    with pytest.raises(HttpError) as stale:
        pages.update(name=made["name"], body=made).execute()
    assert stale.value.status_code == 409

    assert pages.delete(name=made["name"]).execute() == {}
    assert service.claims().search(query="roads").execute() == {}
    with pytest.raises(HttpError) as gone:
        pages.get(name=made["name"]).execute()
    assert gone.value.status_code == 404


def test_it_lists_the_pages_of_an_organisation_page_by_page(service):
    for number in range(3):
        service.pages().create(body=a_page(pageUrl=f"https://www.checks.example/{number}")).execute()

    request = service.pages().list(organization="checks.example", pageSize=2)
    sizes = []
    while request is not None:
        answer = request.execute()
        sizes.append(len(answer["claimReviewMarkupPages"]))
        request = service.pages().list_next(request, answer)

    assert sizes == [2, 1]
