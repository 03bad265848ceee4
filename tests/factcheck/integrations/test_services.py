"""Tokens: shown once, hashed, scoped, expiring, revoked at once."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from factcheck.exceptions import Incomplete, NotAllowed
from factcheck.integrations.models import ApiToken, Scope
from factcheck.integrations.services import create_token, find_token, revoke_token
from tests.factories import a_journalist, a_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)


def test_the_secret_is_not_kept():
    token, secret = create_token(owner=a_journalist(), name="bot", scopes=[Scope.READ])

    stored = ApiToken.objects.filter(pk=token.pk).values().get()
    assert secret.startswith("fct_")
    assert secret.startswith(stored["prefix"])
    assert stored["sha256"] == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(stored)


def test_secrets_differ_and_are_long():
    owner = a_journalist()
    secrets = {create_token(owner=owner, name="bot", scopes=[Scope.READ])[1] for _ in range(50)}

    assert len(secrets) == 50
    assert min(len(secret) for secret in secrets) >= 47


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["read", "everything"]}, "scopes"),
        ({"expires_at": NOW}, "expires_at"),
    ],
)
def test_what_is_missing_is_named(values, field):
    with time_machine.travel(NOW, tick=False), pytest.raises(Incomplete) as refused:
        create_token(**{"owner": a_journalist(), "name": "bot", "scopes": ["read"], **values})

    assert refused.value.field == field


def test_a_secret_finds_its_token_and_another_finds_none():
    token, secret = create_token(owner=a_journalist(), name="bot", scopes=[Scope.READ])

    assert find_token(secret) == token
    assert find_token(secret + "x") is None
    assert find_token(token.sha256) is None
    assert find_token("") is None


def test_a_token_ends_when_it_expires():
    with time_machine.travel(NOW, tick=False):
        token, secret = create_token(
            owner=a_journalist(), name="bot", scopes=["read"], expires_at=NOW + timedelta(days=1)
        )
    with time_machine.travel(NOW + timedelta(hours=23), tick=False):
        assert find_token(secret) == token
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert find_token(secret) is None


def test_a_revoked_token_opens_nothing_from_then_on():
    owner = a_journalist()
    token, secret = create_token(owner=owner, name="bot", scopes=["read"])

    revoke_token(token=token, by=owner)
    first = token.revoked_at
    revoke_token(token=token, by=owner)

    assert find_token(secret) is None
    assert token.revoked_at == first


def test_only_its_owner_or_an_administrator_revokes_a_token():
    token, secret = create_token(owner=a_journalist(), name="bot", scopes=["read"])
    neighbour = a_person("kim", desk=token.owner.desks.get())

    with pytest.raises(NotAllowed):
        revoke_token(token=token, by=neighbour)
    assert find_token(secret) == token

    neighbour.is_superuser = True
    revoke_token(token=token, by=neighbour)
    assert find_token(secret) is None


def test_a_token_of_a_person_who_left_opens_nothing():
    owner = a_journalist()
    _token, secret = create_token(owner=owner, name="bot", scopes=["read"])
    owner.is_active = False
    owner.save()

    assert find_token(secret) is None


def test_use_is_noted_once_a_minute_at_most(django_assert_num_queries):
    token, secret = create_token(owner=a_journalist(), name="bot", scopes=["read"])
    with time_machine.travel(NOW, tick=False):
        find_token(secret)
    with time_machine.travel(NOW + timedelta(seconds=59), tick=False), django_assert_num_queries(1):
        find_token(secret)
    token.refresh_from_db()
    assert token.last_used_at == NOW

    with time_machine.travel(NOW + timedelta(seconds=60), tick=False):
        find_token(secret)
    token.refresh_from_db()
    assert token.last_used_at == NOW + timedelta(seconds=60)
