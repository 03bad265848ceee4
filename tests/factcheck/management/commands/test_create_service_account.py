"""A program has an account of its own: it is at a desk, holds tokens, and nobody logs in as it."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.accounts.services import who_can_log_in
from factcheck.integrations.services import find_token
from tests.factories import a_desk, a_journalist

pytestmark = pytest.mark.django_db


def make(name: str = "archive-bot", desk: str = "newsroom") -> User:
    call_command("create_service_account", name, desk=desk)
    return User.objects.get(username=name)


def test_its_token_acts_at_its_desk(capsys):
    desk, bot = a_desk(), None
    bot = make()
    capsys.readouterr()
    call_command("create_token", "archive-bot", name="nightly")

    token = find_token(capsys.readouterr().out.strip())
    assert token is not None
    assert token.owner == bot
    assert list(bot.desks.all()) == [desk]


def test_nobody_logs_in_as_it_or_asks_for_its_password(client):
    a_desk()
    bot = make()
    User.objects.filter(pk=bot.pk).update(email="bot@newsroom.example")

    for password in ("", "archive-bot", bot.password):
        assert (
            client.post(reverse("login"), {"username": bot.username, "password": password}).status_code == 200
        )
    client.post(reverse("password-reset"), {"email": "bot@newsroom.example"})
    assert mail.outbox == []


def test_no_work_is_assigned_to_it():
    sam = a_journalist("sam")
    make()

    assert list(who_can_log_in()) == [sam]


@pytest.mark.parametrize(
    ("name", "desk", "why"), [("bot", "nowhere", "newsroom"), ("sam", "newsroom", "Choose another")]
)
def test_a_refusal_says_what_to_do(name, desk, why):
    a_journalist("sam")
    with pytest.raises(CommandError, match=why):
        make(name, desk)
