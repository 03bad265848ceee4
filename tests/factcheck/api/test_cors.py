"""Scripts of other sites read the API only once the newsroom names their origin."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db
PATH = "/api/v1/publications/"
ELSEWHERE = "https://paper.example"


def preflight(client):
    return client.options(
        PATH,
        headers={
            "Origin": ELSEWHERE,
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "authorization",
        },
    )


def test_by_default_no_other_site_may(client):
    assert "Access-Control-Allow-Origin" not in client.get(PATH, headers={"Origin": ELSEWHERE})
    assert "Access-Control-Allow-Origin" not in preflight(client)


def test_a_named_origin_may_without_cookies(client, settings):
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    answer = client.get(PATH, headers={"Origin": ELSEWHERE})

    assert answer["Access-Control-Allow-Origin"] == ELSEWHERE
    assert "Access-Control-Allow-Credentials" not in answer
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    assert "authorization" in preflight(client)["Access-Control-Allow-Headers"]


def test_another_origin_still_may_not(client, settings):
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    answer = client.get(PATH, headers={"Origin": "https://thief.example"})

    assert "Access-Control-Allow-Origin" not in answer


def test_pages_are_never_opened_to_other_sites(client, settings):
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]

    assert "Access-Control-Allow-Origin" not in client.get("/checks/", headers={"Origin": ELSEWHERE})
