"""Importing others' fact-checks over the API."""

from __future__ import annotations

import io
import json

import pytest
from django.conf import settings as configured

from factcheck.integrations.models import Scope
from factcheck.matching.models import KnownFactCheck
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
IMPORTS = "/api/v1/imports/"
REVIEW = {
    "@type": "ClaimReview",
    "url": "https://checks.example/1",
    "claimReviewed": "One.",
    "reviewRating": {"alternateName": "False"},
}


@pytest.fixture
def importer(with_scopes, settings, tmp_path):
    settings.IMPORTS = {**configured.IMPORTS, "DIR": str(tmp_path / "imports")}
    return with_scopes(Scope.READ, Scope.IMPORTS_WRITE)


def sent(importer, data: bytes, **given):
    file = io.BytesIO(data)
    file.name = "checks.json"
    return importer.post(IMPORTS, {"form": "feed", "file": file, **given}, format="multipart")


def test_a_file_is_taken_with_a_job_and_its_problems_told(importer):
    answer = sent(importer, json.dumps([REVIEW, {"@type": "Person"}]).encode())

    assert answer.status_code == 202
    assert answer.json()["job"] == answer.headers["Location"]
    run_jobs()
    done = importer.get(answer.json()["url"]).json()
    assert (done["name"], done["added"], done["failed"]) == ("checks.json", 1, 1)
    assert done["problems"] == [{"line": 2, "cause": "It is not a ClaimReview (@type)."}]
    assert done["finished_at"]
    assert importer.get(answer.headers["Location"]).json()["state"] == "done"
    assert KnownFactCheck.objects.count() == 1


def test_an_address_is_taken_as_json(importer):
    answer = importer.post(IMPORTS, {"form": "page", "address": "https://checks.example/1"}, format="json")

    assert answer.status_code == 202
    assert importer.get(answer.json()["job"]).json()["kind"] == "fetch_source"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"form": "feed"}, "file"),
        ({"form": "rss", "address": "https://checks.example/"}, "form"),
        ({"form": "feed", "address": "http://10.0.0.1/"}, "address"),
        ({"form": "api", "address": "https://checks.example/"}, "query"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_its_field(importer, given, field):
    answer = importer.post(IMPORTS, given, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field


def test_it_needs_the_scope_for_imports(api):
    answer = api.post(IMPORTS, {"form": "page", "address": "https://checks.example/"}, format="json")

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem-type:factcheck:missing-scope")


def test_imports_of_others_are_not_there(importer, other_desk):
    number = sent(importer, b"[]").json()["id"]

    assert other_desk.get(f"{IMPORTS}{number}/").status_code == 404
    assert other_desk.get(IMPORTS).json()["results"] == []
    assert [each["id"] for each in importer.get(IMPORTS).json()["results"]] == [number]
