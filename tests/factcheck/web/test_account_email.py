"""A person changes their own address: confirmed by the new one, and the old one is told."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from tests.factories import PASSWORD, a_journalist, a_person

pytestmark = pytest.mark.django_db
NEW = "sam@elsewhere.example"


@pytest.fixture
def sam(client):
    cache.clear()
    sam = a_journalist("sam")
    client.force_login(sam)
    return sam


def ask(client, email=NEW, password=PASSWORD):
    return client.post(reverse("change-email"), {"email": email, "password": password})


def link() -> str:
    found = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)
    assert found
    return found.group(1)


def test_the_new_address_confirms_it_once_and_the_old_one_is_told(client, sam):
    assert ask(client).url == reverse("profile")
    assert mail.outbox[0].to == [NEW]
    address = link()
    assert NEW in client.get(address).content.decode()
    sam.refresh_from_db()
    assert sam.email == "sam@newsroom.example", "opening the link alone changes nothing"

    client.post(address)
    sam.refresh_from_db()
    assert sam.email == NEW
    assert mail.outbox[1].to == ["sam@newsroom.example"]
    assert NEW in mail.outbox[1].body
    assert client.post(address).status_code == 410


def test_the_settings_show_the_address_and_lead_there(client, sam):
    page = client.get(reverse("profile")).content.decode()
    assert "sam@newsroom.example" in page
    assert reverse("change-email") in page


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"password": "wrong"}, "This is not your password."),
        ({"email": "KIM@newsroom.example"}, "There is an account with this address already."),
    ],
)
def test_it_takes_the_password_and_an_address_that_nobody_has(client, sam, given, why):
    a_person("kim")
    refused = ask(client, **given)
    assert refused.status_code == 422
    assert why in refused.content.decode()
    assert mail.outbox == []


def test_somebody_elses_link_changes_nothing(client, sam):
    ask(client)
    address = link()
    kim = a_person("kim")
    client.force_login(kim)
    assert client.post(address).status_code == 410
    kim.refresh_from_db()
    assert kim.email == "kim@newsroom.example"


def test_an_address_that_somebody_else_took_meanwhile_is_not_used(client, sam):
    ask(client)
    a_person("kim")
    kim = type(sam).objects.get(username="kim")
    kim.email = NEW
    kim.save()
    assert client.post(link()).status_code == 410


def test_without_a_mail_server_it_says_who_can_help(client, sam, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    refused = ask(client)
    assert refused.status_code == 503
    assert "An administrator can change your address." in refused.content.decode()


def test_nobody_fills_a_strangers_mailbox(client, sam):
    answers = [ask(client, email=f"sam{n}@elsewhere.example").status_code for n in range(6)]
    assert answers == [302] * 5 + [429]
