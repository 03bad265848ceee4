"""Watching, from one end to the other: pages change or hide, and only what evidence quotes is raised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import F
from django.utils import timezone

from demo.site import DemoSite
from factcheck import pipeline, watch
from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Drift, Evidence
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from jobs.models import Job
from sources.models import Fetch, Source
from tests.conftest import read_settings_anew
from tests.factories import a_desk, a_journalist, a_rating, a_reviewer
from tests.fakes.web import Page, Web
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
TEXT = "The delegation will fly to Taipei on Tuesday, January 16. Voters will queue on Saturday."
DELEGATION, QUEUE = "/news/delegation.html", "/news/voters-queue.html"


@pytest.fixture
def people() -> tuple[User, User]:
    desk = a_desk()
    return a_journalist("sam", desk=desk), a_reviewer("ana", desk=desk)


def signed_off_on(address: str, *, people: tuple[User, User]) -> FactCheck:
    """A claim whose verdict rests on the first passage of a page."""
    sam, ana = people
    article = pipeline.start(
        text=TEXT, desk_id=sam.desks.get().pk, by=sam, published_on=date(2024, 1, 12),
        source_addresses=[address],
    )  # fmt: skip
    run_jobs()
    claim = article.claims.all()[0]
    workflow.open_factcheck(factcheck=claim.factcheck, by=sam)
    snapshot = Source.objects.get(address=address).snapshots.get()
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
    watch.fetch_due_sources(now=timezone.now() + timedelta(days=30))
    run_jobs()


def test_a_changed_sentence_is_raised_with_what_changed(demo_site: DemoSite, people) -> None:
    factcheck = signed_off_on(demo_site.base + DELEGATION, people=people)
    demo_site.change()
    look_again()
    factcheck.refresh_from_db()
    drift = Drift.objects.get()
    assert drift.outcome == "altered"
    assert ["14", "16"] in drift.changes
    assert factcheck.source_changed_at == drift.fetch.started_at
    assert "Reads differently in the capture of" in factcheck.source_changes.get().what


def test_a_change_of_the_furniture_is_nobodys_business(demo_site: DemoSite, people) -> None:
    factcheck = signed_off_on(demo_site.base + QUEUE, people=people)
    demo_site.change()
    look_again()
    factcheck.refresh_from_db()
    assert Source.objects.get().snapshots.count() == 2
    assert Drift.objects.get().outcome == "same"
    assert factcheck.source_changed_at is None


def test_a_page_that_did_not_change_is_neither_read_nor_searched_again(demo_site: DemoSite, people) -> None:
    signed_off_on(demo_site.base + DELEGATION, people=people)
    before = Job.objects.count()
    look_again()
    assert list(Job.objects.order_by("pk").values_list("kind", flat=True)[before:]) == ["fetch_source"]
    assert Source.objects.get().snapshots.count() == 1


def test_a_source_that_nothing_rests_on_any_more_is_left_alone(demo_site: DemoSite, people) -> None:
    factcheck = signed_off_on(demo_site.base + DELEGATION, people=people)
    workflow.return_for_changes(factcheck=factcheck, note="It is old.", by=people[1])
    evidence.reject(evidence=Evidence.objects.accepted().get(), reason="outdated", by=people[0])
    look_again()
    assert Source.objects.get().next_fetch_at is None


LOG_IN = b"<title>Log in</title><h1>Log in to go on</h1><form><input type=password name=p></form>"
NO_SUCH_PAGE = b"<title>Page not found</title><h1>Page not found</h1><p>Sorry, we can't find that page."
NEWS = (
    b"<title>Roads</title><article><h1>Spending on roads</h1><p>Spending on roads rose by 15% in 2023, "
    b"the ministry said in its yearly report on Monday.</p><p>The report names the figure on its first page, "
    b"and the minister told reporters that it would rise again in the year to come.</p></article>"
)
ROADS = "/roads"


@pytest.fixture
def web(settings: Any, own_archive: object) -> Iterator[Web]:
    """A site whose one page a test replaces."""
    with Web({"127.0.0.1": {ROADS: Page(NEWS)}}) as web:
        settings.SOURCES = {**settings.SOURCES, "ALLOWED_ADDRESSES": [f"{web.ip}:{web.port}"]}
        read_settings_anew()
        cache.clear()
        yield web


def look_after_two_days(web: Web, page: Page) -> None:
    web.sites["127.0.0.1"][ROADS] = page
    Fetch.objects.update(started_at=F("started_at") - timedelta(days=2))
    look_again()


def test_a_log_in_form_that_stays_is_raised_with_since_when(web: Web, people) -> None:
    factcheck = signed_off_on(web.address("127.0.0.1", ROADS), people=people)
    for _ in range(3):
        factcheck.refresh_from_db()
        assert factcheck.source_changed_at is None
        look_after_two_days(web, Page(LOG_IN))
    factcheck.refresh_from_db()
    change = factcheck.source_changes.get()
    first = Drift.objects.earliest("fetch__started_at").fetch.started_at
    since = f"{first:%-d %B %Y, %H:%M} UTC"
    assert (change.kind, change.what) == (
        "hidden",
        f"Since {since} the page answers with a log-in form. What it said is in the archive; look whether it "
        "still stands there.",
    )
    assert factcheck.notices.filter(event="source.changed").get().words == change.what
    look_after_two_days(web, Page(NEWS))
    factcheck.refresh_from_db()
    assert factcheck.source_changed_at is None, "the page is seen again as it was"


def test_a_page_that_says_there_is_none_is_as_gone_as_one_that_answers_404(web: Web, people) -> None:
    factcheck = signed_off_on(web.address("127.0.0.1", ROADS), people=people)
    for _ in range(3):
        look_after_two_days(web, Page(NO_SUCH_PAGE))
    change = factcheck.source_changes.get()
    assert change.kind == "gone"
    assert "the page says that there is no such page. What it said is in the archive." in change.what
    look_after_two_days(web, Page(NEWS))
    factcheck.refresh_from_db()
    assert factcheck.source_changed_at is not None, "a person settles it, though the page is back"
    [unsettled] = watch.unsettled_changes(factcheck)
    assert unsettled.again == Fetch.objects.latest("started_at").started_at


def test_captures_that_cant_be_read_are_raised_and_what_differs_is_named(web: Web, people) -> None:
    factcheck = signed_off_on(web.address("127.0.0.1", ROADS), people=people)
    look_after_two_days(web, Page(LOG_IN))
    for _ in range(2):
        look_after_two_days(web, Page(b"%PDF-1.7 damaged", content_type="application/pdf"))
    change = factcheck.source_changes.get()
    assert change.kind == "hidden"
    assert "the page is not shown; now it sends what can’t be read." in change.what


@pytest.mark.parametrize(
    ("status", "does"),
    [(403, "is refused to our reader (403)"), (451, "is withheld for legal reasons (451)")],
)
def test_a_site_that_refuses_for_three_days_is_raised_until_it_shows_the_page_again(
    web: Web, people, status, does
) -> None:
    factcheck = signed_off_on(web.address("127.0.0.1", ROADS), people=people)
    for _ in range(3):
        factcheck.refresh_from_db()
        assert factcheck.source_changed_at is None
        look_after_two_days(web, Page(b"No.", status=status))
    factcheck.refresh_from_db()
    change = factcheck.source_changes.get()
    first = Drift.objects.earliest("fetch__started_at").fetch.started_at
    assert (change.kind, change.what) == (
        "hidden",
        f"Since {first:%-d %B %Y, %H:%M} UTC the page {does}. What it said is in the archive; "
        "look whether it still stands there.",
    )
    look_after_two_days(web, Page(NEWS))
    factcheck.refresh_from_db()
    assert factcheck.source_changed_at is None
    assert Source.objects.get().dead_since is None


def test_a_page_that_is_not_changed_after_a_refusal_is_in_sight_again(web: Web, people) -> None:
    tagged = Page(NEWS, headers=(("ETag", '"one"'),))
    web.sites["127.0.0.1"][ROADS] = tagged
    factcheck = signed_off_on(web.address("127.0.0.1", ROADS), people=people)
    for _ in range(3):
        look_after_two_days(web, Page(b"No.", status=403))
    look_after_two_days(web, Page(status=304))
    factcheck.refresh_from_db()
    assert Fetch.objects.latest("started_at").outcome == "not_modified"
    assert factcheck.source_changed_at is None
    assert Drift.objects.latest("fetch__started_at").outcome == "same"


def test_a_page_refused_once_is_nobodys_business(web: Web, people) -> None:
    factcheck = signed_off_on(web.address("127.0.0.1", ROADS), people=people)
    look_after_two_days(web, Page(b"No.", status=403))
    look_after_two_days(web, Page(NEWS))
    look_after_two_days(web, Page(b"No.", status=403))
    look_after_two_days(web, Page(b"No.", status=403))
    factcheck.refresh_from_db()
    assert factcheck.source_changed_at is None


def test_a_wall_that_is_not_changed_after_a_refusal_hides_the_page_still(web: Web, people) -> None:
    factcheck = signed_off_on(web.address("127.0.0.1", ROADS), people=people)
    form = (
        b"<html><title>Log in</title><form method=post><input name=user><input type=password></form></html>"
    )
    for _ in range(3):
        look_after_two_days(web, Page(form, headers=(("ETag", '"wall"'),)))
    look_after_two_days(web, Page(b"No.", status=403))
    look_after_two_days(web, Page(status=304))
    factcheck.refresh_from_db()
    assert Fetch.objects.latest("started_at").outcome == "not_modified"
    assert factcheck.source_changed_at is not None
