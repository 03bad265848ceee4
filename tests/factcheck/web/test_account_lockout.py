"""Guessing passwords ends early, with a page that says for how long."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, a_journalist, a_reviewer

pytestmark = pytest.mark.django_db
TRIES = 10


@pytest.fixture(autouse=True)
def limited(settings):
    settings.AXES_ENABLED = True


def log_in(client, username: str, password: str, *, page: str = "login", **headers: str):
    return client.post(reverse(page), {"username": username, "password": password}, **headers)


def test_after_ten_wrong_passwords_the_right_one_opens_nothing_and_the_page_says_for_how_long(client):
    a_journalist("sam")
    for _ in range(TRIES - 1):
        assert log_in(client, "sam", "wrong").status_code == 200

    for password in ("wrong", PASSWORD):
        page = log_in(client, "sam", password)
        assert page.status_code == 429
        assert page["Retry-After"] == "3600"
        assert "Too many tries" in page.content.decode()
        assert "60 minutes" in page.content.decode()
    assert client.get(reverse("articles")).status_code == 302


def test_others_and_oneself_elsewhere_are_let_in_meanwhile(client):
    a_journalist("sam")
    a_journalist("ann")
    for _ in range(TRIES):
        log_in(client, "sam", "wrong")

    assert log_in(client, "ann", PASSWORD).status_code == 302
    assert log_in(client, "sam", PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_behind_a_proxy_the_senders_address_counts_and_not_the_proxys(client, settings):
    settings.PROXIES = 1
    a_journalist("sam")
    for _ in range(TRIES):
        log_in(client, "sam", "wrong", HTTP_X_FORWARDED_FOR="198.51.100.9")

    assert log_in(client, "sam", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.9").status_code == 429
    assert log_in(client, "sam", PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 302


def test_a_right_password_in_time_forgets_the_wrong_ones(client):
    a_journalist("sam")
    for _ in range(2):
        for _ in range(TRIES - 1):
            log_in(client, "sam", "wrong")
        assert log_in(client, "sam", PASSWORD).status_code == 302


def test_the_admins_log_in_is_limited_too(client):
    a_reviewer("ana")
    for _ in range(TRIES):
        page = log_in(client, "ana", "wrong", page="admin:login")

    assert page.status_code == 429
    assert "Too many tries" in page.content.decode()
