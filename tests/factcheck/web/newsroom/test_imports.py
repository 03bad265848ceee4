"""Importing others' fact-checks from the pages."""

from __future__ import annotations

import json

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from factcheck.integrations.models import FactCheckImport
from tests.factories import a_journalist
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
PATH = "/settings/imports/"
SIGN_IN = {"backend": "django.contrib.auth.backends.ModelBackend"}
REVIEW = {
    "@type": "ClaimReview",
    "url": "https://checks.example/1",
    "claimReviewed": "One.",
    "reviewRating": {"alternateName": "False"},
}


@pytest.fixture
def signed_in(client, settings, tmp_path):
    settings.IMPORTS = {**configured.IMPORTS, "DIR": str(tmp_path / "imports")}
    client.force_login(a_journalist("sam"), **SIGN_IN)
    return client


def test_a_file_is_imported_and_its_problems_shown(signed_in):
    file = SimpleUploadedFile("checks.json", json.dumps([REVIEW, {"@type": "Person"}]).encode())

    answer = signed_in.post(PATH, {"form": "feed", "file": file})

    asked = FactCheckImport.objects.get()
    assert answer.url == reverse("import", args=[asked.pk])
    run_jobs()
    page = signed_in.get(answer.url).content.decode()
    assert "It is not a ClaimReview (@type)." in page
    assert "checks.json" in signed_in.get(PATH).content.decode()


def test_a_page_is_imported_by_its_address(signed_in):
    answer = signed_in.post(PATH, {"form": "page", "address": "https://checks.example/1"})

    assert answer.status_code == 302
    assert FactCheckImport.objects.get().job.kind == "fetch_source"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"form": "feed"}, "Choose a file, or write an address."),
        ({"form": "feed", "address": "http://10.0.0.1/"}, "not on the public Internet"),
        ({"form": "api", "address": "https://checks.example/"}, "Say what to search for"),
    ],
)
def test_what_cannot_be_imported_is_told_in_the_form(signed_in, given, sentence):
    answer = signed_in.post(PATH, given)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not FactCheckImport.objects.exists()


def test_another_persons_import_is_not_there(signed_in, client):
    signed_in.post(PATH, {"form": "page", "address": "https://checks.example/1"})
    asked = FactCheckImport.objects.get()
    client.force_login(a_journalist("bo", desk=asked.by.desks.get()), **SIGN_IN)

    assert client.get(reverse("import", args=[asked.pk])).status_code == 404
