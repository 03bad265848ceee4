"""A verdict that rests on an interview: readers see who said what and when, never the file or a dead link."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.utils import timezone

from factcheck import pipeline
from factcheck.dossier import export_dossier
from factcheck.evidence import services as evidence
from factcheck.integrations.annotations import annotation_page
from factcheck.publication import services as publication
from factcheck.publication.claimreview import claimreview
from factcheck.publication.models import Publication
from factcheck.workflow import services as workflow
from factcheck.workflow.requirements import backings
from sources.services import Description
from tests.factcheck.publication.cases import Newsroom
from tests.inline import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_archive")]
TOLD = "Spending on roads rose by 12 million in 2025, the treasurer told us."
SECRET = "His private number is 555-0100."


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture
def check(newsroom) -> Publication:
    """Published, resting on an interview alone."""
    claim = newsroom.claim()
    snapshot = pipeline.hand_in_source(
        claims=[claim],
        described=Description(
            form="interview", title="Interview with the treasurer", publisher="Jo Roe", dated="2026-03",
            note="By telephone.",
        ),
        file=io.BytesIO(f"{TOLD}\n{SECRET}".encode()),
        file_name="notes.txt",
        by=newsroom.sam,
    )  # fmt: skip
    run_jobs()
    quoted = evidence.suggest_by_hand(claim=claim, snapshot=snapshot, start=0, end=len(TOLD), by=newsroom.sam)
    evidence.accept(evidence=quoted, stance="contradicts", by=newsroom.sam)
    newsroom.propose(claim.factcheck)
    workflow.sign_off(factcheck=claim.factcheck, by=newsroom.ana)
    return publication.publish(factcheck=claim.factcheck, by=newsroom.ana)


def test_readers_see_what_it_is_whose_and_from_when_and_no_link(check, client):
    page = client.get(f"/checks/{check.slug}/").content.decode()
    for told in (
        TOLD,
        "Interview with the treasurer",
        "Jo Roe",
        "Interview, March 2026",
        "stands at no address",
    ):
        assert told in page, told
    for untold in (
        SECRET,
        "By telephone",
        "notes.txt",
        "urn:source",
        'href=""',
        'cite=""',
        "can't be fetched",
    ):
        assert untold not in page, untold


def test_the_frozen_document_and_its_markup_are_whole(check, client):
    [passage] = check.document["evidence"]
    assert passage["source"] == {
        "title": "Interview with the treasurer",
        "address": "",
        "publisher": "Jo Roe",
        "kind": "unknown",
        "form": "interview",
        "dated": "2026-03",
    }
    assert '""' not in json.dumps(claimreview(check.document))
    for address in (f"/checks/{check.slug}.json", "/feeds/checks.atom", "/feeds/claimreview.json"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "urn:source" not in answer.content.decode()


def test_an_annotation_names_where_programs_read_it(check):
    def address(name: str, *places: Any) -> str:
        return f"https://news.example/{name}/{'/'.join(map(str, places))}/"

    page = annotation_page(check.factcheck.claim.article, address=address)
    passage = page["items"][-1]
    assert passage["target"]["source"].startswith("https://news.example/api:snapshot-detail/")


def test_the_dossier_says_it_in_place_of_an_address(check):
    out = io.BytesIO()
    export_dossier(factcheck=check.factcheck, out=out, now=timezone.now())
    with zipfile.ZipFile(out) as files:
        names = files.namelist()
        report = next(name for name in names if name.endswith("report.html"))
        rows = next(name for name in names if name.endswith("evidence.json"))
        assert "Interview with the treasurer (Interview, March 2026)" in files.read(report).decode()
        assert json.loads(files.read(rows))[0]["source"]["address"] is None


def test_a_rule_on_pages_seen_lately_does_not_ask_it(check):
    [backing] = backings(check.factcheck).values()
    assert backing.seen_on is None
