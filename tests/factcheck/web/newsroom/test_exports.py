"""Claims taken elsewhere from the pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factcheck.publication.cases import QUOTE, Newsroom

pytestmark = pytest.mark.django_db
SIGN_IN = {"backend": "django.contrib.auth.backends.ModelBackend"}


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


def body(answer) -> str:
    return b"".join(answer).decode()


@pytest.mark.parametrize("form", ["csv", "jsonl", "claimreview", "annotations"])
def test_the_summary_leads_to_every_form(newsroom, client, form):
    article = newsroom.published().factcheck.claim.article
    client.force_login(newsroom.sam, **SIGN_IN)
    address = reverse("export-article", args=[article.pk, form])
    assert address in client.get(reverse("summary", args=[article.pk])).content.decode()

    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="article-{article.pk}')
    assert QUOTE in body(answer)


def test_a_desks_claims_are_exported_and_no_other_desks(newsroom, client):
    newsroom.claim()
    client.force_login(newsroom.sam, **SIGN_IN)
    address = reverse("export-desk", args=["csv"])
    assert address in client.get(reverse("desk")).content.decode()
    assert QUOTE in body(client.get(address))

    client.force_login(newsroom.lou, **SIGN_IN)
    assert QUOTE not in body(client.get(address))


def test_what_there_is_not_is_404(newsroom, client):
    article = newsroom.claim().article_id
    client.force_login(newsroom.sam, **SIGN_IN)
    assert client.get(reverse("export-article", args=[article, "pdf"])).status_code == 404

    client.force_login(newsroom.lou, **SIGN_IN)
    assert client.get(reverse("export-article", args=[article, "csv"])).status_code == 404
