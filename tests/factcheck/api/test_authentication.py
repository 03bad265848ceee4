"""Who is let in, and what the audit says of it."""

from __future__ import annotations

import pghistory.models
import pytest
from rest_framework.test import APIClient

from factcheck.integrations.models import ApiToken, Scope
from factcheck.integrations.services import revoke_token
from tests.factcheck.api.conftest import client_of
from tests.factories import a_claim, an_article

pytestmark = pytest.mark.django_db
WHOAMI = "/api/v1/whoami/"


def test_a_token_acts_for_its_owner(api, sam):
    answer = api.get(WHOAMI)

    assert answer.status_code == 200
    assert answer.json()["username"] == "sam"
    assert answer.json()["desks"] == [{"slug": "newsroom", "name": "Newsroom", "role": "journalist"}]
    assert answer.json()["token"]["name"] == "archive-bot"
    assert answer.json()["token"]["scopes"] == ["read", "claims:write"]


def test_a_session_is_let_in_too(sam):
    client = APIClient()
    client.force_login(sam, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(WHOAMI).json()["token"] is None


def test_a_session_writes_only_with_the_pages_token(sam):
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(sam, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post("/api/v1/articles/", {"text": "A text."}, format="json")

    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert "CSRF" in answer.json()["detail"]


@pytest.mark.parametrize(
    "header",
    ["Bearer fct_wrong", "Bearer", "bearer  ", "Bearer fct_\u00e9", "Basic c2FtOnNlY3JldA==", "", "fct_x"],
)
def test_anyone_else_is_asked_for_a_token(header, sam):
    answer = APIClient().get(WHOAMI, headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="api"'
    assert answer.json()["status"] == 401


def test_a_revoked_token_is_refused_at_once(api, sam):
    assert api.get(WHOAMI).status_code == 200
    revoke_token(token=ApiToken.objects.get(), by=sam)

    assert api.get(WHOAMI).status_code == 401


@pytest.mark.parametrize(
    ("scopes", "method", "path", "missing"),
    [
        ([Scope.CLAIMS_WRITE], "get", "/api/v1/articles/", "read"),
        ([Scope.CLAIMS_WRITE], "get", "/api/v1/claims/1/", "read"),
        ([Scope.READ], "post", "/api/v1/articles/", "claims:write"),
        ([Scope.READ], "post", "/api/v1/claims/", "claims:write"),
        ([Scope.READ], "post", "/api/v1/sources/", "claims:write"),
        ([Scope.READ], "post", "/api/v1/evidence/", "claims:write"),
        ([Scope.READ], "post", "/api/v1/jobs/1/cancel/", "claims:write"),
        ([Scope.READ], "post", "/api/v1/jobs/1/retry/", "claims:write"),
        ([Scope.IMPORTS_WRITE], "get", "/api/v1/fact-checks/", "read"),
    ],
)
def test_a_missing_scope_is_named(with_scopes, scopes, method, path, missing):
    answer = getattr(with_scopes(*scopes), method)(path, {}, format="json")

    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:problem-type:factcheck:missing-scope"
    assert f"“{missing}”" in answer.json()["detail"]


def test_whoami_needs_no_scope(with_scopes):
    assert with_scopes(Scope.IMPORTS_WRITE).get(WHOAMI).status_code == 200


def test_the_audit_names_the_owner_and_the_token(api, sam):
    article = an_article(by=sam)
    body = {"article": article.pk, "quote": "The council", "start": 0, "end": 11}

    number = api.post("/api/v1/claims/", body, format="json").json()["id"]

    event = pghistory.models.Events.objects.tracks(a_claim_row(number)).get()
    assert event.pgh_context["by"] == sam.pk
    assert event.pgh_context["door"] == "api:archive-bot"


def a_claim_row(number: int):
    from claims.models import Claim

    return Claim.objects.get(pk=number)


def test_two_tokens_of_one_person_are_told_apart(sam):
    claim = a_claim(article=an_article(by=sam), by=sam)
    names = [client_of(sam, name=name).get(WHOAMI).json()["token"]["name"] for name in ("one", "two")]

    assert claim.pk
    assert names == ["one", "two"]
