"""What leaves the archive is what nobody needs; what is needed a moment later stays or is fetched again."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from demo.site import DemoSite
from factcheck.clearing import collect_garbage, find_garbage
from factcheck.evidence import passages
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Drift, Origin
from factcheck.exceptions import Incomplete
from factcheck.notices.models import InboxEntry, Notice
from sources import services
from sources.conf import sources_settings
from sources.exceptions import NothingCaptured
from sources.fetching.types import FetchStopped
from sources.models import Clearing, Fetch, Passage, Snapshot, Source
from sources.models.snapshot import VECTOR_SIZE
from sources.services.capturing import Captured
from tests.factories import a_claim, a_journalist, a_snapshot, an_article, some_evidence

pytestmark = pytest.mark.django_db
PAGE = "/law/relations-act.html"
LONG_AGO = timedelta(days=400)
A_YEAR = timedelta(days=365)
MORE_THAN_A_DAY = 25 * 3600


def got(source: Source) -> Captured:
    captured = services.fetch(source)
    assert isinstance(captured, Captured)
    return captured


def recorded(source: Source, captured: Captured) -> Fetch:
    with transaction.atomic():
        return services.record_fetch(source=source, captured=captured, job_id=None, attempt=1)


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def let_time_pass(folder: Path) -> None:
    """As if every file had lain there for more than a day."""
    for path in folder.rglob("*"):
        if path.is_file():
            then = path.stat().st_mtime - MORE_THAN_A_DAY
            os.utime(path, (then, then))


def collect(*, after: timedelta = LONG_AGO, unused_for: timedelta | None = A_YEAR):
    return collect_garbage(now=timezone.now() + after, unused_for=unused_for)


@pytest.fixture
def source(demo_site: DemoSite) -> Source:
    return services.add_source(address=demo_site.base + PAGE, by=None)


@pytest.fixture
def captures(source: Source) -> list[Snapshot]:
    """Three of one page, the oldest first; the site says each time that it has not changed since never."""
    found = []
    for _ in range(3):
        Fetch.objects.update(etag="", last_modified="")
        found.append(recorded(source, got(source)).snapshot)
    return found


def read(snapshot: Snapshot) -> None:
    page = services.read_snapshot(snapshot)
    services.record_reading(
        snapshot=snapshot,
        page=page,
        windows=passages.split(page.text)[:1],
        vectors={"test-1": [[0.0] * VECTOR_SIZE]},
    )
    assert Passage.objects.filter(reading__snapshot=snapshot).exists()


# --- Files that no row names -----------------------------------------------------------------------


def test_a_file_is_left_alone_until_its_row_had_time_to_come(source, own_archive):
    got(source)
    before = files_in(own_archive)
    assert collect_garbage(now=timezone.now(), unused_for=None).files.files == 0
    assert files_in(own_archive) == before


def test_what_a_killed_worker_left_goes_and_what_rows_name_stays(source, own_archive):
    snapshot = recorded(source, got(source)).snapshot
    named = files_in(own_archive)
    Fetch.objects.update(etag="", last_modified="")
    got(source)
    (own_archive / Path(snapshot.body_name).parent / ".incoming-x7").write_bytes(b"half")
    left = files_in(own_archive) - named
    assert len(left) == 3, "a WARC, its manifest, and half a file: the body is the same"
    let_time_pass(own_archive)

    assert find_garbage(now=timezone.now(), unused_for=None).files.files == 3
    assert files_in(own_archive) == named | left
    assert collect_garbage(now=timezone.now(), unused_for=None).files.files == 3
    assert files_in(own_archive) == named
    assert services.verify_snapshot(snapshot=snapshot).ok


@pytest.fixture
def answer(source: Source, demo_site: DemoSite, own_archive: Path) -> Fetch:
    """Of a page that is gone: it became no snapshot, and lies in the archive with its manifest."""
    gone = services.add_source(address=demo_site.base + "/news/early-poll.html", by=None)
    fetch = recorded(gone, got(gone))
    assert len(files_in(own_archive)) == 2
    return fetch


def test_an_answer_that_became_no_snapshot_goes_after_a_year(answer, own_archive):
    collect(after=timedelta(days=364))
    assert len(files_in(own_archive)) == 2
    collect(after=timedelta(days=366), unused_for=None)
    assert files_in(own_archive) == set()
    assert Fetch.objects.get(pk=answer.pk).outcome == "gone", "the log stays"


@pytest.mark.parametrize(("days", "left"), [(0, 2), (30, 0)])
def test_how_long_answers_stay_is_a_setting(answer, own_archive, settings, days: int, left: int):
    settings.SOURCES = {**settings.SOURCES, "KEEP_ANSWERS_DAYS": days}
    sources_settings.cache_clear()
    collect(after=timedelta(days=31), unused_for=None)
    assert len(files_in(own_archive)) == left


def test_an_answer_of_a_source_that_was_captured_and_that_nobody_quotes_goes(answer, own_archive):
    Fetch.objects.filter(pk=answer.pk).update(source=a_snapshot(text="The council said so.").source)
    collect(after=timedelta(days=366))
    assert files_in(own_archive) == set()


def test_an_answer_stays_by_which_a_passage_was_found_gone_or_whose_page_is_quoted(answer, own_archive):
    sam = a_journalist()
    quoted = some_evidence(claim=a_claim(article=an_article(by=sam), by=sam))
    before = files_in(own_archive)
    drift = Drift.objects.create(evidence=quoted, fetch=answer, outcome="dead")
    collect()
    assert files_in(own_archive) == before
    Drift.objects.filter(pk=drift.pk).delete()
    Fetch.objects.filter(pk=answer.pk).update(source=quoted.snapshot.source)
    collect()
    assert files_in(own_archive) == before


def test_a_capture_whose_file_went_before_its_row_came_is_fetched_again(source, own_archive):
    captured = got(source)
    collect(unused_for=None)
    with pytest.raises(NothingCaptured, match="fetched again"):
        recorded(source, captured)
    assert not Snapshot.objects.exists()
    assert services.verify_snapshot(snapshot=recorded(source, got(source)).snapshot).ok


@pytest.mark.django_db(transaction=True)
def test_collecting_waits_for_a_row_that_is_being_written(source, own_archive):
    captured = got(source)
    collecting = threading.Thread(target=in_a_connection_of_its_own(lambda: collect(unused_for=None)))
    with transaction.atomic():
        fetch = services.record_fetch(source=source, captured=captured, job_id=None, attempt=1)
        collecting.start()
        wait_until_somebody_waits_for_a_lock()
    collecting.join(timeout=30)
    assert services.verify_snapshot(snapshot=fetch.snapshot).ok


# --- Captures that nothing rests on ----------------------------------------------------------------


def test_an_unused_capture_is_cleared_and_its_manifest_stays(captures, own_archive):
    oldest, middle, newest = captures
    assert collect().captures == 2
    assert list(Clearing.objects.order_by("pk").values_list("snapshot", flat=True)) == [oldest.pk, middle.pk]
    assert files_in(own_archive) == {
        oldest.manifest.file_name, middle.manifest.file_name, newest.manifest.file_name,
        newest.warc_name, newest.body_name,
    }  # fmt: skip
    for snapshot in captures:
        found = services.verify_snapshot(snapshot=Snapshot.objects.get(pk=snapshot.pk))
        assert found.ok, found.checks
    assert "cleared" in services.verify_snapshot(snapshot=oldest).proves


def test_who_looked_up_a_claim_there_is_told_once_that_captures_were_cleared(source, captures):
    sam = a_journalist()
    looked_up, other = (a_claim(article=an_article(by=sam), by=sam) for _ in range(2))
    evidence.add_lead(claim=looked_up, source=source, origin=Origin.PERSON, by=sam)
    assert collect().captures == 2
    told = Notice.objects.filter(event="snapshot.cleared").get()
    assert told.factcheck.claim_id == looked_up.pk
    assert not InboxEntry.objects.exists(), "nobody has to act on it"
    assert not other.factcheck.notices.exists()


def test_without_being_asked_no_capture_is_cleared(captures):
    assert collect(unused_for=None).captures == 0
    assert not Clearing.objects.exists()


def test_a_young_capture_is_not_cleared(captures):
    assert collect(after=timedelta(days=364)).captures == 0


def quote_it(snapshot: Snapshot) -> None:
    sam = a_journalist()
    some_evidence(claim=a_claim(article=an_article(by=sam), by=sam), snapshot=snapshot)


def quote_it_and_take_it_back(snapshot: Snapshot) -> None:
    quote_it(snapshot)
    snapshot.evidence.all().delete()


def read_an_article_from_it(snapshot: Snapshot) -> None:
    an_article(by=a_journalist(), address=snapshot.source.address)


@pytest.mark.parametrize("rest_on", [quote_it, quote_it_and_take_it_back, read_an_article_from_it])
def test_what_something_rests_on_is_never_cleared(captures, own_archive, rest_on: Callable[[Snapshot], None]):
    oldest, *_rest = captures
    rest_on(oldest)
    collect()
    assert not Clearing.objects.filter(snapshot=oldest).exists()
    assert services.verify_snapshot(snapshot=oldest).ok
    assert (own_archive / oldest.warc_name).exists()


def test_a_copy_that_a_person_handed_in_is_never_cleared(source, captures):
    copy = services.keep_copy(
        source=source, file=io.BytesIO(b"<p>The council said so."), file_name="a.html", note="My browser.",
        by=a_journalist(),
    )  # fmt: skip
    Fetch.objects.update(etag="", last_modified="")
    recorded(source, got(source))
    collect()
    assert not Clearing.objects.filter(snapshot=copy).exists()


def test_a_cleared_capture_leaves_the_search_and_carries_no_evidence(captures):
    oldest, *_rest = captures
    read(oldest)
    collect()
    sam = a_journalist()
    claim = a_claim(article=an_article(by=sam), by=sam)
    assert not Passage.objects.filter(reading__snapshot=oldest).exists()
    with pytest.raises(IntegrityError, match="was cleared"), transaction.atomic():
        some_evidence(claim=claim, snapshot=oldest)
    with pytest.raises(Incomplete, match="newer capture"):
        evidence.suggest_by_hand(claim=claim, snapshot=oldest, start=0, end=1, by=sam)
    with pytest.raises(NothingCaptured, match="cleared"):
        services.open_original(oldest)
    with pytest.raises(FetchStopped, match="cleared"):
        services.read_snapshot(oldest)


@pytest.mark.django_db(transaction=True)
def test_evidence_that_comes_while_its_capture_is_cleared_is_refused(captures):
    oldest, *_rest = captures
    sam = a_journalist()
    claim = a_claim(article=an_article(by=sam), by=sam)
    refused: list[Exception] = []

    def quote() -> None:
        try:
            some_evidence(claim=claim, snapshot=oldest)
        except IntegrityError as refusal:
            refused.append(refusal)

    quoting = threading.Thread(target=in_a_connection_of_its_own(quote))
    with transaction.atomic():
        collect()
        quoting.start()
        wait_until_somebody_waits_for_a_lock()
    quoting.join(timeout=30)
    assert len(refused) == 1
    assert not oldest.evidence.exists()


# --- The command -----------------------------------------------------------------------------------


def run(**options: object) -> str:
    out = io.StringIO()
    call_command("collect_garbage", stdout=out, **options)
    return out.getvalue()


def test_the_command_removes_nothing_unless_told(source, own_archive):
    got(source)
    let_time_pass(own_archive)
    before = files_in(own_archive)
    assert "3 files that nobody needs" in run() and files_in(own_archive) == before
    assert "Removed." in run(delete=True) and files_in(own_archive) == set()


def test_the_command_clears_no_capture_of_the_last_days():
    with pytest.raises(CommandError, match="30 days or more"):
        run(unused_for=3)


def in_a_connection_of_its_own(act: Callable[[], object]) -> Callable[[], None]:
    def run_and_close() -> None:
        try:
            act()
        finally:
            connection.close()

    return run_and_close


def wait_until_somebody_waits_for_a_lock() -> None:
    deadline = timezone.now() + timedelta(seconds=30)
    while timezone.now() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waited")
