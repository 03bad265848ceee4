"""Over the API, too, what has no address is handed in, once under its key, by who may, for the desk alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.evidence.models import Lead, Origin
from factcheck.integrations.models import Scope
from jobs.models import Job
from sources.models import Snapshot, Source
from tests.factories import a_claim, an_article
from tests.inline import run_jobs
from tests.sources.fetching.reading.test_documents import docx, locked_pdf, zip_bomb

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_archive")]
PATH = "/api/v1/sources/"
TOLD = "The treasurer told us that spending on roads rose 15% in 2023."
GIVEN = {
    "form": "interview",
    "title": "Interview with the treasurer",
    "publisher": "Jo Roe",
    "dated": "2026-03-14",
    "note": "By telephone.",
}


@pytest.fixture
def claim(sam):
    words = "The mayor said spending on roads rose 12% in 2023."
    return a_claim(article=an_article(by=sam), by=sam, quote=words)


def hand_in(api, claim, **values: Any):
    return api.post(PATH, {**GIVEN, "transcript": TOLD, "claims": [claim.pk], **values}, format="json")


def upload(api, claim, content: bytes, **headers: Any):
    file = SimpleUploadedFile("report.docx", content)
    given = {**GIVEN, "form": "document", "claims": [claim.pk, claim.pk], "file": file}
    return api.post(PATH, given, format="multipart", headers=headers)


def test_words_are_accepted_with_the_job_that_reads_them(api, claim):
    answer = hand_in(api, claim)

    job = Job.objects.get()
    assert (answer.status_code, job.kind) == (202, "read_snapshot")
    assert answer["Location"] == f"http://testserver/api/v1/jobs/{job.pk}/"
    source = answer.json()["source"]
    assert source | GIVEN | {"address": None, "last_fetch": None, "next_fetch_at": None} == source | {
        "publisher": GIVEN["publisher"]
    }
    assert source["publisher"] == {"name": "Jo Roe", "site": None, "kind": "unknown"}
    assert Lead.objects.get().origin == Origin.INTEGRATION
    run_jobs()
    (snapshot,) = api.get(source["snapshots_url"]).json()["results"]
    assert (snapshot["way"], snapshot["note"], snapshot["quality"]) == ("uploaded", "By telephone.", "ok")
    assert api.get(snapshot["url"]).json()["text"] == TOLD


def test_its_rows_stay_whole_without_an_address(api, claim):
    hand_in(api, claim)
    run_jobs()
    (evidence,) = api.get("/api/v1/evidence/", {"claim": claim.pk}).json()["results"]
    assert evidence["source"] == Source.objects.get().pk
    (lead,) = api.get(f"/api/v1/claims/{claim.pk}/leads/").json()["results"]
    assert (lead["address"], lead["title"]) == (None, GIVEN["title"])
    assert api.get(PATH, {"form": "interview"}).json()["results"][0]["dated"] == "2026-03-14"


def test_a_file_comes_as_multipart_and_once_under_its_key(api, claim):
    headers = {"Idempotency-Key": "7e1d"}
    answers = [upload(api, claim, docx(), **headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[1]["Idempotent-Replayed"] == "true"
    assert answers[0].json() == answers[1].json()
    assert (Source.objects.count(), Snapshot.objects.count()) == (1, 1)
    assert upload(api, claim, b"Another file.", **headers).status_code == 422
    run_jobs()
    assert "188,300" in Snapshot.objects.get().readings.get().text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"form": ""}, "form"),
        ({"form": "web_page"}, "form"),
        ({"title": ""}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"publisher": " "}, "publisher"),
        ({"dated": "2026-02-30"}, "dated"),
        ({"note": ""}, "note"),
        ({"kind": "best"}, "kind"),
        ({"transcript": ""}, "transcript"),
        ({"claims": []}, "claims"),
        ({"address": "https://stats.example/"}, "form"),
        ({"heading": "x"}, "heading"),
    ],
)
def test_what_is_wrong_is_told_with_its_field(api, claim, values, field):
    answer = hand_in(api, claim, **values)
    assert answer.status_code == 400
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (zip_bomb(), "larger when unpacked"),
        (locked_pdf(), "locked with a password"),
        (b"\x7fELF\x00\x01", "can't be read here"),
        (b"word " * 10_400_000, "larger than 50 MB"),
    ],
    ids=["zip bomb", "locked", "no text", "too large"],
)
def test_a_hostile_file_is_refused_with_what_to_do(api, claim, content, sentence):
    answer = upload(api, claim, content)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "file")
    assert sentence in answer.json()["detail"]
    assert not Source.objects.exists()


def test_it_is_for_who_may_write_at_the_desk(claim, with_scopes, other_desk, nobody, api):
    assert hand_in(with_scopes(Scope.READ), claim).status_code == 403
    assert hand_in(other_desk, claim).status_code == 404
    assert hand_in(nobody, claim).status_code == 401
    assert not Source.objects.exists()


def test_another_desk_neither_sees_it_nor_writes_to_it(api, claim, other_desk):
    source = hand_in(api, claim).json()["source"]
    snapshot = Snapshot.objects.get()
    for address in (source["url"], source["snapshots_url"], f"/api/v1/snapshots/{snapshot.pk}/"):
        assert other_desk.get(address).status_code == 404
    assert other_desk.get(PATH).json()["results"] == []
    assert other_desk.patch(source["url"], {"title": "x"}, format="json").status_code == 404
    copied = other_desk.post(f"{source['url']}copies/", {"transcript": "x", "note": "x"}, format="json")
    assert copied.status_code == 404


def test_another_file_or_words_take_its_place(api, claim):
    address = f"{hand_in(api, claim).json()['source']['url']}copies/"
    answer = api.post(address, {"transcript": "14%, he said.", "note": "He called back."}, format="json")
    assert answer.status_code == 202
    run_jobs()
    assert Snapshot.objects.first().readings.get().text == "14%, he said."
    refused = api.post(address, {"archived_at": "https://web.archive.org/web/2024/https://a.example/"})
    assert "no address that an archive could have a copy of" in refused.json()["detail"]


def test_what_is_said_of_it_is_corrected(api, claim):
    address = hand_in(api, claim).json()["source"]["url"]
    seen = api.get(address)["ETag"]
    wanted = {"publisher": "Jo Rowe", "dated": "2026-03", "form": "document"}
    answer = api.patch(address, wanted, format="json", headers={"If-Match": seen})
    assert answer.status_code == 200
    assert (answer.json()["publisher"]["name"], answer.json()["dated"]) == ("Jo Rowe", "2026-03")
    assert answer.json()["form"] == "document"
