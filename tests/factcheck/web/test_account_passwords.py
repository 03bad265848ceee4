"""Links for a new password: so many to an address, so many for a sender, and not a word about who has one."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import a_journalist

pytestmark = pytest.mark.django_db
TO_AN_ADDRESS, FROM_A_SENDER = 3, 20


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    cache.clear()


@pytest.fixture
def sam():
    sam = a_journalist("sam")
    sam.email = "sam@newsroom.example"
    sam.save()
    return sam


def ask(email: str, *, sender: str = "192.0.2.7"):
    return Client().post(reverse("password-reset"), {"email": email}, REMOTE_ADDR=sender)


def test_an_address_gets_three_links_an_hour_whoever_asks_and_however_it_is_written(sam):
    for at in range(TO_AN_ADDRESS + 2):
        answer = ask("sam@newsroom.example" if at % 2 else "Sam@Newsroom.example", sender=f"192.0.2.{at}")
        assert (answer.status_code, answer.url) == (302, reverse("password_reset_done"))

    assert len(mail.outbox) == TO_AN_ADDRESS


def test_the_answers_to_an_address_without_an_account_are_the_same(sam):
    known = [ask(sam.email, sender="192.0.2.1") for _ in range(FROM_A_SENDER + 1)]
    unknown = [ask("nobody@newsroom.example", sender="192.0.2.2") for _ in range(FROM_A_SENDER + 1)]

    assert [answer.status_code for answer in known] == [answer.status_code for answer in unknown]
    assert [answer.get("Location") for answer in known] == [answer.get("Location") for answer in unknown]


def test_a_sender_is_told_to_wait_and_others_are_not_kept_waiting(sam):
    for at in range(FROM_A_SENDER):
        ask(f"somebody{at}@newsroom.example")
    refused = ask(sam.email)

    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert "Too many links were asked for from here." in refused.content.decode()
    assert not mail.outbox
    assert ask(sam.email, sender="192.0.2.8").status_code == 302
    assert len(mail.outbox) == 1
