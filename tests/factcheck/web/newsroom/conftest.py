"""A desk with a journalist and a reviewer, their browsers, and an article with claims and passages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from claims.models import Article
from factcheck.accounts.models import User
from factcheck.models import Rating
from factcheck.workflow import scales
from tests.factories import a_claim, a_desk, a_journalist, a_person, a_reviewer, an_article, some_evidence

SENTENCES = "The mayor said spending on roads rose {n}% in 2023."


@pytest.fixture
def sam(db) -> User:
    return a_journalist()


@pytest.fixture
def ana(db) -> User:
    return a_reviewer()


@pytest.fixture
def stranger(db) -> User:
    """A journalist of another desk."""
    return a_person("kim", desk=a_desk("Sports"))


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def sams(sam, client_of) -> Client:
    return client_of(sam)


@pytest.fixture
def scale(db) -> list[Rating]:
    return list(scales.load("five-point").ratings.all())


def article_with(claims: int, *, by: User, passages: int = 1) -> Article:
    """An article of so many sentences, each a claim with so many passages."""
    text = " ".join(SENTENCES.format(n=n) for n in range(10, 10 + claims))
    article = an_article(by=by, text=text)
    for n in range(10, 10 + claims):
        claim = a_claim(article=article, by=by, quote=SENTENCES.format(n=n))
        for _ in range(passages):
            some_evidence(claim=claim)
    return article
