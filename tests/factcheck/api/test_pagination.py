"""Lists come in pages, by cursor."""

from __future__ import annotations

from base64 import b64encode

import pytest
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from factcheck.api.pagination import CursorPages
from tests.factories import an_article

pytestmark = pytest.mark.django_db


def test_following_next_gives_everything_once_although_rows_are_added(api, sam):
    first = {an_article(by=sam).pk for _ in range(7)}
    page = api.get("/api/v1/articles/?page_size=3").json()
    an_article(by=sam)
    seen = [article["id"] for article in page["results"]]
    while page["next"]:
        page = api.get(page["next"]).json()
        seen += [article["id"] for article in page["results"]]

    assert seen == sorted(first, reverse=True)
    assert page["previous"]


@pytest.mark.parametrize(
    "text", ["p=x", "p=1%00", "p=²", "p=1&o=-1", "o=999999999999", "p=" + "9" * 40, "r=2", "\x00", "p="]
)
def test_a_made_up_cursor_is_refused_or_harmless(api, sam, text):
    an_article(by=sam)
    cursor = b64encode(text.encode()).decode()

    answer = api.get("/api/v1/articles/", {"cursor": cursor})

    assert answer.status_code in (200, 404)


@pytest.mark.parametrize("cursor", ["x", "%00", "é", "=", ""])
def test_what_is_no_cursor_is_refused_or_harmless(api, cursor):
    assert api.get("/api/v1/articles/", {"cursor": cursor}).status_code in (200, 404)


@pytest.mark.parametrize(("size", "shown"), [("2", 2), ("", 3), ("201", 3), ("9" * 30, 3)])
def test_a_page_size_is_bounded(api, sam, size, shown):
    for _ in range(3):
        an_article(by=sam)

    assert len(api.get("/api/v1/articles/", {"page_size": size}).json()["results"]) == shown


def test_too_many_rows_a_page_are_cut():
    asked = Request(APIRequestFactory().get("/", {"page_size": "201"}))
    assert CursorPages().get_page_size(asked) == 200


@pytest.mark.parametrize("size", ["0", "00", "-1", "x", "²", "1.5", " "])
def test_a_page_size_that_is_no_number_of_rows_is_refused(api, size):
    answer = api.get("/api/v1/articles/", {"page_size": size})

    assert answer.status_code == 400
    assert [(one["field"], one["detail"]) for one in answer.json()["errors"]] == [
        ("page_size", "Write a whole number from 1 to 200.")
    ]
