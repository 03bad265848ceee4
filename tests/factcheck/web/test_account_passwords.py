"""Links for a new password: so many to an address, so many for a sender, and not a word about who has one."""

from __future__ import annotations

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobs.models import Job
from tests.factories import a_journalist
from tests.inline import run_jobs

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

    assert not mail.outbox, "a worker sends them"
    run_jobs()
    assert len(mail.outbox) == TO_AN_ADDRESS


def test_a_link_leads_to_the_page_that_takes_a_new_password(sam, settings):
    settings.NEWSROOM = settings.NEWSROOM | {"ADDRESS": "https://checks.example"}
    ask(sam.email)
    run_jobs()

    (letter,) = mail.outbox
    link = re.search(r"https://checks\.example(\S+)", letter.body).group(1)
    assert letter.to == [sam.email]
    assert Client().get(link, follow=True).context["validlink"]


def test_what_is_asked_of_the_database_does_not_tell_who_has_an_account(sam):
    counts = []
    for email in (sam.email, "nobody@newsroom.example"):
        with CaptureQueriesContext(connection) as asked:
            ask(email)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert Job.objects.filter(kind="mail_password_links").count() == 2


def test_a_server_that_refuses_is_asked_again(sam, monkeypatch):
    def refuse(self, **_):
        raise SMTPServerDisconnected("try later")

    ask(sam.email)
    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", refuse)
        run_jobs()
    assert Job.objects.get(kind="mail_password_links").state == "waiting"


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
    assert ask(sam.email, sender="192.0.2.8").status_code == 302
    run_jobs()
    assert len(mail.outbox) == 1
