"""A page that robots may not fetch: the newsroom says so in words, and offers the ways on."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sources import services
from sources.models import Snapshot, Way
from tests.factories import a_journalist
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def sam(client):
    person = a_journalist("sam")
    client.force_login(person)
    return person


@pytest.fixture
def denied(demo_site, sam):
    """A source that robots.txt forbids, fetched in vain."""
    source = services.add_source(address=f"{demo_site.base}/private/cables.html", by=sam)
    services.request_fetch(source=source, by_id=sam.pk)
    run_jobs()
    return source


def page(client, source) -> str:
    return client.get(reverse("source", args=[source.pk])).content.decode()


def hand_in(client, source, **values):
    file = SimpleUploadedFile("shot.png", PNG)
    given = {"file": file, "note": "Saved today.", "transcript": "Approved.", **values}
    return client.post(reverse("upload-copy", args=[source.pk]), given)


def test_says_who_forbids_it_and_offers_the_ways_on(client, denied):
    shown = page(client, denied)
    assert "asks robots not to fetch this page" in shown
    assert reverse("upload-copy", args=[denied.pk]) in shown
    assert reverse("use-archived-copy", args=[denied.pk]) in shown
    assert f"https://web.archive.org/web/*/{denied.address}" in shown


def test_a_copy_that_was_handed_in_is_shown_as_one(client, denied):
    assert hand_in(client, denied).status_code == 302
    snapshot = Snapshot.objects.get()
    run_jobs()
    shown = client.get(reverse("snapshot", args=[snapshot.pk])).content.decode()
    assert "Copy handed in by a person" in shown
    assert "Handed in by Sam." in shown
    assert "Saved today." in shown
    assert "Copy handed in by a person" in page(client, denied)


def test_a_refused_copy_says_why_and_keeps_what_was_typed(client, denied):
    answer = hand_in(client, denied, transcript="", note="From my phone.")
    assert answer.status_code == 422
    assert "type the words on it that matter" in answer.content.decode()
    assert "From my phone." in answer.content.decode()


def test_a_form_without_a_file_says_so(client, denied):
    answer = client.post(reverse("upload-copy", args=[denied.pk]), {"note": "n"})
    assert "Choose the file that you saved." in answer.content.decode()


def test_an_archives_copy_is_fetched(client, denied, demo_site):
    copy = f"{demo_site.base}/law/relations-act.html"
    client.post(reverse("use-archived-copy", args=[denied.pk]), {"archived_at": copy})
    run_jobs()
    assert denied.snapshots.get().way == Way.ARCHIVED_COPY


def test_a_capture_is_downloaded_as_it_was_signed(client, denied, own_archive):
    hand_in(client, denied)
    snapshot = Snapshot.objects.get()
    answer = client.get(reverse("snapshot-warc", args=[snapshot.pk]))
    assert b"".join(answer.streaming_content) == (own_archive / snapshot.warc_name).read_bytes()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="snapshot-{snapshot.pk}.warc.gz"'


def test_readers_get_no_archived_file(client, denied):
    hand_in(client, denied)
    client.logout()
    assert client.get(reverse("snapshot-warc", args=[Snapshot.objects.get().pk])).status_code == 302
