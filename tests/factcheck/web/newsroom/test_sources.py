"""A source's page: its title and kind are corrected there, and that is undone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.evidence.models import Origin
from factcheck.evidence.services import add_lead
from sources import services as sources
from sources.models import Source
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import a_snapshot


@pytest.fixture
def source(sam) -> Source:
    source = a_snapshot(address="https://stats.example/roads").source
    add_lead(claim=article_with(1, by=sam).claims.get(), source=source, origin=Origin.PERSON, by=sam)
    return source


def correct(client, source, **given: str):
    return client.post(reverse("correct-source", args=[source.pk]), given)


def page_of(client, source) -> str:
    return client.get(reverse("source", args=[source.pk])).content.decode()


def test_title_and_kind_are_corrected_and_that_is_undone(sams, source):
    before = source.title
    correct(sams, source, title="Road statistics", kind="primary")
    page = page_of(sams, source)
    assert "<h1>Road statistics</h1>" in page
    assert "<dd>Primary</dd>" in page
    assert "What is published stays as it was published." in page
    sams.post(sams.session["undo"]["action"], sams.session["undo"]["fields"])
    source.refresh_from_db()
    assert (source.title, source.kind) == (before, "unknown")


def test_a_refusal_stands_beside_what_was_typed(sams, source):
    answer = correct(sams, source, title="x" * 501, kind="primary")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write at most 500 characters." in page
    assert "x" * 501 in page
    assert 'class="field field--wrong"><label for="source-title">' in page


def test_a_kind_that_nobody_judged_is_its_publishers(sams, source):
    source.publisher = sources.add_source(by=None, address="https://stats.example/2").publisher
    source.publisher.kind = "primary"
    source.publisher.save()
    source.save()
    assert "counts as its publisher: Primary" in page_of(sams, source)


def test_what_the_library_follows_is_not_corrected_by_journalists(sams, source):
    sources.add_subscription(address=source.address or "", form="page", by=None)
    page = page_of(sams, source)
    assert "Only reviewers change the library of sources." in page
    assert "Correct them" not in page
    assert correct(sams, source, kind="primary").status_code == 403


def test_whose_desk_does_not_read_it_is_told_what_to_do(client_of, stranger, source):
    theirs = client_of(stranger)
    assert "Add it to a claim first." in page_of(theirs, source)
    assert correct(theirs, source, kind="primary").status_code == 403


def test_who_is_not_logged_in_corrects_nothing(client, source):
    assert correct(client, source, kind="primary").status_code == 302
    source.refresh_from_db()
    assert source.kind == "unknown"
