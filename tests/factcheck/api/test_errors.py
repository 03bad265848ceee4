"""Whatever goes wrong leaves as a problem (RFC 9457) that says what to do."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.http import Http404
from rest_framework.exceptions import Throttled

from claims.exceptions import BadAnchor, BadArticle, BadClaim, ClaimsError
from config.api_errors import problem
from factcheck.exceptions import Incomplete, NotAllowed, Stale, TransitionDenied
from jobs.exceptions import NotRetryable
from sources.exceptions import BadAddress, NothingCaptured

JSON = "application/json"


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (ClaimsError("No."), 400, "invalid"),
        (BadArticle("No."), 400, "invalid"),
        (BadClaim("No."), 400, "invalid"),
        (BadAddress("No."), 400, "invalid"),
        (Incomplete("No.", field="rating"), 400, "invalid"),
        (NotAllowed("No."), 403, "not-allowed"),
        (BadAnchor("No."), 409, "bad-anchor"),
        (NothingCaptured("No."), 409, "nothing-captured"),
        (TransitionDenied("No."), 409, "transition-denied"),
        (Stale("No."), 409, "stale"),
    ],
)
@pytest.mark.django_db
def test_a_domain_refusal_keeps_its_sentence(error, status, name):
    answer = problem(error, {})

    assert answer.status_code == status
    assert answer.data["type"] == f"urn:problem-type:factcheck:{name}"
    assert answer.data["detail"] == "No."


@pytest.mark.parametrize(
    ("error", "status"), [(Http404(), 404), (OperationalError("secret host"), 503), (NotRetryable(), 409)]
)
@pytest.mark.django_db
def test_a_refusal_of_the_framework_has_a_sentence_of_ours(error, status):
    answer = problem(error, {})

    assert answer.status_code == status
    assert answer.data["detail"].endswith(".")
    assert "secret" not in answer.data["detail"]


@pytest.mark.django_db
def test_a_field_is_named_as_in_the_body_and_as_on_the_form():
    answer = problem(Incomplete("Choose a rating.", field="rating"), {})

    assert answer.data["errors"] == [
        {"field": "rating", "name": "Rating", "pointer": "/rating", "detail": "Choose a rating."}
    ]


@pytest.mark.django_db
def test_a_wait_is_told_in_seconds():
    assert problem(Throttled(wait=12), {})["Retry-After"] == "12"


def test_a_fault_of_ours_is_announced_and_tells_nothing_of_its_insides(api, monkeypatch):
    def broken(_user):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("factcheck.api.visible.articles", broken)
    with pytest.raises(ZeroDivisionError):
        api.get("/api/v1/articles/")
    api.raise_request_exception = False
    answer = api.get("/api/v1/articles/")

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert b"secret" not in answer.content


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"not json",
        b"\xff\xfe{\x00}\x00",
        b'{"text": NaN}',
        b'{"text": ' + b"[" * 100_000,
        b'{"start": ' + b"9" * 5000 + b"}",
        b'"a string"',
        b"[1, 2]",
        b"null",
        b"true",
        b'{"text": {"a": 1}}',
        b'{"text": ["a"]}',
        b'{"text": "\\u0000"}',
        b'{"text": "\\ud800"}',
        b'{"text": "x", "published_on": "12 January"}',
        b'{"text": "x", "published_on": 20240112}',
        b'{"text": "x", "language": "no language at all"}',
        b'{"text": "x", "desk": "nowhere"}',
        b'{"text": "x", "title": "' + b"y" * 501 + b'"}',
        b'{"address": "javascript:alert(1)"}',
        b'{"address": "http://127.0.0.1/"}',
        b'{"address": "http://[::1"}',
    ],
    ids=lambda body: repr(body[:40]),
)
@pytest.mark.parametrize("path", ["articles", "claims", "sources", "evidence"])
def test_a_bad_body_is_the_callers_problem(api, body, path):
    answer = api.post(f"/api/v1/{path}/", data=body, content_type=JSON)

    assert answer.status_code in (400, 413)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "charset", ["utf-16", "rot13", "hex", "zlib", "undefined", "no-such-charset", "latin-1"]
)
def test_json_is_utf_8_whatever_the_charset_says(api, charset):
    answer = api.post("/api/v1/articles/", data=b'{"text": ""}', content_type=f"{JSON}; charset={charset}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "text"


def test_a_huge_body_is_refused_before_it_is_read_whole(api, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = api.post("/api/v1/articles/", data=b'{"text": "' + b"x" * 1000 + b'"}', content_type=JSON)

    assert answer.status_code == 413
    assert answer.json()["type"].endswith(":too-large")


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "x"]
)
def test_only_json_is_taken(api, content_type):
    answer = api.post("/api/v1/articles/", data=b"text=x", content_type=content_type)

    assert answer.status_code == 415
    assert answer["Content-Type"] == "application/problem+json"


def test_a_missing_field_is_named_as_the_form_names_it(api):
    answer = api.post("/api/v1/claims/", {"article": 1, "start": -1, "end": "x"}, format="json")

    errors = {error["field"]: error for error in answer.json()["errors"]}
    assert set(errors) == {"quote", "start", "end"}
    assert errors["quote"]["name"] == "As written"
    assert errors["quote"]["pointer"] == "/quote"
    assert errors["end"]["detail"] == "A valid integer is required."


def test_an_error_in_a_list_points_to_its_place(api):
    answer = api.post(
        "/api/v1/sources/", {"address": "https://a.example/", "claims": [1, "x"]}, format="json"
    )

    assert [error["pointer"] for error in answer.json()["errors"]] == ["/claims/1"]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_what_no_one_may_do_is_not_a_route(api, method):
    answer = getattr(api, method)("/api/v1/evidence/1/")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["title"] == "Method not allowed"


@pytest.mark.parametrize(
    "path",
    ["nothing/", "articles", "articles/x/", "articles/-1/", "articles/1/claims/", "publications/Ä/"],
)
def test_a_lost_caller_gets_a_problem_not_a_page(api, path):
    answer = api.get(f"/api/v1/{path}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
@pytest.mark.parametrize(
    "path", ["articles", "claims", "sources", "snapshots", "evidence", "fact-checks", "jobs"]
)
def test_numbers_that_nothing_has_are_not_found(api, path, number):
    assert api.get(f"/api/v1/{path}/{number}/").status_code == 404


def test_another_representation_is_refused(api):
    answer = api.get("/api/v1/articles/", headers={"Accept": "text/html"})

    assert answer.status_code == 406


def test_a_problem_is_json_where_the_answer_would_not_be(api):
    answer = api.get("/api/schema/?format=nothing")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["type"] == "urn:problem-type:factcheck:not-found"


@pytest.mark.parametrize(
    "body", [rb'{"\ud800": 1}', rb'{"article": 1, "quote": "a", "start": 0, "end": 1, "kind": "\ud800"}']
)
def test_half_a_character_is_refused_whether_it_would_be_told_back_or_not(api, body):
    answer = api.post("/api/v1/claims/", body, content_type=JSON)
    assert answer.status_code == 400
    assert "half a character" in answer.json()["detail"]


def test_both_halves_of_a_character_are_one(api):
    answer = api.post("/api/v1/claims/", rb'{"\ud83d\ude00": 1}', content_type=JSON)
    assert "\U0001f600" in [error["field"] for error in answer.json()["errors"]]
