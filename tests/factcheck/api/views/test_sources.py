"""Sources: added for claims, shown with how their fetch ended, and their snapshots."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.evidence import services as evidence
from factcheck.evidence.models import Lead, Origin
from jobs.models import Job
from sources import services as sources
from sources.fetching.types import CaptureQuality, ReadPage
from sources.models import Clearing, Source
from tests.factcheck.api.conftest import client_of
from tests.factories import a_claim, a_journalist, a_look, a_snapshot, an_article, some_evidence

pytestmark = pytest.mark.django_db
PATH = "/api/v1/sources/"


@pytest.fixture
def claim(sam):
    return a_claim(article=an_article(by=sam), by=sam)


@pytest.fixture
def page(demo_site):
    """An address that may be fetched."""
    return f"{demo_site.base}/roads"


@pytest.fixture
def snapshot(claim, sam):
    snapshot = a_snapshot(text="Roads cost 12% more. 🙂 Really.")
    evidence.add_lead(claim=claim, source=snapshot.source, origin=Origin.PERSON, by=sam)
    return snapshot


def test_a_source_is_accepted_with_the_job_that_fetches_it(api, claim, page):
    answer = api.post(PATH, {"address": page, "claims": [claim.pk]}, format="json")

    job = Job.objects.get()
    assert answer.status_code == 202
    assert answer["Location"] == f"http://testserver/api/v1/jobs/{job.pk}/"
    assert [job["kind"] for job in answer.json()["jobs"]] == ["fetch_source"]
    assert answer.json()["source"]["address"] == page
    assert answer.json()["source"]["last_fetch"] is None
    assert Lead.objects.get().origin == Origin.INTEGRATION


def test_a_source_that_is_being_fetched_is_not_fetched_twice(api, claim, page):
    answers = [api.post(PATH, {"address": page, "claims": [claim.pk]}, format="json") for _ in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert (Source.objects.count(), Job.objects.count(), Lead.objects.count()) == (1, 1, 1)


def test_another_desks_fetch_of_the_same_page_is_not_told(api, claim, page, stranger):
    theirs = a_claim(article=an_article(by=stranger), by=stranger)
    client_of(stranger).post(PATH, {"address": page, "claims": [theirs.pk]}, format="json")

    answer = api.post(PATH, {"address": page, "claims": [claim.pk]}, format="json")

    assert answer.status_code == 202
    assert answer.json()["jobs"] == []
    assert "Location" not in answer


@pytest.mark.parametrize("address", ["ftp://a.example/", "http://10.0.0.1/", "x", "http://127.0.0.1:8766/"])
def test_an_address_that_can_not_be_fetched_is_refused(api, claim, address):
    answer = api.post(PATH, {"address": address, "claims": [claim.pk]}, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "address"
    assert not Source.objects.exists()


def test_claims_of_two_articles_are_not_mixed(api, claim, sam, page):
    other = a_claim(article=an_article(by=sam), by=sam)

    answer = api.post(PATH, {"address": page, "claims": [claim.pk, other.pk]}, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "claims"


def test_sources_are_narrowed(api, claim, snapshot):
    number = snapshot.source_id
    for query, expected in [
        ({"claim": claim.pk}, [number]),
        ({"article": claim.article_id}, [number]),
        ({"claim": claim.pk + 1}, []),
        ({"address": snapshot.source.address}, [number]),
        ({"address": "https://else.example/"}, []),
        ({"form": "web_page"}, [number]),
        ({"kind": "primary"}, []),
    ]:
        assert [source["id"] for source in api.get(PATH, query).json()["results"]] == expected, query


def test_a_source_tells_how_its_last_fetch_ended(api, snapshot):
    assert api.get(f"{PATH}{snapshot.source_id}/").json()["last_fetch"]["outcome"] == "fetched"


def test_snapshots_are_listed_without_and_shown_with_their_text(api, snapshot):
    (listed,) = api.get(f"{PATH}{snapshot.source_id}/snapshots/").json()["results"]
    shown = api.get(listed["url"]).json()

    assert "text" not in listed
    assert shown == {**listed, "text": "Roads cost 12% more. 🙂 Really.", "structured": {}}
    assert (listed["quality"], listed["body_sha256"]) == ("ok", snapshot.body_sha256)


def test_a_snapshot_says_when_its_files_were_cleared(api, snapshot):
    address = f"/api/v1/snapshots/{snapshot.pk}/"
    assert api.get(address).json()["cleared_at"] is None
    Clearing.objects.create(snapshot=snapshot, reason="Nothing rested on it.")
    assert api.get(address).json()["cleared_at"]
    assert api.get(f"{PATH}{snapshot.source_id}/snapshots/").json()["results"][0]["cleared_at"]


def test_a_snapshot_says_when_it_was_erased(api, snapshot):
    address = f"/api/v1/snapshots/{snapshot.pk}/"
    assert api.get(address).json()["erased_at"] is None
    sources.erase_captures(
        snapshot=snapshot, whole_source=False, reason="It named a child.", basis="Art. 17 GDPR",
        demanded_by="A court", reference="", by=a_journalist("kim"),
    )  # fmt: skip
    told = api.get(address).json()
    assert told["erased_at"] and told["cleared_at"] and told["text"] is None


def test_a_snapshot_tells_what_its_page_says_of_itself(api, snapshot):
    said = {"json_ld": [{"@type": "NewsArticle"}], "meta": {"og:title": "Roads"}}
    page = ReadPage(text="Roads.", quality=CaptureQuality.OK, structured=said)
    sources.record_reading(snapshot=snapshot, page=page, windows=[], vectors={})

    assert api.get(f"/api/v1/snapshots/{snapshot.pk}/").json()["structured"] == said


def test_a_snapshot_that_was_not_read_yet_has_no_text(api, snapshot):
    snapshot.readings.all().delete()

    shown = api.get(f"/api/v1/snapshots/{snapshot.pk}/").json()
    assert (shown["text"], shown["quality"]) == (None, None)


def test_a_copy_is_handed_in_as_a_file(api, sam, page):
    source = sources.add_source(address=page, by=sam)
    file = SimpleUploadedFile("page.html", b"<!doctype html><p>Roads cost 12% more.")

    answer = api.post(
        f"{PATH}{source.pk}/copies/", {"file": file, "note": "Saved today."}, format="multipart"
    )

    assert answer.status_code == 202
    assert answer.json()["kind"] == "read_snapshot"
    shown = api.get(f"{PATH}{source.pk}/snapshots/").json()["results"][0]
    assert (shown["way"], shown["note"]) == ("uploaded", "Saved today.")


def test_a_copy_of_an_archive_is_named_by_its_address(api, sam, page, demo_site):
    source = sources.add_source(address=page, by=sam)

    answer = api.post(f"{PATH}{source.pk}/copies/", {"archived_at": f"{demo_site.base}/copy"}, format="json")

    assert answer.status_code == 202
    assert Job.objects.get().payload["copy_address"] == f"{demo_site.base}/copy"


@pytest.mark.parametrize(
    ("given", "field"),
    [({}, "file"), ({"archived_at": "http://10.0.0.1/"}, "archived_at")],
)
def test_says_what_is_wrong_with_a_copy(api, sam, page, given, field):
    source = sources.add_source(address=page, by=sam)

    answer = api.post(f"{PATH}{source.pk}/copies/", given, format="json")

    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{field}"]


def test_link_rot_is_told_for_ones_own_desks(api, other_desk, sam):
    claim = a_claim(article=an_article(by=sam), by=sam)
    accepted = evidence.accept(evidence=some_evidence(claim=claim), stance="supports", by=sam)
    a_look(accepted.snapshot.source, at=datetime(2024, 2, 1, 9, tzinfo=UTC), outcome="gone")

    told = api.get("/api/v1/sources/link-rot/").json()
    assert (told["cited"], told["alive"]) == (1, 0)
    [one] = told["rotten"]
    assert (one["what"], one["since"], one["snapshot"]) == (
        "gone", "2024-02-01T09:00:00Z", accepted.snapshot_id)  # fmt: skip
    assert other_desk.get("/api/v1/sources/link-rot/").json() == {"cited": 0, "alive": 0, "rotten": []}


def test_title_and_kind_are_corrected_by_who_read_them(api, snapshot):
    path = f"{PATH}{snapshot.source_id}/"
    etag = api.get(path)["ETag"]
    answer = api.patch(path, {"kind": "primary"}, format="json", headers={"If-Match": etag})
    assert (answer.status_code, answer.json()["kind"]) == (200, "primary")
    assert answer.json()["title"] == snapshot.source.title
    assert answer["ETag"] == api.get(path)["ETag"] != etag
    again = api.patch(path, {"title": "Roads"}, format="json", headers={"If-Match": etag})
    assert again.status_code == 412
    assert api.patch(path, {"title": "Roads"}, format="json").status_code == 428


@pytest.mark.parametrize("body", [{"kind": "best"}, {"title": "x" * 501}, {"address": "https://a.example/"}])
def test_a_source_is_not_made_what_it_can_not_be(api, snapshot, body):
    answer = api.patch(f"{PATH}{snapshot.source_id}/", body, format="json", headers={"If-Match": "*"})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == list(body)


def test_another_desks_source_is_not_there_to_correct(other_desk, with_scopes, snapshot):
    path = f"{PATH}{snapshot.source_id}/"
    asked = {"data": {"kind": "primary"}, "format": "json", "headers": {"If-Match": "*"}}
    assert other_desk.patch(path, **asked).status_code == 404
    assert with_scopes("read").patch(path, **asked).status_code == 403
