"""The record of a capture: who asked, its hashes, its headers, and the file as it came."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.accounts.models import User
from sources import services as sources
from sources.fetching.types import CaptureQuality, ReadPage
from sources.models import Clearing, Snapshot
from tests.inline import run_jobs


@pytest.fixture
def captured(sam, demo_site) -> Snapshot:
    source = sources.add_source(address=f"{demo_site.base}/news/davos.html", by=sam)
    sources.request_fetch(source=source, by_id=sam.pk)
    run_jobs()
    return source.snapshots.get()


def test_the_record_names_who_asked_and_shows_hashes_and_headers(sams, captured):
    page = sams.get(reverse("snapshot", args=[captured.pk])).content.decode()
    assert "asked for by Sam" in page
    assert captured.body_sha256 in page and captured.warc_sha256 in page
    assert "HTTP/1.1 200 OK" in page and "Last-Modified" in page


def test_the_record_shows_what_the_page_says_of_itself_as_text(sams, captured):
    page = sams.get(reverse("snapshot", args=[captured.pk])).content.decode()
    assert '<th scope="row" class="mono">og:site_name</th><td class="mono">The Demo Courier</td>' in page

    said = {"json_ld": [{"headline": "</pre><script>alert(1)</script>"}], "meta": {}}
    read = ReadPage(text="Davos.", quality=CaptureQuality.OK, structured=said)
    captured.readings.all().delete()
    sources.record_reading(snapshot=captured, page=read, windows=[], vectors={})
    page = sams.get(reverse("snapshot", args=[captured.pk])).content.decode()
    assert "&quot;headline&quot;: &quot;&lt;/pre&gt;&lt;script&gt;" in page
    assert "Meta elements" not in page


def test_the_record_says_that_its_files_were_cleared_and_offers_none(sams, captured):
    file = f'href="{reverse("snapshot-original", args=[captured.pk])}"'
    assert file in sams.get(reverse("snapshot", args=[captured.pk])).content.decode()
    Clearing.objects.create(snapshot=captured, reason="Nothing rested on it.")
    page = sams.get(reverse("snapshot", args=[captured.pk])).content.decode()
    assert "Nothing rested on it." in page
    assert file not in page


def test_the_record_says_that_it_was_erased_and_asks_for_no_passage(sams, captured):
    form = reverse("use-as-evidence", args=[captured.pk])
    assert form in sams.get(reverse("snapshot", args=[captured.pk])).content.decode()
    sources.erase_captures(
        snapshot=captured, whole_source=False, reason="It named a child.", basis="Art. 17 GDPR",
        demanded_by="A court", reference="", by=User.objects.get(username="sam"),
    )  # fmt: skip
    page = sams.get(reverse("snapshot", args=[captured.pk])).content.decode()
    assert "It named a child." in page and "The text was erased." in page
    assert form not in page and "Davos" not in page
    assert "Art. 17" not in page, "the ground is the administrators' record"
    assert sams.post(form, {"quote": "Davos"}).status_code == 422


def test_the_record_says_what_was_verified(sams, captured):
    page = sams.get(reverse("snapshot", args=[captured.pk]), {"verify": "1"}).content.decode()
    assert "Verified just now" in page
    assert "follows the manifest before it" in page


def test_the_file_is_given_as_it_came_and_never_shown(sams, captured, demo_site):
    answer = sams.get(reverse("snapshot-original", args=[captured.pk]))
    body = b"".join(answer.streaming_content)
    assert len(body) == captured.body_bytes and b"Davos" in body
    assert answer["Content-Disposition"] == f'attachment; filename="snapshot-{captured.pk}.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_a_file_that_the_archive_lost_is_refused_in_words(sams, captured, own_archive):
    for file in own_archive.rglob("*.body"):
        file.unlink()
    answer = sams.get(reverse("snapshot-original", args=[captured.pk]))
    assert answer.status_code == 422
    assert "Restore it from the backup." in answer.content.decode()


def test_strangers_get_no_file(client, captured):
    assert client.get(reverse("snapshot-original", args=[captured.pk])).status_code == 302
