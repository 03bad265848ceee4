"""One command from an empty database to somebody who can log in, and nothing twice."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from factcheck.accounts.models import Desk, User
from factcheck.workflow.models import RatingScale
from tests.factories import PASSWORD, a_reviewer

pytestmark = pytest.mark.django_db
JOINING = {"username": "kim", "first_name": "Kim", "password1": PASSWORD, "password2": PASSWORD}


def set_up(**options: str) -> str:
    out = io.StringIO()
    call_command("set_up_newsroom", stdout=out, **options)
    return out.getvalue()


def test_whoever_opens_the_link_administers_and_reviews_at_the_desk(client):
    said = set_up(invite="kim@paper.example", desk="Politics")
    address = re.search(r"http://localhost:8000(/account/invitations/\S+)", said).group(1)
    assert client.post(address, JOINING).status_code == 302
    kim = User.objects.get(username="kim")
    assert kim.is_superuser and kim.is_staff
    assert [(one.desk.name, one.role) for one in kim.memberships.all()] == [("Politics", "reviewer")]
    assert client.get(reverse("new-article")).status_code == 200
    assert RatingScale.objects.get().is_default
    assert client.post(address, JOINING).status_code == 410


def test_it_says_what_to_do_next(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    said = set_up(invite="kim@paper.example")
    assert "Invite a second person" in said
    assert "set EMAIL_URL" in said


def test_a_second_time_nothing_is_made_again():
    set_up(invite="kim@paper.example")
    a_reviewer("kim", desk=Desk.objects.get(), is_administrator=True)
    assert "Administrator: kim." in set_up()
    assert "Administrator: kim." in set_up(username="lou")
    assert (Desk.objects.count(), RatingScale.objects.count(), User.objects.count()) == (1, 1, 1)


def test_a_password_comes_from_standard_input(monkeypatch, client):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    set_up(username="kim")
    assert client.login(username="kim", password=PASSWORD)


@pytest.mark.parametrize(
    ("options", "typed", "why"),
    [
        ({}, "", "Who administers it"),
        ({"username": "kim"}, "1234", "too short"),
        ({"invite": "kim"}, "", "no e-mail address"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(monkeypatch, options, typed, why):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    with pytest.raises(CommandError, match=why):
        set_up(**options)
    assert not Desk.objects.exists()
    assert not RatingScale.objects.exists()
