"""Who is at no desk reads why there is nothing to see, and whom to ask."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.accounts.models import Desk, User
from tests.factories import a_desk, a_journalist, a_person

WHY = "You are at no desk yet"


@pytest.fixture
def lou(db, client) -> User:
    lou = a_journalist("lou")
    lou.memberships.all().delete()
    client.force_login(lou)
    return lou


@pytest.mark.parametrize("page", ["inbox", "articles", "new-article", "sources", "activity", "desk"])
def test_instead_of_an_empty_list_it_says_why_and_whom_to_ask(client, lou, page):
    a_person("kim", is_administrator=True)
    answer = client.get(reverse(page))
    assert answer.status_code == 200
    assert WHY in answer.content.decode()
    assert "kim@newsroom.example" in answer.content.decode()


def test_nothing_is_written_by_somebody_without_a_desk(client, lou):
    assert client.post(reverse("new-article"), {"text": "The council met."}).status_code == 403


@pytest.mark.parametrize("page", ["profile", "help", "front-page"])
def test_ones_own_settings_the_help_and_what_is_public_need_no_desk(client, lou, page):
    assert WHY not in client.get(reverse(page)).content.decode()


def test_an_administrator_makes_the_first_desk(client, lou):
    Desk.objects.all().delete()
    User.objects.filter(pk=lou.pk).update(is_superuser=True)
    assert reverse("admin:accounts_desk_add") in client.get("/").content.decode()


def test_once_at_a_desk_the_newsroom_is_there(client, lou):
    lou.memberships.create(desk=a_desk())
    assert WHY not in client.get("/").content.decode()
