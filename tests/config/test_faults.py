"""While the database is away, or when we failed, people and programs read a sentence that says what to do."""

from __future__ import annotations

import pytest
from django.db import InterfaceError, OperationalError, connection

from tests.factories import a_journalist

pytestmark = pytest.mark.django_db


@pytest.fixture
def sams(client):
    client.force_login(a_journalist())
    client.raise_request_exception = False
    return client


def failing(error: Exception):
    """From here on nobody asks the database anything."""

    def fail(*_asked: object) -> None:
        raise error

    return connection.execute_wrapper(fail)


@pytest.mark.parametrize("error", [OperationalError("secret host"), InterfaceError("secret host")])
@pytest.mark.parametrize("path", ["/", "/articles/", "/admin/"])
def test_a_database_that_is_away_is_said_to_be_away(sams, error, path):
    with failing(error):
        answer = sams.get(path)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Wait half a minute, then load this page again." in page
    assert "secret" not in page
    assert sams.get("/articles/").status_code == 200


def test_a_fault_of_ours_says_what_to_do_and_nothing_of_its_insides(sams):
    with failing(ValueError("secret host")):
        answer = sams.get("/articles/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "tell an administrator what you did and when" in page
    assert "secret" not in page


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [(OperationalError("secret"), 503, "unavailable"), (ValueError("secret"), 500, "unexpected")],
)
def test_the_api_gets_a_problem_wherever_it_failed(sams, error, status, name):
    with failing(error):
        answer = sams.get("/api/v1/articles/", headers={"accept": "application/json"})
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:problem-type:factcheck:{name}"
    assert "secret" not in answer.content.decode()
