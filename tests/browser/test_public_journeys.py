"""What readers do, in a real browser: P1 to P7."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from factcheck.publication import services
from factcheck.publication.models import ErrorReport, Publication
from factcheck.web.public import reporting
from factcheck.workflow import services as workflow
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations
from tests.factcheck.publication.cases import Newsroom
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SLOW = pytest.mark.slow
LOOKS = [
    pytest.param(scheme, width, marks=[] if (scheme, width) == ("dark", 320) else [SLOW])
    for scheme, width in product(("light", "dark"), (1280, 320))
]
ATOM = {"a": "http://www.w3.org/2005/Atom", "t": "http://purl.org/atompub/tombstones/1.0"}
Open = Callable[..., Visitor]


@pytest.fixture
def newsroom(settings: Any, live_server: Any, own_archive: Any) -> Newsroom:
    settings.NEWSROOM = {**settings.NEWSROOM, "NAME": "The Harbor Post", "ADDRESS": live_server.url}
    cache.clear()
    return Newsroom()


@pytest.fixture
def corrected(newsroom: Newsroom) -> Publication:
    """In short, with evidence, corrected once."""
    factcheck = newsroom.open()
    newsroom.propose(factcheck, in_short="It rose by 12%.\nIt did not double.")
    workflow.sign_off(factcheck=factcheck, by=newsroom.ana)
    return newsroom.corrected(services.publish(factcheck=factcheck, by=newsroom.ana))


def address_of(check: Publication) -> str:
    return f"/checks/{check.slug}/"


def test_p1_everything_reads_without_scripts(corrected: Publication, visitor: Open) -> None:
    page = visitor(java_script_enabled=False).page
    page.goto("/checks/")
    page.get_by_role("searchbox", name="Search fact-checks").fill("roads")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("main")).to_contain_text("1 fact-check found")
    page.get_by_role("link", name="Spending on roads doubled in 2025.").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Spending on roads doubled in 2025.")
    main = page.get_by_role("main")
    for words in [
        "Half true",
        "Spending on roads rose by half.",
        "Spending on roads rose from 100 to 112 million.",
        "Captured 13 January 2026, 09:14 UTC",
        "The accounts were revised.",
        "Spending on roads rose by 12%.",
    ]:
        expect(main).to_contain_text(words)
    page.get_by_role("link", name="version 1", exact=True).click()
    expect(page.get_by_role("heading", name="Version 1, no longer current")).to_be_visible()
    page.get_by_role("link", name="Read the current version").click()
    assert page.url.endswith(address_of(corrected))


@pytest.mark.parametrize("rating", ["false", "not-enough-evidence"])
def test_p2_one_claimreview_says_what_the_page_says(newsroom: Newsroom, visitor: Open, rating: str) -> None:
    page = visitor().page
    page.goto(address_of(newsroom.published(rating=rating)))
    [markup] = page.locator('script[type="application/ld+json"]').all_text_contents()
    review = json.loads(markup)
    assert review["@type"] == "ClaimReview"
    label = review["reviewRating"]["alternateName"]
    expect(page.get_by_role("main").locator(".tag").first).to_have_text(label)
    assert review["claimReviewed"] == page.get_by_role("heading", level=1).inner_text().strip('“”"')
    assert ("ratingValue" in review["reviewRating"]) == (rating == "false")


@pytest.fixture
def other_site() -> Iterator[Callable[[str], str]]:
    """A page of somebody else's, on another origin, that holds the given HTML."""
    held = {"html": ""}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<!doctype html><html lang=en><title>Blog</title><h1>Blog</h1>{held['html']}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def hold(html: str) -> str:
        held["html"] = html
        return f"http://127.0.0.1:{server.server_port}/"

    yield hold
    server.shutdown()
    server.server_close()


def test_p3_an_embed_fits_a_frame_elsewhere_and_leads_to_the_check(
    newsroom: Newsroom, visitor: Open, other_site: Callable[[str], str]
) -> None:
    check = newsroom.published()
    reader = visitor()
    reader.page.goto(address_of(check))
    reader.page.get_by_text("Embed", exact=True).click()
    code = reader.page.get_by_label("Paste this where the check should stand").input_value()
    reader.page.goto(other_site(f'<div style="width:400px">{code}</div>'))
    card = reader.page.frame_locator("iframe")
    expect(card.get_by_role("article")).to_contain_text("Spending on roads rose by 12%.")
    frame = reader.page.frames[1]
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight"), "the stated height fits"
    with reader.context.expect_page() as opened:
        card.get_by_role("link", name="Read the check and its evidence").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Spending on roads doubled")


def test_p3_no_other_page_may_be_framed(
    newsroom: Newsroom, visitor: Open, other_site: Callable[[str], str], live_server: Any
) -> None:
    newsroom.published()
    reader = visitor()
    reader.page.goto(other_site(f'<iframe src="{live_server.url}/checks/"></iframe>'))
    reader.page.wait_for_function("document.readyState === 'complete'")
    assert "Spending on roads" not in reader.page.frames[1].content()
    assert any("frame-ancestors" in line or "X-Frame-Options" in line for line in reader.said)


def feed(page: Page, name: str) -> Any:
    text = page.request.get(f"/feeds/{name}").text()
    return json.loads(text) if name.endswith("json") else ET.fromstring(text)


def entries(page: Page) -> list[Any]:
    return feed(page, "checks.atom").findall("a:entry", ATOM)


def test_p4_feeds_are_newest_first_and_a_correction_keeps_its_id(newsroom: Newsroom, visitor: Open) -> None:
    page = visitor().page
    first = newsroom.published(text="The first claim.")
    newsroom.published(text="The second claim.")
    titles = [one.findtext("a:title", namespaces=ATOM) for one in entries(page)]
    assert titles == ["The second claim.", "The first claim."]
    assert [one["title"] for one in feed(page, "checks.json")["items"]] == titles
    before = {one["id"]: one["date_modified"] for one in feed(page, "checks.json")["items"]}
    corrected = newsroom.corrected(first)
    after = {one["id"]: one["content_text"] for one in feed(page, "checks.json")["items"]}
    assert set(after) == set(before)
    assert after[corrected.document["url"]].startswith("Half true")
    atom = {one.findtext("a:id", namespaces=ATOM) for one in entries(page)}
    assert atom == set(before)


def test_p5_a_withdrawn_check_says_why_and_is_gone_everywhere_else(newsroom: Newsroom, visitor: Open) -> None:
    check = newsroom.published()
    services.withdraw(publication=check, reason="The recording was staged.", by=newsroom.ana)
    page = visitor().page
    answer = page.goto(address_of(check))
    assert answer is not None and answer.status == 410
    expect(page.get_by_role("main")).to_contain_text("The recording was staged.")
    page.goto("/checks/?q=roads")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    [stone] = feed(page, "checks.atom").findall("t:deleted-entry", ATOM)
    assert stone.get("ref") == check.document["url"]
    assert stone.findtext("t:comment", namespaces=ATOM) == "The recording was staged."
    assert feed(page, "claimreview.json")["dataFeedElement"][0]["item"] is None


def test_p6_a_report_reaches_the_reviewers_queue(newsroom: Newsroom, visitor: Open) -> None:
    check = newsroom.published()
    newsroom.ana.is_staff = True
    newsroom.ana.set_password(PASSWORD)
    newsroom.ana.save()
    reader = visitor()
    reader.page.goto(address_of(check))
    reader.page.get_by_role("link", name="Report an error").click()
    reader.page.get_by_role("button", name="Send the report").click()
    expect(reader.page).to_have_title("Error: Report an error · The Harbor Post")
    expect(reader.page.get_by_role("heading", name="There is a problem")).to_be_visible()
    reader.page.get_by_label("What is wrong?").fill("The accounts say 15%.")
    reader.page.wait_for_timeout(reporting.FASTEST.total_seconds() * 1000 + 1100)
    reader.page.get_by_role("button", name="Send the report").click()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    assert reader.context.cookies() == []
    ana = visitor().log_in("ana")
    ana.page.goto("/admin/factcheck/factcheck/?tab=reported")
    expect(ana.page.get_by_role("main")).to_contain_text(check.claim_text)
    for address in (f"publication/{check.pk}", f"errorreport/{ErrorReport.objects.get().pk}"):
        ana.page.goto(f"/admin/factcheck/{address}/change/")
        assert violations(ana.page) == [], address
    ana.page.goto(f"/admin/factcheck/errorreport/{ErrorReport.objects.get().pk}/change/")
    ana.page.get_by_label("What came of it").select_option("stands")
    ana.page.get_by_label("Why", exact=True).fill("15% is of 2024.")
    ana.page.get_by_role("button", name="Settle the report").click()
    expect(ana.page.get_by_role("main")).to_contain_text("Settled.")
    assert not ErrorReport.objects.unsettled().exists()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_p7_axe_finds_nothing_on_any_readers_page(
    newsroom: Newsroom, corrected: Publication, visitor: Open, scheme: str, width: int
) -> None:
    overtaken, withdrawn, taken_down = (newsroom.published(text=f"A claim {n}.") for n in "abc")
    services.mark_overtaken(publication=overtaken, on=date(2026, 3, 1), note="It rose.", by=newsroom.ana)
    services.withdraw(publication=withdrawn, reason="It was staged.", by=newsroom.ana)
    newsroom.take_down(taken_down)
    article = services.publish_article(article=corrected.factcheck.claim.article, by=newsroom.ana)
    reader = visitor(color_scheme=scheme, viewport={"width": width, "height": 900})
    addresses = [
        "/checks/",
        "/checks/?q=nothing",
        "/checks/?verdict=maybe",
        address_of(corrected),
        f"{address_of(corrected)}v1/",
        f"{address_of(corrected)}report/",
        f"{address_of(corrected)}report/thanks/",
        address_of(overtaken),
        address_of(withdrawn),
        address_of(taken_down),
        f"/checks/articles/{article.slug}/",
        f"/embed/{corrected.slug}/",
        f"/embed/{withdrawn.slug}/",
        "/about/ratings/",
        "/about/corrections/",
        "/about/method/",
    ]
    found = {}
    for address in addresses:
        reader.page.goto(address)
        assert [line for line in reader.said if "status of 4" not in line] == [], address
        reader.page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        found[address] = violations(reader.page)
        assert reader.page.evaluate("document.documentElement.scrollWidth") == width, address
        reader.said.clear()
    assert {address: broken for address, broken in found.items() if broken} == {}


def test_a_check_on_paper_says_whose_it_is_and_where_it_stands(
    corrected: Publication, newsroom: Newsroom, visitor: Open, live_server: Any
) -> None:
    page = visitor().page
    page.goto(address_of(corrected))
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="The Harbor Post", exact=True)).to_be_visible()
    expect(page.get_by_role("navigation").first).to_be_hidden()
    expect(
        page.get_by_role("definition").get_by_text(f"{live_server.url}{address_of(corrected)}")
    ).to_be_visible()
    written_out = "a => getComputedStyle(a, '::after').content"
    source = page.get_by_role("link", name="https://city.example/accounts")
    assert source.evaluate(written_out) == "none"
