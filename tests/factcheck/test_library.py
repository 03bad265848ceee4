"""Title and kind of a source are put right; evidence rules follow, and what is published stays."""

from __future__ import annotations

import pytest
from django.apps import apps

from factcheck import library
from factcheck.exceptions import NotAllowed
from factcheck.workflow.evidence_rules import EvidenceRule
from factcheck.workflow.requirements import checklist
from sources import services as sources
from sources.exceptions import BadSource
from sources.models import Source
from tests.factcheck.publication.cases import Newsroom, a_snapshot


@pytest.fixture
def newsroom(db) -> Newsroom:
    return Newsroom()


@pytest.fixture
def source(newsroom) -> Source:
    """The desk reads it for a claim."""
    snapshot = a_snapshot()
    newsroom.evidence(newsroom.claim(), snapshot=snapshot)
    return snapshot.source


def test_title_and_kind_are_put_right_and_what_is_left_out_stays(newsroom, source):
    library.correct_source(source=source, by=newsroom.sam, title=" The city's  accounts ")
    library.correct_source(source=source, by=newsroom.sam, kind="secondary")
    source.refresh_from_db()
    assert (source.title, source.kind) == ("The city's accounts", "secondary")


def test_the_audit_has_what_it_was(newsroom, source):
    library.correct_source(source=source, by=newsroom.sam, title="Accounts", kind="secondary")
    events = apps.get_model("audit", "SourceEvent")._default_manager.filter(pgh_obj_id=source.pk)
    assert list(events.order_by("pgh_id").values_list("title", "kind")) == [
        ("Accounts 2025", "primary"),
        ("Accounts", "secondary"),
    ]


def test_evidence_rules_go_by_the_new_kind(newsroom, source):
    EvidenceRule.objects.create(min_independent=0, min_primary=1)
    factcheck = newsroom.proposed()
    assert not checklist(factcheck).missing
    library.correct_source(source=source, by=newsroom.sam, kind="secondary")
    assert "primary source" in checklist(factcheck).missing[0].words


def test_what_is_published_stays_as_it_was_published(newsroom, source, client):
    check = newsroom.published()
    before = check.document, check.document_sha256
    library.correct_source(source=source, by=newsroom.sam, title="Forged accounts", kind="tertiary")
    check.refresh_from_db()
    assert (check.document, check.document_sha256) == before
    page = client.get(f"/checks/{check.slug}/").content.decode()
    assert "Accounts 2025" in page
    assert "Forged accounts" not in page


def test_a_source_without_an_address_keeps_a_title(newsroom):
    described = sources.Description(
        form="interview", title="The mayor", publisher="Jo Harbor", note="By telephone."
    )
    told = sources.add_source_without_address(described=described, by=newsroom.sam)
    with pytest.raises(BadSource, match="without an address only its title says so") as refusal:
        library.correct_source(source=told, by=newsroom.sam, title=" ")
    assert refusal.value.field == "title"


def test_a_page_may_go_by_its_own_title_again(newsroom, source):
    assert library.correct_source(source=source, by=newsroom.sam, title="").title == ""


@pytest.mark.parametrize(("given", "field"), [({"kind": "best"}, "kind"), ({"title": "x" * 501}, "title")])
def test_what_can_not_be_is_refused_with_its_field(newsroom, source, given, field):
    with pytest.raises(BadSource) as refusal:
        library.correct_source(source=source, by=newsroom.sam, **given)
    assert refusal.value.field == field


def test_whose_desk_does_not_read_it_corrects_nothing(newsroom, source):
    with pytest.raises(NotAllowed, match="Only people whose desk reads this source"):
        library.correct_source(source=source, by=newsroom.lou, kind="unknown")
    assert library.correct_source(source=source, by=newsroom.kim, kind="unknown").kind == "unknown"


def test_what_the_library_follows_is_kept_by_reviewers(newsroom, source):
    sources.add_subscription(address=source.address, form="page", by=newsroom.ana)
    with pytest.raises(NotAllowed, match="Only reviewers change the library"):
        library.correct_source(source=source, by=newsroom.sam, kind="secondary")
    assert library.correct_source(source=source, by=newsroom.ana, kind="secondary").kind == "secondary"
