"""What no text holds is refused before a page looks at it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import a_journalist

pytestmark = pytest.mark.django_db


@pytest.fixture
def sams() -> Client:
    client = Client()
    client.force_login(a_journalist("sam"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_nul_in_a_query_is_refused(sams: Client) -> None:
    assert sams.get(reverse("sources"), {"q": "roads\0"}).status_code == 400
    assert sams.get(reverse("sources"), {"q\0": "roads"}).status_code == 400
    assert sams.get(reverse("sources"), {"q": "roads"}).status_code == 200


def test_a_nul_in_a_form_is_refused_whatever_the_field(sams: Client) -> None:
    refused = sams.post(reverse("new-article"), {"text": "a\0b"})
    assert refused.status_code == 400
    assert "what you wrote is still there" in refused.content.decode()
    assert sams.post(reverse("new-article"), {"no-such-field": "\0"}).status_code == 400


def test_bytes_that_are_no_utf_8_arrive_as_the_character_for_that(sams: Client) -> None:
    page = sams.get(f"{reverse('sources')}?q=%FF")

    assert page.status_code == 200
    assert 'value="\ufffd"' in page.content.decode()


def test_the_api_tells_the_field_instead(sams: Client) -> None:
    answer = sams.post(reverse("api:article-list"), {"text": "a\0b"}, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["field"] for error in answer.json()["errors"]] == ["text"]
