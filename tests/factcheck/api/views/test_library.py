"""The library over the API: everybody reads it, reviewers' tokens change it."""

from __future__ import annotations

import pytest

from sources.models import Subscription, SubscriptionItem
from tests.factcheck.api.conftest import client_of

pytestmark = pytest.mark.django_db
PATH = "/api/v1/library/"
BODY = {"address": "https://stats.example/feed", "form": "feed", "title": "Figures", "country": "gb"}


@pytest.fixture
def reviewers(ana):
    return client_of(ana)


@pytest.fixture
def subscription(reviewers):
    return reviewers.post(PATH, BODY, format="json").json()


def test_it_is_added_and_read_by_everybody(api, subscription):
    [listed] = api.get(PATH, {"is_on": "true", "form": "feed", "country": "GB"}).json()["results"]
    assert (listed["title"], listed["country"], listed["items_a_day"]) == ("Figures", "GB", 20)
    assert api.get(PATH, {"is_on": "false"}).json()["results"] == []


def test_only_reviewers_change_it(api, subscription):
    answer = api.post(PATH, {**BODY, "address": "https://other.example/"}, format="json")
    assert answer.status_code == 403
    assert "Only reviewers" in answer.json()["detail"]
    assert api.delete(subscription["url"]).status_code == 403


@pytest.mark.parametrize(
    ("changed", "field"),
    [({}, "address"), ({"address": "http://10.0.0.8/"}, "address"), ({"items_a_day": 0}, "items_a_day"),
     ({"address": "https://b.example/", "path_prefix": "x"}, "path_prefix")],
)  # fmt: skip
def test_what_is_wrong_names_its_field(reviewers, subscription, changed, field):
    answer = reviewers.post(PATH, {**BODY, **changed}, format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field


def test_it_is_switched_by_who_has_seen_it(reviewers, subscription):
    etag = reviewers.get(subscription["url"])["ETag"]
    assert reviewers.patch(subscription["url"], {"is_on": False}, format="json").status_code == 428
    change = {"is_on": False, "items_a_day": 3}
    answer = reviewers.patch(subscription["url"], change, format="json", headers={"If-Match": etag})
    assert (answer.json()["is_on"], answer.json()["items_a_day"]) == (False, 3)
    assert answer["ETag"] == reviewers.get(subscription["url"])["ETag"]


def test_a_look_is_a_job_and_what_was_listed_is_told(reviewers, subscription):
    answer = reviewers.post(f"{subscription['url']}check/")
    assert (answer.status_code, answer.json()["kind"]) == (202, "check_list")
    SubscriptionItem.objects.create(subscription_id=subscription["id"], address="https://stats.example/1")
    [page] = reviewers.get(subscription["pages_url"]).json()["results"]
    assert (page["address"], page["requested_at"]) == ("https://stats.example/1", None)


def test_it_is_taken_out_of_the_library(reviewers, subscription):
    assert reviewers.delete(subscription["url"]).status_code == 204
    assert not Subscription.objects.exists()


def test_what_the_library_archived_is_everybodys_to_read(api, other_desk, subscription):
    source = Subscription.objects.get().source_id
    for client in (api, other_desk):
        assert client.get(f"/api/v1/sources/{source}/").status_code == 200
