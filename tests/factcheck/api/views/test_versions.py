"""Versions over the API: listed, read with the fates of their claims, and taken in; placing is for people."""

from __future__ import annotations

import pytest

from claims import following
from claims.models import Article
from jobs.models import Job
from tests.factories import a_claim, a_desk, a_person, an_article

pytestmark = pytest.mark.django_db
TEXT = "The bridge opened in 1932. It is 503 m long."


@pytest.fixture
def article(sam) -> Article:
    article = an_article(by=sam, text=TEXT)
    for quote in ("The bridge opened in 1932.", "It is 503 m long."):
        a_claim(article=article, by=sam, quote=quote)
    return article


def versions_of(article: Article) -> str:
    return f"/api/v1/articles/{article.pk}/versions/"


def test_a_changed_text_is_accepted_with_the_job_that_follows_its_claims(api, article):
    answer = api.post(versions_of(article), {"text": " New. " + TEXT}, format="json")

    assert answer.status_code == 202
    assert Job.objects.get().kind == "follow_claims"
    assert article.current_version.text == " New. " + TEXT


def test_a_version_says_what_became_of_the_claims(api, article):
    api.post(versions_of(article), {"text": TEXT.replace("503", "504")}, format="json")
    version = article.current_version
    following.record_fates(version=version, fates=following.find_fates(version))

    shown = api.get(f"{versions_of(article)}2/").json()

    assert shown["text"] == version.text
    assert [(fate["quote"], fate["fate"]) for fate in shown["fates"]] == [
        ("The bridge opened in 1932.", "unchanged"),
        ("It is 503 m long.", "edited"),
    ]
    [place] = shown["fates"][1]["places"]
    assert version.text[place["start"] : place["end"]] == "It is 504 m long."


def test_versions_are_listed_newest_first(api, article):
    api.post(versions_of(article), {"text": "Other words."}, format="json")
    listed = api.get(versions_of(article)).json()["results"]
    assert [one["number"] for one in listed] == [2, 1]
    assert "text" not in listed[0]


@pytest.mark.parametrize("text", [TEXT, "", "a\x00b"], ids=["the same", "empty", "binary"])
def test_a_text_that_is_no_new_text_is_refused_by_field(api, article, text):
    answer = api.post(versions_of(article), {"text": text}, format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "text"
    assert article.versions.count() == 1


def test_another_desks_versions_are_not_there(api):
    theirs = an_article(by=a_person("kim", desk=a_desk("Sports")), text=TEXT)
    assert api.get(versions_of(theirs)).status_code == 404
    assert api.get(f"{versions_of(theirs)}1/").status_code == 404
    assert api.post(versions_of(theirs), {"text": "Mine."}, format="json").status_code == 404
    assert theirs.versions.count() == 1
