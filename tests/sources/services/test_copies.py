"""What can't be fetched is handed in by a person or taken from an archive, and is marked as just that."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from jobs.models import Job, State
from sources import services
from sources.exceptions import BadCopy
from sources.fetching.content_type import PDF
from sources.models import Fetch, Snapshot, Source, Way
from tests.factories import a_journalist, a_snapshot
from tests.inline import run_jobs
from tests.sources.fetching.reading.test_documents import locked_pdf, pdf

pytestmark = pytest.mark.django_db
PAGE = b"<!doctype html><title>Cables</title><p>The council approved the budget on Tuesday." * 3
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
NOTE = "Saved from my browser on 12 January 2024."
FORBIDDEN = "/private/cables.html"


@pytest.fixture
def sam():
    return a_journalist("sam")


@pytest.fixture
def source(demo_site, sam) -> Source:
    return services.add_source(address=demo_site.base + FORBIDDEN, by=sam)


def hand_in(source, by, **values) -> Snapshot:
    given = {"file": PAGE, "file_name": "cables.html", "note": NOTE, **values}
    return services.keep_copy(source=source, by=by, **{**given, "file": BytesIO(given["file"])})


def test_a_copy_is_a_snapshot_with_who_and_when_and_is_read(source, sam):
    snapshot = hand_in(source, sam)
    assert (snapshot.way, snapshot.handed_in_by, snapshot.note) == (Way.UPLOADED, sam, NOTE)
    run_jobs()
    assert "approved the budget" in snapshot.readings.get().text


def test_a_copy_can_be_proven_as_far_as_it_goes(source, sam):
    found = services.verify_snapshot(snapshot=hand_in(source, sam))
    assert [check for check in found.checks if not check.ok] == []
    assert "what sam handed in" in found.proves
    assert "source's is not proven" in found.proves


def test_warcio_finds_nothing_wrong_with_a_copy(source, sam, own_archive):
    snapshot = hand_in(source, sam, file=PNG, transcript="Approved.")
    warcio = Path(sys.executable).with_name("warcio")
    done = subprocess.run(
        [warcio, "check", "-v", own_archive / snapshot.warc_name], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("digest pass") >= 2


def test_a_screenshot_is_read_by_the_words_that_were_typed(source, sam):
    snapshot = hand_in(source, sam, file=PNG, transcript="The council approved the budget.")
    run_jobs()
    assert snapshot.readings.get().text == "The council approved the budget."


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"note": " "}, "note", "where and when"),
        ({"file": PNG}, "transcript", "type the words"),
        ({"file": b"PK\x03\x04 a zip"}, "file", "can't be read here"),
        ({"file": b""}, "file", "is empty"),
        ({"file": pdf(b"")}, "transcript", "If it is a scan, type the words"),
        ({"file": locked_pdf()}, "file", "locked with a password"),
        ({"transcript": "Something else."}, "transcript", "has words of its own"),
        ({"file": bytes(50_000_001)}, "file", "larger than 50 MB"),
    ],
)
def test_says_what_a_copy_lacks(source, sam, values, field, sentence):
    with pytest.raises(BadCopy, match=sentence) as refused:
        hand_in(source, sam, **values)
    assert refused.value.field == field
    assert not Snapshot.objects.exists()


def test_a_scan_is_read_by_the_words_that_were_typed(source, sam):
    snapshot = hand_in(source, sam, file=pdf(b""), transcript="The council approved the budget.")
    run_jobs()
    assert (snapshot.content_type, snapshot.readings.get().text) == (PDF, "The council approved the budget.")


def test_an_archives_copy_is_fetched_in_the_pages_place_and_marked_so(demo_site, source, sam):
    address = f"{demo_site.base}/law/relations-act.html"
    services.request_archived_copy(source=source, address=address, by=sam)
    run_jobs()
    snapshot = source.snapshots.get()
    assert (snapshot.way, snapshot.handed_in_by, snapshot.address) == (Way.ARCHIVED_COPY, sam, address)
    assert set(Job.objects.values_list("state", flat=True)) == {State.DONE}
    assert services.verify_snapshot(snapshot=snapshot).ok


def test_an_archives_copy_is_never_asked_whether_the_page_changed(demo_site, sam):
    page = services.add_source(address=f"{demo_site.base}/news/markets.html", by=sam)
    copy = f"{demo_site.base}/law/relations-act.html"
    for _ in range(2):
        services.request_archived_copy(source=page, address=copy, by=sam)
        run_jobs()
    services.request_fetch(source=page)
    run_jobs()
    assert set(Fetch.objects.values_list("outcome", flat=True)) == {"fetched"}


def test_an_archives_answer_says_nothing_of_the_pages_life(demo_site, source, sam):
    services.request_archived_copy(source=source, address=f"{demo_site.base}/news/early-poll.html", by=sam)
    run_jobs()
    assert source.fetches.get().outcome == "gone"
    assert not source.fetches.of_page().exists()
    assert services.note_life(source=source) is None


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://192.168.1.1/copy", "not on the public Internet"),
        ("no address", "does not start with http"),
        ("https://web.archive.org/web/20240112093000/https://other.example/", "not of this source"),
    ],
)
def test_an_archives_address_is_judged_like_any_other(source, sam, address, sentence):
    with pytest.raises(BadCopy, match=sentence):
        services.request_archived_copy(source=source, address=address, by=sam)


def test_the_pages_own_address_is_no_archives(source, sam):
    with pytest.raises(BadCopy, match="own address"):
        services.request_archived_copy(source=source, address=source.address, by=sam)


@pytest.mark.parametrize("values", [{"way": Way.UPLOADED}, {"way": Way.ARCHIVED_COPY}, {"fetch": None}])
def test_the_database_refuses_a_copy_that_nobody_handed_in(values):
    snapshot = a_snapshot()
    snapshot.pk, snapshot.fetch = None, Fetch.objects.create(source=snapshot.source, outcome="fetched",
                                                             started_at="2024-01-12T09:00:00Z")  # fmt: skip
    for name, value in values.items():
        setattr(snapshot, name, value)
    with pytest.raises(IntegrityError, match="snapshot_"), transaction.atomic():
        snapshot.save(force_insert=True)
