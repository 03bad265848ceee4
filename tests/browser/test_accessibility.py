"""axe on the pages of the newsroom, the reviewers and the readers, light and dark: no violation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page

from claims import following
from claims import services as claims
from claims.models import Article, Claim
from factcheck import library, putting_away
from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.evidence import watching
from factcheck.models import FactCheck, Rating
from factcheck.publication import services as publication
from factcheck.workflow import scales
from factcheck.workflow import services as workflow
from sources import services as sources
from sources.fetching.types import CaptureQuality, ReadPage
from sources.models import Fetch, Host, Snapshot, Source
from tests.browser.conftest import Visitor
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import a_desk, a_journalist, a_look, a_reviewer, an_article, some_evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SLOW = pytest.mark.slow
LOOKS = [
    pytest.param(scheme, width, marks=[] if width == 1280 else [SLOW])
    for scheme, width in product(("light", "dark"), (1280, 320))
]


@pytest.fixture
def addresses() -> list[str]:
    """Every page, with something on it."""
    desk = a_desk()
    sam = a_journalist("sam", desk=desk)
    ana = a_reviewer("ana", desk=desk)
    scales.load("five-point")
    feed = "https://statistics.example/releases.xml"
    followed = library.add_subscription(address=feed, form="feed", kind="primary", by=ana)
    article = article_with(3, by=sam, passages=2)
    claim = article.claims.all()[0]
    accepted = claim.evidence.all()[0]
    evidence.accept(evidence=accepted, stance="contradicts", by=sam)
    snapshot = accepted.snapshot
    changed = article_with(4, by=sam)
    change_first_sentence(changed)
    later = f"Another beginning. {snapshot.readings.get().text.replace('15%', '12%')} And another end."
    fetch = a_look(snapshot.source, at=datetime(2024, 2, 1, 9, 0, tzinfo=UTC), text=later)
    checked = watching.check([accepted], reading=fetch.snapshot.readings.get())
    watching.record(fetch=fetch, checked=checked)
    workflow.assign(factcheck=claim.factcheck, to=ana, by=ana)
    workflow.set_due(factcheck=claim.factcheck, due_at=timezone.now() - timedelta(hours=1), by=sam)
    suggested = suggest_a_verdict(sam)
    read_what_it_says_of_itself(fetch.snapshot)
    away = putting_away.put_away(article=an_article(by=sam, title="Done long ago"), by=sam)
    withdrawn = withdraw_a_check(sam, ana)
    return [
        "/",
        "/?tab=suggested",
        "/?tab=changed",
        "/articles/",
        "/articles/?shelf=both",
        f"/articles/{away.pk}/",
        f"/articles/{away.pk}/history/",
        f"/claims/{withdrawn.pk}/",
        f"/claims/{claim.pk}/preview/",
        "/activity/",
        "/settings/notices/",
        "/articles/new/",
        "/articles/new/?from=url",
        "/articles/new/?from=file",
        f"/articles/{article.pk}/",
        f"/articles/{article.pk}/?claim={claim.pk}",
        f"/articles/{changed.pk}/",
        f"/articles/{changed.pk}/?version=1",
        f"/articles/{changed.pk}/history/",
        f"/articles/{article.pk}/sources/new/",
        "/claims/",
        f"/claims/hand-over/?claim={claim.pk}&claim={article.claims.last().pk}",
        f"/claims/plan/?claim={claim.pk}",
        f"/claims/{claim.pk}/",
        f"/claims/{suggested.pk}/",
        f"/claims/{suggested.pk}/published-checks/",
        "/sources/",
        "/sources/library/",
        "/sources/library/new/",
        f"/sources/library/{followed.pk}/",
        "/sources/link-rot/",
        f"/sources/{snapshot.source_id}/",
        f"/sources/{snapshot.source_id}/diff/",
        f"/snapshots/{snapshot.pk}/",
        f"/snapshots/{fetch.snapshot.pk}/",
        f"/articles/{article.pk}/merge/?claim={claim.pk}&claim={article.claims.last().pk}",
        f"/articles/{article.pk}/dismiss/",
        f"/articles/{article.pk}/summary/",
        "/desk/",
        "/desk/suggestions/",
        "/help/",
        "/settings/",
        "/settings/tokens/",
        "/settings/imports/",
        "/settings/webhooks/",
        "/account/password/",
    ]


def suggest_a_verdict(sam: User) -> Claim:
    """A claim with a suggested verdict; of another one people proposed it, and judged its stances."""
    decided, suggested = article_with(2, by=sam, passages=0).claims.order_by("pk")
    for claim in (decided, suggested):
        for text in ("Spending on roads fell, say the books.", "Auditors counted less money in the streets."):
            stance = {"stance_suggested": "contradicts", "stance_score": 0.85, "stance_shown": True}
            passage = some_evidence(claim=claim, text=text, **stance)
            workflow.accept_passage(passage=passage, stance="contradicts", by=sam)
    rating = Rating.objects.get(label="False", scale__is_default=True)
    workflow.propose_verdict(factcheck=decided.factcheck, rating=rating, conclusion="It fell.", by=sam)
    return suggested


def withdraw_a_check(sam: User, ana: User) -> Claim:
    """A claim whose check was published, withdrawn and is made anew."""
    claim = article_with(1, by=sam).claims.get()
    workflow.accept_passage(passage=claim.evidence.get(), stance="contradicts", by=sam)
    rating = Rating.objects.get(label="False", scale__is_default=True)
    workflow.propose_verdict(factcheck=claim.factcheck, rating=rating, conclusion="It fell.", by=sam)
    workflow.sign_off(factcheck=claim.factcheck, by=ana)
    check = publication.publish(factcheck=claim.factcheck, by=ana)
    publication.withdraw(publication=check, reason="The source was forged.", by=ana)
    workflow.check_anew(factcheck=claim.factcheck, by=sam)
    return claim


def read_what_it_says_of_itself(snapshot: Snapshot) -> None:
    said = {
        "json_ld": [{"@type": "NewsArticle", "url": "https://stats.example/" + "a-long-name-" * 20}],
        "meta": {"og:title": "Roads", "og:image": "https://stats.example/" + "x" * 200},
    }
    page = ReadPage(text="Roads cost more.", quality=CaptureQuality.OK, structured=said)
    with transaction.atomic():
        sources.record_reading(snapshot=snapshot, page=page, windows=[], vectors={})


def change_first_sentence(article: Article) -> None:
    """A version in which one claim waits for its place."""
    text = article.current_version.text.replace("rose 10%", "fell 12%")
    version = claims.add_version(article=article, text=text, by=article.created_by)
    following.record_fates(version=version, fates=following.find_fates(version))


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_on_any_page(
    addresses: list[str], visitor: Callable[..., Visitor], scheme: str, width: int
) -> None:
    sam = visitor(color_scheme=scheme, viewport={"width": width, "height": 900}).log_in("sam")
    found = {}
    for address in addresses:
        sam.page.goto(address)
        open_everything(sam.page)
        assert sam.said == [], address
        found[address] = violations(sam.page)
        assert sam.page.evaluate("document.documentElement.scrollWidth") == width, address
        sam.said.clear()  # axe itself measures with inline styles, which the policy reports
    assert {address: broken for address, broken in found.items() if broken} == {}


@pytest.fixture
def checks(addresses: list[str]) -> tuple[FactCheck, FactCheck]:
    """One fact-check in review and one published, by the people of `addresses`."""
    sam, ana = User.objects.get(username="sam"), User.objects.get(username="ana")
    first, second = FactCheck.objects.order_by("pk")[:2]
    for factcheck in (first, second):
        for passage in factcheck.claim.evidence.all():
            evidence.accept(evidence=passage, stance="contradicts", by=sam)
        rating = Rating.objects.get(label="False", scale__is_default=True)
        workflow.propose_verdict(
            factcheck=factcheck, rating=rating, conclusion="The page says otherwise.", by=sam
        )
    workflow.sign_off(factcheck=second, by=ana)
    publication.publish(factcheck=second, by=ana)
    return first, second


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_reviewers_queue(
    checks: tuple[FactCheck, FactCheck], visitor: Callable[..., Visitor], scheme: str
) -> None:
    queue = "/admin/factcheck/factcheck/"
    ana = visitor(color_scheme=scheme).log_in("ana")
    pages = [queue, f"{queue}?tab=all", *(f"{queue}{one.pk}/change/" for one in checks)]
    assert broken_on(ana, pages) == {}


@pytest.fixture
def hosts() -> None:
    """One that answers, one that fails and rests, one that somebody paused."""
    now = timezone.now()
    paused = {"paused": True, "pause_reason": "Their webmaster asked us to wait until Monday."}
    many: list[tuple[str, dict[str, Any]]] = [
        ("city.example", {}),
        ("broken.example", {"failures": 5, "open_until": now + timedelta(minutes=10)}),
        ("a-very-long-name-of-a-host.statistics.government.example", paused),
    ]
    for name, values in many:
        host = Host.objects.create(name=name, **values)
        source = Source.objects.create(address=f"https://{name}/")
        for outcome in ("fetched", "timed_out", "robots_denied"):
            Fetch.objects.create(source=source, host=host, outcome=outcome, started_at=now)


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_in_the_list_of_hosts(
    checks: object, hosts: None, visitor: Callable[..., Visitor], scheme: str, width: int
) -> None:
    ana = visitor(color_scheme=scheme, viewport={"width": width, "height": 900}).log_in("ana")
    assert broken_on(ana, ["/admin/sources/host/", "/admin/sources/host/?q=broken"]) == {}
    assert ana.page.get_by_text("broken.example").first.is_visible()
    assert ana.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_on_readers_pages(
    checks: tuple[FactCheck, FactCheck], visitor: Callable[..., Visitor], scheme: str, width: int
) -> None:
    reader = visitor(color_scheme=scheme, viewport={"width": width, "height": 900})
    [published] = checks[1].publications.all()
    pages = ["/checks/", "/checks/?q=nothing", f"/checks/{published.slug}/", "/about/ratings/", "/api/docs/"]
    assert broken_on(reader, pages) == {}


def broken_on(somebody: Visitor, addresses: list[str]) -> dict[str, list[tuple[str, list[str]]]]:
    found = {}
    for address in addresses:
        answer = somebody.page.goto(address)
        assert answer is not None and answer.status == 200, address
        open_everything(somebody.page)
        found[address] = violations(somebody.page)
    return {address: broken for address, broken in found.items() if broken}


def test_the_log_in_and_a_refused_form_have_no_violation(
    addresses: list[str], visitor: Callable[..., Visitor]
) -> None:
    somebody = visitor()
    somebody.page.goto("/account/login/")
    assert violations(somebody.page) == []
    somebody.log_in("sam")
    somebody.page.goto("/articles/new/")
    somebody.page.get_by_role("button", name="Find claims").click()
    assert somebody.page.title().startswith("Error: ")
    assert violations(somebody.page) == []


def open_everything(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    broken = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in broken]
