"""Articles: taken in, found again by address and time, shown with their text."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from claims.models import Article
from jobs.models import Job, Priority
from tests.factories import TEXT, a_claim, a_desk, an_article

pytestmark = pytest.mark.django_db
PATH = "/api/v1/articles/"


def test_a_text_is_accepted_with_the_job_that_finds_its_claims(api, sam):
    body = {
        "text": "  The mayor said so. 🙂\n",
        "title": "Roads",
        "byline": "A. Writer",
        "published_on": "2024-01-12",
        "address": "https://news.example/roads",
        "language": "en",
    }
    answer = api.post(PATH, body, format="json")

    article = Article.objects.get()
    job = Job.objects.get()
    assert answer.status_code == 202
    assert answer["Location"] == f"http://testserver/api/v1/jobs/{job.pk}/"
    assert answer.json()["article"] == f"http://testserver/api/v1/articles/{article.pk}/"
    assert (job.kind, job.state, job.by, job.priority) == ("extract_claims", "queued", sam, Priority.PERSON)
    assert (article.title, article.byline, article.published_on) == ("Roads", "A. Writer", date(2024, 1, 12))
    assert (article.address, article.language) == ("https://news.example/roads", "en")
    assert article.created_by == sam


def test_the_text_is_kept_to_the_last_space_so_that_offsets_hold(api):
    text = "  The mayor said so. 🙂\r\n\tReally.\n "
    article = api.post(PATH, {"text": text}, format="json").json()["article"]

    assert api.get(article).json()["text"] == text


def test_an_address_is_accepted_with_the_job_that_fetches_it(api, demo_site):
    body = {"address": f"{demo_site.base}/roads", "published_on": "2024-01-12"}
    answer = api.post(PATH, body, format="json")

    assert answer.status_code == 202
    assert answer.json()["kind"] == "fetch_source"
    assert answer.json()["article"] is None
    assert Job.objects.get().payload["article"]["published_on"] == "2024-01-12"


def test_a_private_address_is_refused_by_name(api):
    answer = api.post(PATH, {"address": "http://127.0.0.1/roads"}, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "address"
    assert not Job.objects.exists()


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "", "address": ""}])
def test_neither_text_nor_address_is_refused(api, body):
    answer = api.post(PATH, body, format="json")

    assert answer.status_code == 400
    assert answer.json()["detail"] == "Give the article's text, or the address of its page."


def test_a_blank_text_is_refused_with_the_sentence_of_the_form(api):
    answer = api.post(PATH, {"text": " \n "}, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["name"] == "Text"


def test_a_person_of_two_desks_names_one(api, sam):
    sports = a_desk("Sports")
    sports.memberships.create(user=sam)

    refused = api.post(PATH, {"text": TEXT}, format="json")
    accepted = api.post(PATH, {"text": TEXT, "desk": "sports"}, format="json")

    assert refused.json()["errors"][0]["field"] == "desk"
    assert "newsroom, sports" in refused.json()["detail"]
    assert accepted.status_code == 202
    assert Article.objects.get().desk == sports


def test_an_article_is_found_by_its_address_however_it_is_spelled(api, sam):
    kept = an_article(by=sam, address="https://news.example/roads")
    an_article(by=sam, address="https://news.example/other")

    for address in (
        "https://news.example/roads",
        "HTTPS://News.Example:443/roads",
        "https://news.example/./roads",
    ):
        found = api.get(PATH, {"address": address}).json()["results"]
        assert [article["id"] for article in found] == [kept.pk], address


def test_an_article_is_found_by_time_desk_and_language(api, sam):
    an_article(by=sam, language="en")
    Article.objects.update(updated_at=timezone.now() - timezone.timedelta(days=2))
    new = an_article(by=sam, language="de")
    since = (timezone.now() - timezone.timedelta(days=1)).isoformat().replace("+00:00", "Z")

    for query in ({"updated_since": since}, {"language": "de"}):
        assert [article["id"] for article in api.get(PATH, query).json()["results"]] == [new.pk], query
    assert len(api.get(PATH, {"desk": "newsroom"}).json()["results"]) == 2
    assert api.get(PATH, {"desk": "sports"}).json()["results"] == []


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2024-01-12", 200),
        ("2024-01-12T09:00", 200),
        ("2024-01-12T09:00:00.5-05:30", 200),
        ("3966-10-25T19:27:29+18:24", 200),
        ("0001-01-01T00:00:00+12:00", 400),
        ("9999-12-31T23:59:59-12:00", 400),
        ("2024-02-30T00:00:00Z", 400),
    ],
)
def test_any_moment_is_understood_or_refused(api, moment, status):
    assert api.get(PATH, {"updated_since": moment}).status_code == status


@pytest.mark.parametrize(("name", "value"), [("updated_since", "yesterday"), ("adress", "x"), ("q", "\x00")])
def test_a_bad_filter_is_named_and_nothing_is_shown(api, name, value):
    answer = api.get(PATH, {name: value})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == name


def test_an_unchanged_article_is_not_sent_again(api, sam):
    path = f"{PATH}{an_article(by=sam).pk}/"
    first = api.get(path)

    again = api.get(path, headers={"If-None-Match": first["ETag"]})
    Article.objects.update(title="Another")
    changed = api.get(path, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert again.content == b""
    assert first["Cache-Control"] == "private, no-cache"


def test_many_articles_are_taken_or_refused_each_by_itself(api):
    many = [
        {"text": TEXT},
        {"text": " "},
        {"address": "http://127.0.0.1/"},
        {"text": "Another one. It rained."},
    ]
    answer = api.post(f"{PATH}bulk/", {"articles": many}, format="json")

    results = answer.json()["results"]
    assert answer.status_code == 202
    assert [one["status"] for one in results] == [202, 400, 400, 202]
    assert results[0]["job"]["kind"] == "extract_claims"
    assert results[1]["problem"]["errors"][0]["field"] == "text"
    assert Article.objects.count() == 2


def test_an_article_of_the_wrong_shape_keeps_none_of_the_others_out(api):
    wrong = [{"title": "x"}, {"text": TEXT, "title": "x" * 501}, {"text": TEXT, "titel": "x"}, 5]
    many = [*wrong, {"text": TEXT}]
    answer = api.post(f"{PATH}bulk/", {"articles": many}, format="json")

    results = answer.json()["results"]
    assert answer.status_code == 202
    assert [one["status"] for one in results] == [400, 400, 400, 400, 202]
    pointers = [one["problem"]["errors"][0]["pointer"] for one in results[:4]]
    assert pointers == ["/text", "/title", "/titel", ""]
    assert Article.objects.count() == 1


def test_what_is_no_list_of_articles_is_refused_as_a_whole(api):
    for body in ({"articles": {"text": TEXT}}, {"articles": []}, {"articels": [{"text": TEXT}]}):
        assert api.post(f"{PATH}bulk/", body, format="json").status_code == 400


def test_a_misspelt_field_is_refused_and_not_ignored(api):
    answer = api.post(PATH, {"text": TEXT, "published": "2024-01-12"}, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "published"
    assert "published_on" in answer.json()["detail"]
    assert not Article.objects.exists()


def test_more_than_a_hundred_at_once_are_refused(api):
    answer = api.post(f"{PATH}bulk/", {"articles": [{"text": TEXT}] * 101}, format="json")

    assert answer.status_code == 400


def test_articles_are_found_by_their_title_and_by_their_claims(api, sam):
    one = an_article(by=sam, title="Bridges of the county")
    two = an_article(by=sam, title="Other news")
    a_claim(article=two, by=sam, quote="The council approved the budget")

    assert [row["id"] for row in api.get(PATH, {"q": "bridge"}).json()["results"]] == [one.pk]
    assert [row["id"] for row in api.get(PATH, {"q": "budget"}).json()["results"]] == [two.pk]


def put_right(api, article, body, etag="*"):
    return api.patch(f"{PATH}{article.pk}/", body, format="json", headers={"If-Match": etag})


def test_what_is_known_of_an_article_is_put_right_and_the_rest_stays(api, sam):
    article = an_article(by=sam, title="Roads", address="https://news.example/roads")
    etag = api.get(f"{PATH}{article.pk}/")["ETag"]
    answer = put_right(api, article, {"byline": "Ann Lee", "published_on": "2024-01-11"}, etag)

    assert answer.status_code == 200
    assert answer["ETag"] == api.get(f"{PATH}{article.pk}/")["ETag"] != etag
    article.refresh_from_db()
    assert (article.title, article.byline, article.published_on) == ("Roads", "Ann Lee", date(2024, 1, 11))
    assert article.address == "https://news.example/roads"
    assert put_right(api, article, {"title": "New"}, etag).status_code == 412
    put_right(api, article, {"published_on": None, "address": ""})
    article.refresh_from_db()
    assert (article.published_on, article.address) == (None, "")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": " "}, "title"),
        ({"address": "ftp://news.example/roads"}, "address"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"published_on": "Thursday"}, "published_on"),
        ({"text": "Another text."}, "text"),
        ({}, ""),
    ],
)
def test_what_cant_be_known_of_an_article_is_refused_with_its_field(api, sam, body, field):
    article = an_article(by=sam, title="Roads")
    answer = put_right(api, article, body)

    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_another_desks_article_is_not_put_right(other_desk, sam):
    assert put_right(other_desk, an_article(by=sam), {"title": "Mine"}).status_code == 404
