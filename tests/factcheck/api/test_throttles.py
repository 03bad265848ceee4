"""A caller that asks too often is told when to come back; the others notice nothing."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache

from tests.factcheck.api.conftest import client_of

pytestmark = pytest.mark.django_db
PATH = "/api/v1/claims/"


@pytest.fixture(autouse=True)
def slow_rates(settings):
    """Two a minute; if the minute turns within a test, three requests still can't all be let through."""
    cache.clear()
    settings.API = {"REQUESTS_PER_MINUTE": 2, "PUBLIC_REQUESTS_PER_MINUTE": 1}


def statuses(client, path: str = PATH, times: int = 6) -> list[int]:
    return [client.get(path).status_code for _ in range(times)]


def test_the_request_too_many_is_answered_429_with_when_to_come_back(api):
    assert statuses(api)[-1] == 429
    answer = api.get(PATH)

    assert 1 <= int(answer["Retry-After"]) <= 60
    assert answer.json()["type"].endswith(":throttled")


def test_another_token_of_the_same_person_has_its_own_rate(api, sam):
    statuses(api)

    assert client_of(sam, name="second-bot").get(PATH).status_code == 200


def test_who_names_no_token_shares_the_rate_of_an_address(nobody, api):
    assert 429 in statuses(nobody, "/api/v1/publications/")
    assert api.get("/api/v1/publications/").status_code == 200


def test_a_forged_forwarding_header_buys_nothing(nobody):
    answers = [
        nobody.get("/api/v1/publications/", headers={"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(6)
    ]

    assert answers[-1].status_code == 429


def test_while_the_cache_is_away_nobody_is_held_back(api, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": f"{RedisCache.__module__}.{RedisCache.__name__}",
            "LOCATION": "redis://127.0.0.1:9/0",
        }
    }

    assert set(statuses(api, times=4)) == {200}
