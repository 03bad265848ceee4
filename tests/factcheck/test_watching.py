"""Watching, from one end to the other: the demo's pages change, and only what evidence quotes is raised."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from demo.site import DemoSite
from factcheck import pipeline
from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Drift, Evidence
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from jobs.models import Job
from sources.models import Source
from tests.factories import a_desk, a_journalist, a_rating, a_reviewer
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
TEXT = "The delegation will fly to Taipei on Tuesday, January 16. Voters will queue on Saturday."
DELEGATION, QUEUE = "/news/delegation.html", "/news/voters-queue.html"


@pytest.fixture
def people() -> tuple[User, User]:
    desk = a_desk()
    return a_journalist("sam", desk=desk), a_reviewer("ana", desk=desk)


def signed_off_on(page: str, *, site: DemoSite, people: tuple[User, User]) -> FactCheck:
    """A claim whose verdict rests on the first passage of a page of the demo's site."""
    sam, ana = people
    article = pipeline.start(
        text=TEXT, desk_id=sam.desks.get().pk, by=sam, published_on=date(2024, 1, 12),
        source_addresses=[site.base + page],
    )  # fmt: skip
    run_jobs()
    claim = article.claims.all()[0]
    workflow.open_factcheck(factcheck=claim.factcheck, by=sam)
    snapshot = Source.objects.get(address=site.base + page).snapshots.get()
    text = snapshot.readings.get().text
    sentence = next(line for line in text.split("\n") if len(line) > 80)
    start = text.index(sentence)
    passage = evidence.suggest_by_hand(
        claim=claim, snapshot=snapshot, start=start, end=start + len(sentence), by=sam
    )
    evidence.accept(evidence=passage, stance="supports", by=sam)
    factcheck = FactCheck.objects.get(claim=claim)
    workflow.propose_verdict(factcheck=factcheck, rating=a_rating(), conclusion="The page says so.", by=sam)
    workflow.sign_off(factcheck=factcheck, by=ana)
    return FactCheck.objects.get(pk=factcheck.pk)


def look_again() -> None:
    """Everything that is followed is due."""
    pipeline.fetch_due_sources(now=timezone.now() + timedelta(days=30))
    run_jobs()


def test_a_changed_sentence_is_raised_with_what_changed(demo_site: DemoSite, people) -> None:
    factcheck = signed_off_on(DELEGATION, site=demo_site, people=people)
    demo_site.change()
    look_again()
    factcheck.refresh_from_db()
    drift = Drift.objects.get()
    assert drift.outcome == "altered"
    assert ["14", "16"] in drift.changes
    assert factcheck.source_changed_at == drift.fetch.started_at
    assert "Reads differently in the capture of" in factcheck.source_changes.get().what


def test_a_change_of_the_furniture_is_nobodys_business(demo_site: DemoSite, people) -> None:
    factcheck = signed_off_on(QUEUE, site=demo_site, people=people)
    demo_site.change()
    look_again()
    factcheck.refresh_from_db()
    assert Source.objects.get().snapshots.count() == 2
    assert Drift.objects.get().outcome == "same"
    assert factcheck.source_changed_at is None


def test_a_page_that_did_not_change_is_neither_read_nor_searched_again(demo_site: DemoSite, people) -> None:
    signed_off_on(DELEGATION, site=demo_site, people=people)
    before = Job.objects.count()
    look_again()
    assert list(Job.objects.order_by("pk").values_list("kind", flat=True)[before:]) == ["fetch_source"]
    assert Source.objects.get().snapshots.count() == 1


def test_a_source_that_nothing_rests_on_any_more_is_left_alone(demo_site: DemoSite, people) -> None:
    factcheck = signed_off_on(DELEGATION, site=demo_site, people=people)
    workflow.return_for_changes(factcheck=factcheck, note="It is old.", by=people[1])
    evidence.reject(evidence=Evidence.objects.accepted().get(), reason="outdated", by=people[0])
    look_again()
    assert Source.objects.get().next_fetch_at is None
