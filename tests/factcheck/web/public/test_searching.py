from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def checks(newsroom):
    """Two checks: on roads in January by the mayor, on schools in March by nobody named."""
    with time_machine.travel(datetime(2026, 1, 14, 12, tzinfo=UTC), tick=False):
        newsroom.published(text="Spending on roads doubled.")
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False):
        newsroom.published(text="Every school got a new roof.", rating="true", speaker="")


def claims_found(client, **asked):
    page = client.get(reverse("front-page"), asked).context["page"]
    return [check.claim_text for check in page]


ROADS, SCHOOLS = "Spending on roads doubled.", "Every school got a new roof."


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [SCHOOLS, ROADS]),
        ({"q": "road"}, [ROADS]),
        ({"q": "schools"}, [SCHOOLS]),
        ({"q": "Harbor"}, [ROADS]),
        ({"q": "school -roof"}, []),
        ({"verdict": "refuted"}, [ROADS]),
        ({"verdict": "supported"}, [SCHOOLS]),
        ({"speaker": "harbor"}, [ROADS]),
        ({"from": "2026-02-01"}, [SCHOOLS]),
        ({"to": "2026-02-01"}, [ROADS]),
        ({"from": "2026-01-14", "to": "2026-01-14"}, [ROADS]),
        ({"q": "roads", "verdict": "supported"}, []),
    ],
)
def test_finds_checks(client, checks, asked, expected):
    assert claims_found(client, **asked) == expected


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from": "soon"}, "“From” is not a date. Write it as in 2026-05-12."),
        ({"from": "2026-03-01", "to": "2026-01-01"}, "“Until” lies before “from”."),
        ({"verdict": "maybe"}, "Select a valid choice"),
        ({"q": "x" * 301}, "at most 300 characters"),
    ],
)
def test_says_what_is_wrong_with_a_search(client, checks, asked, sentence):
    shown = client.get(reverse("front-page"), asked).content.decode()
    assert "There is a problem" in shown
    assert sentence in shown.replace("&#x27;", "'")


@pytest.mark.parametrize("number", ["0", "99", "x"])
def test_a_page_that_is_not_there_shows_one_that_is(client, checks, number):
    assert client.get(reverse("front-page"), {"page": number}).status_code == 200
