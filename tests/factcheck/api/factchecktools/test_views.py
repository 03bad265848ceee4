"""The routes of the Fact Check Tools API, as they look on the wire."""

from __future__ import annotations

import json
from pathlib import Path

import googleapiclient
import pytest
from rest_framework.test import APIClient

from factcheck.integrations.models import Scope
from factcheck.integrations.services import create_token, revoke_token
from tests.factcheck.publication.cases import Newsroom

pytestmark = pytest.mark.django_db
SEARCH = "/v1alpha1/claims:search"
GOOGLES = Path(googleapiclient.__file__).parent / "discovery_cache/documents/factchecktools.v1alpha1.json"


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def client() -> APIClient:
    return APIClient()


def test_a_search_answers_in_googles_shape(newsroom, client):
    publication = newsroom.published()

    answer = client.get(SEARCH, {"query": "roads"})

    assert answer.status_code == 200
    assert answer.json() == {
        "claims": [
            {
                "text": publication.claim_text,
                "claimant": "Jo Harbor",
                "claimDate": "2026-01-12T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Factcheck", "site": "localhost"},
                        "url": publication.document["url"],
                        "title": publication.claim_text,
                        "reviewDate": publication.document["first_published_at"],
                        "textualRating": "False",
                        "languageCode": "en",
                    }
                ],
            }
        ]
    }


def test_nothing_found_is_an_empty_object(client):
    assert client.get(SEARCH, {"query": "nothing"}).json() == {}


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "query: Give a query, or a reviewPublisherSiteFilter."),
        ({"query": " "}, "query: Give a query, or a reviewPublisherSiteFilter."),
        ({"query": "a", "languageCode": "e n"}, "languageCode: Write a BCP-47 code, such as en or sr-Latn."),
        ({"query": "a", "pageSize": "-1"}, "pageSize: Ensure this value is greater than or equal to 0."),
        ({"query": "a", "offset": "x"}, "offset: A valid integer is required."),
        ({"query": "a", "pageToken": "made up"}, "pageToken: This token is of another search."),
        ({"query": "a", "colour": "red"}, "colour: There is no parameter of this name."),
        ({"query": "a", "alt": "proto"}, "alt: Only json is answered."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_googles_shape(client, given, complaint):
    answer = client.get(SEARCH, given)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["status"]) == (400, 400, "INVALID_ARGUMENT")
    assert error["message"].startswith(complaint)
    assert error["details"][0]["fieldViolations"][0]["field"] == complaint.partition(":")[0]


def test_a_page_token_of_another_search_is_refused(newsroom, client):
    newsroom.published()
    newsroom.published(text="Roads are long.")
    token = client.get(SEARCH, {"query": "roads", "pageSize": 1}).json()["nextPageToken"]

    assert len(client.get(SEARCH, {"query": "roads", "pageToken": token}).json()["claims"]) == 1
    assert client.get(SEARCH, {"query": "road", "pageToken": token}).status_code == 400


def test_an_offset_starts_further_down(newsroom, client):
    newsroom.published()

    assert client.get(SEARCH, {"query": "roads", "offset": 1}).json() == {}


def test_images_are_refused_as_not_implemented(client):
    answer = client.get("/v1alpha1/claims:imageSearch", {"imageUri": "https://paper.example/a.png"})

    assert answer.status_code == 501
    assert answer.json()["error"]["status"] == "UNIMPLEMENTED"
    assert "claims:search" in answer.json()["error"]["message"]


def test_a_key_that_opens_nothing_is_told_so_however_it_is_sent(newsroom, client):
    token, secret = create_token(owner=newsroom.sam, name="desk", scopes=[Scope.READ])
    assert client.get(SEARCH, {"query": "a", "key": secret}).status_code == 200
    revoke_token(token=token, by=newsroom.sam)

    for sent in (
        {"data": {"query": "a", "key": secret}},
        {"data": {"query": "a"}, "HTTP_X_GOOG_API_KEY": secret},
        {"data": {"query": "a"}, "HTTP_AUTHORIZATION": f"Bearer {secret}"},
    ):
        answer = client.get(SEARCH, **sent)
        assert (answer.status_code, answer.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


def test_other_routes_and_methods_are_refused_in_googles_shape(client):
    assert client.get("/v1alpha1/nothing").json()["error"]["status"] == "NOT_FOUND"
    assert client.post(SEARCH, {}, format="json").json()["error"]["code"] == 405


def test_too_many_requests_are_told_when_to_come_back(client, settings):
    settings.API = {**settings.API, "PUBLIC_REQUESTS_PER_MINUTE": 0}

    answer = client.get(SEARCH, {"query": "a"})

    assert answer.json()["error"]["status"] == "RESOURCE_EXHAUSTED"
    assert int(answer.headers["Retry-After"]) > 0


PAGE = {
    "pageUrl": "https://checks.example/roads",
    "claimReviewMarkups": [{"claimReviewed": "One.", "rating": {"textualRating": "False"}}],
}


def sends(owner, *scopes: Scope) -> APIClient:
    _token, secret = create_token(owner=owner, name="desk", scopes=scopes)
    client = APIClient()
    client.credentials(HTTP_X_GOOG_API_KEY=secret)
    return client


def test_writing_a_page_needs_the_scope_for_imports(newsroom, client):
    assert client.post("/v1alpha1/pages", PAGE, format="json").status_code == 401

    reader = sends(newsroom.sam, Scope.READ, Scope.CLAIMS_WRITE)
    answer = reader.post("/v1alpha1/pages", PAGE, format="json")
    assert (answer.status_code, answer.json()["error"]["status"]) == (403, "PERMISSION_DENIED")
    assert "imports:write" in answer.json()["error"]["message"]

    assert (
        sends(newsroom.sam, Scope.IMPORTS_WRITE).post("/v1alpha1/pages", PAGE, format="json").status_code
        == 200
    )


def test_a_page_of_somebody_else_is_read_and_not_changed(newsroom):
    made = sends(newsroom.sam, Scope.IMPORTS_WRITE).post("/v1alpha1/pages", PAGE, format="json").json()
    lou = sends(newsroom.lou, Scope.READ, Scope.IMPORTS_WRITE)

    assert lou.get(f"/v1alpha1/{made['name']}").status_code == 200
    assert lou.delete(f"/v1alpha1/{made['name']}").json()["error"]["status"] == "PERMISSION_DENIED"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"pageUrl": None}, "pageUrl"),
        ({"pageUrl": "nowhere"}, "pageUrl"),
        ({"claimReviewMarkups": []}, "claimReviewMarkups"),
        ({"claimReviewMarkups": [{"claimReviewed": "a\u0000"}]}, "claimReviewMarkups"),
        ({"claimReviewMarkups": [{"claimReviewed": "One."}]}, "claimReviewMarkups.0"),
        ({"claimReviewMarkups": [{"rating": {"ratingValue": 3_000_000_000}}]}, "claimReviewMarkups"),
        ({"claimReviewMarkups": "many"}, "claimReviewMarkups"),
    ],
)
def test_a_page_of_another_shape_is_refused_with_the_field(newsroom, changed, field):
    answer = sends(newsroom.sam, Scope.IMPORTS_WRITE).post("/v1alpha1/pages", PAGE | changed, format="json")

    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["fieldViolations"][0]["field"].startswith(field)


@pytest.mark.parametrize("version", [None, "", "one", "-1", {"a": 1}])
def test_an_update_names_the_version_that_was_read(newsroom, version):
    sam = sends(newsroom.sam, Scope.IMPORTS_WRITE)
    made = sam.post("/v1alpha1/pages", PAGE, format="json").json()

    answer = sam.put(f"/v1alpha1/{made['name']}", PAGE | {"versionId": version}, format="json")

    assert answer.status_code == 400
    assert "versionId" in answer.json()["error"]["message"]


def test_bodies_that_are_no_objects_are_refused(newsroom):
    sam = sends(newsroom.sam, Scope.IMPORTS_WRITE)
    made = sam.post("/v1alpha1/pages", PAGE, format="json").json()

    for body in ([], "text", 5, None):
        assert sam.post("/v1alpha1/pages", body, format="json").status_code == 400
        assert sam.put(f"/v1alpha1/{made['name']}", body, format="json").status_code == 400


@pytest.mark.parametrize(
    "given", [{}, {"url": "https://a.example", "organization": "a.example"}, {"url": "x y"}]
)
def test_a_list_is_of_an_address_or_an_organisation(newsroom, given):
    assert sends(newsroom.sam, Scope.READ).get("/v1alpha1/pages", given).status_code == 400


def test_the_discovery_document_has_googles_methods_parameters_and_fields(client):
    ours = client.get("/$discovery/rest?version=v1alpha1").json()
    googles = json.loads(GOOGLES.read_text())

    assert ours["rootUrl"] == "http://testserver/"
    assert _methods(ours) == _methods(googles)
    assert _fields(ours) == _fields(googles)


def _methods(document: dict) -> dict:
    return {
        method["id"]: (
            method["httpMethod"],
            method["path"],
            {name: (each["location"], each["type"]) for name, each in method["parameters"].items()},
            method.get("request"),
            method["response"],
        )
        for resource in document["resources"].values()
        for method in resource["methods"].values()
    }


def _fields(document: dict) -> dict:
    return {
        name: {field: (each.get("type"), each.get("$ref")) for field, each in schema["properties"].items()}
        for name, schema in document["schemas"].items()
    }
