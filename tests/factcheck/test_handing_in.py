"""What has no address is handed in, read and judged like a page, by its desk alone, and never fetched."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from claims.models import Claim
from factcheck import pipeline, watch
from factcheck.evidence import services as evidence
from factcheck.evidence.find import find
from factcheck.evidence.link_rot import link_rot
from factcheck.exceptions import NotAllowed
from jobs.models import Job, State
from sources import services as sources
from sources.exceptions import BadCopy
from sources.models import Fetch, Snapshot, Source, Way
from tests.factories import a_claim, a_desk, a_journalist, an_article
from tests.inline import run_jobs
from tests.sources.fetching.reading.test_documents import docx, zip_bomb
from tests.sources.fetching.reading.test_mail import WORDS as MAILED
from tests.sources.fetching.reading.test_mail import an_email

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_archive")]
SAID = "The mayor said spending on roads rose 12% in 2023."
TOLD = "Spending on roads rose 15% in 2023, the treasurer told us, and not 12%."
DESCRIBED = sources.Description(
    form="interview",
    title="Interview with the treasurer",
    publisher="Jo Roe",
    note="By telephone on 14 March.",
    dated="2026-03-14",
    kind="primary",
)


@pytest.fixture
def claim() -> Claim:
    sam = a_journalist("sam")
    return a_claim(article=an_article(by=sam, text=SAID), by=sam, quote=SAID)


@pytest.fixture
def theirs(claim: Claim) -> Claim:
    """A claim of another desk that says the same."""
    lou = a_journalist("lou", desk=a_desk("Sports"))
    return a_claim(article=an_article(by=lou, text=SAID), by=lou, quote=SAID)


def hand_in(claim: Claim, *, file: bytes | None = None, **values: Any) -> Snapshot:
    given = {"transcript": "" if file else TOLD, "file_name": "a.file" if file else "", **values}
    by = given.pop("by", claim.article.created_by)
    return pipeline.hand_in_source(
        claims=[claim], described=DESCRIBED, file=BytesIO(file) if file else None, by=by, **given
    )


def found_for(claim: Claim) -> list[str]:
    return [one.text for one in find([claim], published=None)[claim.pk]]


def test_what_was_typed_is_archived_with_who_and_when_and_suggested_as_evidence(claim):
    snapshot = hand_in(claim)
    assert (snapshot.way, snapshot.handed_in_by, snapshot.note) == (
        Way.UPLOADED,
        claim.article.created_by,
        DESCRIBED.note,
    )
    assert sources.verify_snapshot(snapshot=snapshot).ok

    run_jobs()

    [suggested] = claim.evidence.all()
    assert (suggested.exact, suggested.snapshot) == (TOLD, snapshot)
    assert set(Job.objects.values_list("state", flat=True)) == {State.DONE}
    assert not Fetch.objects.exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [(docx(), "188,300"), (an_email(), MAILED), (TOLD.encode(), TOLD)],
    ids=["docx", "eml", "txt"],
)
def test_a_file_is_read_by_the_readers_of_pages(claim, file, words):
    snapshot = hand_in(claim, file=file)
    run_jobs()
    reading = snapshot.readings.get()
    assert words in reading.text
    assert reading.quality == "ok"  # a short one is short, and no page that was captured badly
    assert reading.snapshot.source.title == DESCRIBED.title


def test_what_was_typed_is_text_whatever_it_looks_like(claim):
    for words in ("<p>Roads</p> cost more.", "%PDF-1.4 is how it starts.", "From: a\nDate: b\n\nWords."):
        snapshot = hand_in(claim, transcript=words)
        run_jobs()
        assert snapshot.readings.get().text == words


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"transcript": " "}, "file", "Choose a file, or type or paste"),
        ({"transcript": "x" * 200_001}, "transcript", "hand a longer text in as a file"),
        ({"file": zip_bomb()}, "file", "larger when unpacked than a document may be"),
        ({"file": b"\x7fELF\x02\x01\x01" + bytes(90)}, "file", "can't be read here"),
        ({"file": b"PK\x03\x04 xl/workbook.xml"}, "file", "save each sheet that matters as CSV"),
    ],
    ids=["nothing", "too long", "zip bomb", "no text", "spreadsheet"],
)
def test_a_refusal_says_what_to_do_and_leaves_nothing_behind(claim, given, field, sentence):
    with pytest.raises(BadCopy, match=sentence) as refusal:
        hand_in(claim, **given)
    assert refusal.value.field == field
    assert not (Source.objects.exists() or Snapshot.objects.exists() or claim.leads.exists())


def test_nobody_hands_in_for_another_desk(claim, theirs):
    with pytest.raises(NotAllowed):
        hand_in(claim, by=theirs.article.created_by)
    assert not Source.objects.exists()


def test_another_desks_claims_find_nothing_of_it(claim, theirs):
    hand_in(claim)
    run_jobs()
    assert found_for(claim) == [TOLD]
    assert found_for(theirs) == []
    hand_in(theirs)
    run_jobs()
    assert found_for(theirs) == [TOLD]


def test_a_claim_of_the_desk_that_comes_later_finds_it(claim):
    hand_in(claim)
    run_jobs()
    by = claim.article.created_by
    assert found_for(a_claim(article=an_article(by=by, text=SAID), by=by, quote=SAID)) == [TOLD]


def test_another_file_is_searched_in_place_of_a_wrong_one(claim):
    wrong = hand_in(claim, transcript="Spending on roads rose 99% in 2023, somebody else told us.")
    run_jobs()
    kept = claim.evidence.get()
    sources.keep_copy(
        source=wrong.source, file=None, file_name="", note="The right notes.", transcript=TOLD,
        by=claim.article.created_by,
    )  # fmt: skip
    run_jobs()
    assert found_for(claim) == [TOLD]
    assert kept in claim.evidence.all()
    assert sources.verify_snapshot(snapshot=wrong).ok


def test_what_rests_on_it_is_neither_watched_nor_counted_as_link_rot(claim):
    snapshot = hand_in(claim)
    run_jobs()
    by = claim.article.created_by
    accepted = evidence.accept(evidence=claim.evidence.get(), stance="contradicts", by=by)
    sources.keep_copy(
        source=snapshot.source, file=None, file_name="", note="More.", transcript="Something else.", by=by
    )
    run_jobs()
    snapshot.source.refresh_from_db()
    assert snapshot.source.next_fetch_at is None
    assert watch.fetch_due_sources(now=snapshot.captured_at.replace(year=2100)) == 0
    assert not accepted.drifts.exists()
    assert link_rot(desk_ids=[claim.article.desk_id]).cited == 0


def test_no_archive_has_a_copy_of_it(claim):
    with pytest.raises(BadCopy, match="no address that an archive could have a copy of"):
        sources.request_archived_copy(
            source=hand_in(claim).source, address="https://web.archive.org/web/2024/https://a.example/",
            by=claim.article.created_by,
        )  # fmt: skip


def test_what_the_law_has_erased_keeps_the_title_that_people_gave_it(claim):
    described = replace(DESCRIBED, form="document", title="Minutes")
    snapshot = pipeline.hand_in_source(
        claims=[claim], described=described, file=BytesIO(docx()), by=claim.article.created_by
    )
    run_jobs()
    assert snapshot.readings.get().title == "Minutes"
    sources.erase_captures(
        snapshot=snapshot, whole_source=True, reason="It named a child.", basis="Art. 17 GDPR",
        demanded_by="A court", reference="", by=claim.article.created_by,
    )  # fmt: skip
    snapshot.source.refresh_from_db()
    assert snapshot.source.title == "Minutes"
    assert not snapshot.readings.exists()
