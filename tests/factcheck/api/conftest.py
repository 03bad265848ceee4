"""Callers of the API: a newsroom's token, another desk's, and nobody's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from rest_framework.test import APIClient

from factcheck.accounts.models import User
from factcheck.integrations.models import Scope
from factcheck.integrations.services import create_token
from tests.factories import a_desk, a_journalist, a_reviewer

READ_AND_SUGGEST = [Scope.READ, Scope.CLAIMS_WRITE]


def client_of(owner: User, scopes: Sequence[str] = READ_AND_SUGGEST, name: str = "archive-bot") -> APIClient:
    _token, secret = create_token(owner=owner, name=name, scopes=scopes)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


@pytest.fixture
def sam(db: None) -> User:
    return a_journalist("sam")


@pytest.fixture
def ana(sam: User) -> User:
    return a_reviewer("ana", desk=sam.desks.get())


@pytest.fixture
def stranger(db: None) -> User:
    return a_journalist("stranger", desk=a_desk("Sports"))


@pytest.fixture
def api(sam: User) -> APIClient:
    return client_of(sam)


@pytest.fixture
def other_desk(stranger: User) -> APIClient:
    return client_of(stranger)


@pytest.fixture
def nobody() -> APIClient:
    return APIClient()


@pytest.fixture
def with_scopes(sam: User) -> Callable[..., APIClient]:
    return lambda *scopes: client_of(sam, scopes)
