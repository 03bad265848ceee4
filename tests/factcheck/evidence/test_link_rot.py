"""Cited addresses that no longer show their page, and since which capture."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from factcheck.evidence import services as evidence
from factcheck.evidence.link_rot import Rot, link_rot
from factcheck.models import Evidence
from sources.models import Fetch, Source
from tests.factories import a_claim, a_desk, a_journalist, a_look, an_article, some_evidence

pytestmark = pytest.mark.django_db
FEBRUARY, MARCH = datetime(2024, 2, 1, 9, tzinfo=UTC), datetime(2024, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def sam():
    return a_journalist()


@pytest.fixture
def cited(sam) -> Source:
    return a_citation(sam).snapshot.source


def a_citation(by) -> Evidence:
    claim = a_claim(article=an_article(by=by), by=by)
    return evidence.accept(evidence=some_evidence(claim=claim), stance="supports", by=by)


def rot(by):
    return link_rot(desk_ids=[by.desks.get().pk])


def test_what_answers_is_alive(sam, cited):
    a_look(cited, at=FEBRUARY, text="Still here.")
    assert (rot(sam).cited, rot(sam).alive, rot(sam).percent_alive) == (1, 1, 100)


def test_what_nobody_accepted_is_not_counted(sam):
    some_evidence(claim=a_claim(article=an_article(by=sam), by=sam))
    assert rot(sam).cited == 0
    assert rot(sam).percent_alive is None


def test_what_is_gone_says_since_when_and_what_the_archive_keeps(sam, cited):
    good = cited.snapshots.get()
    a_look(cited, at=FEBRUARY, outcome="gone")
    a_look(cited, at=MARCH, outcome="gone")
    [one] = rot(sam).rotten
    assert (one.what, one.since, one.kept, one.relying) == (Rot.GONE, FEBRUARY, good, 1)
    assert one.said == "First seen missing in the capture of 1 February 2024, 09:00 UTC."
    assert rot(sam).percent_alive == 0


def test_a_not_found_page_that_says_200_is_rot_too(sam, cited):
    a_look(cited, at=FEBRUARY, text="Oops", quality="not_found")
    a_look(cited, at=MARCH, text="Oops again", quality="not_found")
    [one] = rot(sam).rotten
    assert (one.what, one.since) == (Rot.NOT_FOUND, FEBRUARY)


def test_what_sends_on_elsewhere(sam, cited):
    a_look(cited, at=FEBRUARY, text="Play", quality="near_empty")
    Fetch.objects.filter(started_at=FEBRUARY).update(final_address="https://casino.example/")
    [one] = rot(sam).rotten
    assert (one.what, one.since, one.leads_to) == (Rot.ELSEWHERE, FEBRUARY, "https://casino.example/")


def test_the_dead_are_told_from_what_failed_once(sam, cited):
    a_look(cited, at=FEBRUARY, outcome="timed_out")
    assert rot(sam).rotten == ()
    Source.objects.filter(pk=cited.pk).update(dead_since=FEBRUARY)
    [one] = rot(sam).rotten
    assert (one.what, one.since) == (Rot.DEAD, FEBRUARY)


def test_the_most_relied_on_comes_first_and_other_desks_stay_out(sam, cited):
    kim = a_journalist("kim", desk=a_desk("Sports"))
    for source in (cited, a_citation(sam).snapshot.source, a_citation(kim).snapshot.source):
        a_look(source, at=FEBRUARY, outcome="gone")
    second = rot(sam).rotten[1].source
    passage = second.snapshots.get().evidence.get()
    more = a_claim(article=an_article(by=sam), by=sam)
    Evidence.objects.create(claim=more, snapshot=passage.snapshot, start=0, end=5, exact="Spend",
        suggested_by="test-1", decision="accepted", stance_accepted="supports",
        decided_by=sam, decided_at=FEBRUARY)  # fmt: skip
    assert [(one.source, one.relying) for one in rot(sam).rotten] == [(second, 2), (cited, 1)]
