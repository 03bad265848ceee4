"""What the law asks for goes, whatever rests on it; that it went, and what rested on it, is told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from demo.site import DemoSite
from factcheck import pipeline
from factcheck.erasing import erase
from factcheck.evidence import passages, watching
from factcheck.evidence import services as evidence
from factcheck.evidence.models import ERASED, Drift, Evidence
from factcheck.exceptions import Incomplete, NotAllowed, TransitionDenied
from factcheck.notices.models import InboxEntry, Notice
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from jobs.models import Job, State
from sources import services as sources
from sources.exceptions import NothingCaptured
from sources.fetching.types import FetchStopped
from sources.models import Erasure, Fetch, Passage, Reading, Snapshot
from sources.models.snapshot import VECTOR_SIZE
from sources.services.clearing import LEAVING
from tests.factcheck.publication.cases import Newsroom
from tests.factories import a_look
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
PAGE = "/defense/arms-notification-23-71.html"
WORDS = "$300 million"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)
DEMANDED = {
    "reason": "It named a child.",
    "basis": "Art. 17 GDPR",
    "demanded_by": "District court, 3 O 12/26",
    "reference": "R-7",
}


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture
def quoted(newsroom: Newsroom, demo_site: DemoSite) -> Evidence:
    """Accepted from a page that was captured, for a check that is published."""
    claim = newsroom.claim()
    pipeline.add_sources(claims=[claim], addresses=[demo_site.base + PAGE], by=newsroom.sam)
    run_jobs()
    snapshot = Snapshot.objects.get()
    start = snapshot.readings.get().text.index(WORDS)
    span = {"start": start, "end": start + len(WORDS)}
    found = evidence.suggest_by_hand(claim=claim, snapshot=snapshot, by=newsroom.sam, **span)
    accepted = evidence.accept(evidence=found, stance="contradicts", by=newsroom.sam)
    newsroom.propose(claim.factcheck)
    workflow.sign_off(factcheck=claim.factcheck, by=newsroom.ana)
    publication.publish(factcheck=claim.factcheck, by=newsroom.ana)
    return accepted


@pytest.fixture
def snapshot(quoted: Evidence) -> Snapshot:
    return quoted.snapshot


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def captured_again(snapshot: Snapshot) -> Snapshot:
    """The same page, of the same bytes."""
    Fetch.objects.update(etag="", last_modified="")
    with transaction.atomic():
        captured = sources.fetch(snapshot.source)
        fetch = sources.record_fetch(source=snapshot.source, captured=captured, job_id=None, attempt=1)
    return fetch.snapshot


def test_files_and_text_go_and_the_signed_manifest_stays(newsroom, snapshot, own_archive):
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    assert not Reading.objects.exists() and not Passage.objects.exists()
    run_jobs()
    assert files_in(own_archive) == {snapshot.manifest.file_name}
    found = sources.verify_snapshot(snapshot=Snapshot.objects.get())
    assert found.ok and found.cleared, found.checks
    with pytest.raises(NothingCaptured):
        sources.open_original(snapshot)


def test_who_when_and_why_are_on_record_without_what_it_said(newsroom, snapshot):
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    erasure = Erasure.objects.get()
    assert (erasure.by, erasure.basis, erasure.reference) == (newsroom.kim, "Art. 17 GDPR", "R-7")
    recorded = apps.get_model("audit", "ErasureEvent").objects.get()
    assert (recorded.by_id, recorded.demanded_by) == (newsroom.kim.pk, "District court, 3 O 12/26")
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Erasure.objects.filter(pk=erasure.pk).update(reason="Another one.")


def test_a_backup_that_is_being_made_delays_the_files_alone(newsroom, snapshot, own_archive):
    backup = connection.copy()
    try:
        with backup.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock_shared(hashtext(%s))", [LEAVING])
        erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
        run_jobs()
        assert snapshot.body_name in files_in(own_archive)
        job = Job.objects.get(kind="erase_files")
        assert job.state == State.WAITING and "backup" in job.cause
    finally:
        backup.close()
    Job.objects.update(next_at="2020-01-01T00:00:00Z")
    run_jobs()
    assert files_in(own_archive) == {snapshot.manifest.file_name}


def test_the_published_check_is_asked_for_again(newsroom, quoted, snapshot):
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    factcheck = quoted.claim.factcheck
    factcheck.refresh_from_db()
    assert factcheck.source_changed_at is not None
    assert "erased for legal reasons" in factcheck.source_changes.get().what
    assert InboxEntry.objects.filter(notice__event="source.changed", person=newsroom.sam).exists()
    assert Notice.objects.filter(event="snapshot.cleared", factcheck=factcheck).exists()


def test_a_quotation_stays_unless_it_is_to_be_blanked(newsroom, quoted, snapshot):
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    quoted.refresh_from_db()
    assert quoted.exact == WORDS


def test_blanked_quotations_keep_their_judgement_and_lose_their_words(newsroom, quoted, snapshot):
    erase(snapshot=snapshot, by=newsroom.kim, blank_quotes=True, **DEMANDED)
    quoted.refresh_from_db()
    assert (quoted.exact, quoted.prefix, quoted.suffix, quoted.elements) == (ERASED, "", "", [])
    assert (quoted.decision, quoted.decided_by) == ("accepted", newsroom.sam)
    kept = apps.get_model("audit", "EvidenceEvent").objects.filter(pgh_obj_id=quoted.pk).latest("pgh_id")
    assert kept.exact == ERASED


def test_passages_that_nobody_accepted_go_and_leave_no_words_behind(newsroom, quoted, snapshot):
    suggested = evidence.suggest_by_hand(
        claim=newsroom.claim(), snapshot=snapshot, start=0, end=20, by=newsroom.sam
    )
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    assert not Evidence.objects.filter(pk=suggested.pk).exists()
    kept = apps.get_model("audit", "EvidenceEvent").objects.filter(pgh_obj_id=suggested.pk).latest("pgh_id")
    assert (kept.pgh_label, kept.exact) == ("delete", ERASED)


def test_what_a_later_capture_was_found_to_say_goes_with_it(newsroom, quoted, snapshot):
    later = captured_again(snapshot)
    Drift.objects.create(
        evidence=quoted, fetch=later.fetch, outcome="altered", found="$5", changes=[["a", "b"]]
    )
    erase(snapshot=later, by=newsroom.kim, **DEMANDED)
    drift = Drift.objects.get()
    assert (drift.found, drift.changes, drift.outcome) == ("", [], "altered")


def test_every_capture_of_the_same_bytes_goes_with_it(newsroom, snapshot, own_archive):
    again = captured_again(snapshot)
    assert again.body_name == snapshot.body_name
    assert erase(snapshot=again, by=newsroom.kim, **DEMANDED) == [snapshot, again]
    run_jobs()
    assert files_in(own_archive) == {snapshot.manifest.file_name, again.manifest.file_name}


def test_other_captures_of_the_source_go_only_when_asked(newsroom, snapshot):
    other = captured_again(snapshot)
    changed = a_look(snapshot.source, at="2026-11-01T09:00:00Z", text="It reads otherwise.").snapshot
    assert erase(snapshot=other, by=newsroom.kim, **DEMANDED) == [snapshot, other]
    assert erase(snapshot=changed, by=newsroom.kim, whole_source=True, **DEMANDED) == [changed]


def test_words_that_were_typed_from_a_picture_go_with_it(newsroom, demo_site):
    source = sources.add_source(address=demo_site.base + PAGE, by=newsroom.sam)
    copy = sources.keep_copy(
        source=source, file=io.BytesIO(PICTURE), file_name="jo-roe.png", note="From my phone.",
        transcript="Jo Roe is ill.", by=newsroom.sam,
    )  # fmt: skip
    erase(snapshot=copy, by=newsroom.kim, **DEMANDED)
    copy.refresh_from_db()
    assert (copy.transcript, copy.file_name, copy.note) == ("", "", "From my phone.")
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Snapshot.objects.filter(pk=copy.pk).update(note="Another.")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Snapshot.objects.filter(pk=copy.pk)._raw_delete(using="default")


def test_a_snapshot_that_was_not_erased_is_never_edited(snapshot):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(transcript="", file_name="")


def test_nothing_is_read_or_quoted_from_it_any_more(newsroom, quoted, snapshot):
    page = sources.read_snapshot(snapshot)
    windows = passages.split(page.text)[:1]
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    with pytest.raises(FetchStopped, match="cleared"):
        sources.read_snapshot(snapshot)
    with pytest.raises(FetchStopped, match="erased"):
        sources.record_reading(
            snapshot=snapshot, page=page, windows=windows, vectors={"test-1": [[0.0] * VECTOR_SIZE]}
        )
    with pytest.raises(IntegrityError, match="was erased"), transaction.atomic():
        Reading.objects.create(snapshot=snapshot, reader="r", quality="ok", text="x", text_sha256="0")
    with pytest.raises(Incomplete, match="newer capture"):
        evidence.accept(evidence=quoted, stance="supports", by=newsroom.sam)


def test_a_reading_that_is_under_way_fails_in_words(newsroom, snapshot):
    sources.request_reading(snapshot=snapshot, about="source:1", priority=0, by_id=None)
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    job = next(job for job in run_jobs() if job.kind == "read_snapshot" and job.state == State.FAILED)
    assert "cleared" in job.cause


def test_a_claim_whose_evidence_was_erased_can_still_be_merged(newsroom, quoted, snapshot):
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    other = newsroom.claim(article=quoted.claim.article, text="Spending doubled.")
    evidence.share(claim=quoted.claim, to=other)
    assert not other.evidence.exists()


def test_the_page_is_not_looked_at_by_itself_but_a_person_captures_it_anew(newsroom, quoted, snapshot):
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    snapshot.source.refresh_from_db()
    assert snapshot.source.next_fetch_at is None
    sources.request_fetch(source=snapshot.source, by_id=newsroom.sam.pk)
    run_jobs()
    newest = snapshot.source.snapshots.first()
    assert newest != snapshot and sources.verify_snapshot(snapshot=newest).ok
    assert not watching.accepted_before(newest).exists(), "what was erased is not compared any more"


def test_erased_evidence_signs_off_nothing(newsroom, quoted, snapshot):
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    factcheck = quoted.claim.factcheck
    workflow.settle_source_change(
        factcheck=factcheck, settlement="reopened", note="It rested on that.", by=newsroom.ana
    )
    newsroom.propose(factcheck)
    with pytest.raises(TransitionDenied, match="No evidence"):
        workflow.sign_off(factcheck=factcheck, by=newsroom.rae)


def test_a_correction_during_which_it_was_rejected_can_still_be_abandoned(newsroom, quoted, snapshot):
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    factcheck = quoted.claim.factcheck
    workflow.settle_source_change(
        factcheck=factcheck, settlement="reopened", note="It rested on that.", by=newsroom.ana
    )
    evidence.reject(evidence=Evidence.objects.get(), reason="outdated", by=newsroom.sam)
    publication.abandon_correction(factcheck=factcheck, by=newsroom.ana)
    factcheck.refresh_from_db()
    assert factcheck.state == "published"
    assert Evidence.objects.get().decision == "rejected"


@pytest.mark.parametrize("missing", ["reason", "basis", "demanded_by"])
def test_it_needs_a_reason_a_basis_and_who_demands_it(newsroom, snapshot, missing: str):
    with pytest.raises(Incomplete) as refusal:
        erase(snapshot=snapshot, by=newsroom.kim, **{**DEMANDED, missing: " "})
    assert refusal.value.field == missing
    assert not Erasure.objects.exists()


def test_only_an_administrator_erases_and_only_once(newsroom, snapshot):
    with pytest.raises(NotAllowed, match="Ask one"):
        erase(snapshot=snapshot, by=newsroom.ana, **DEMANDED)
    erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
    with pytest.raises(TransitionDenied, match="already"):
        erase(snapshot=snapshot, by=newsroom.kim, **DEMANDED)
