"""From an article to a published verdict, as an editor would tell it.

Only the sites are made up: everything else is what the newsroom runs.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from claims.models import Article, Claim
from demo.manifest import FEED_PATH
from demo.site import DemoSite
from factcheck import library, pipeline
from factcheck.accounts.models import User
from factcheck.evidence import services as evidence
from factcheck.evidence.models import Evidence
from factcheck.publication import services as publication
from factcheck.report import article_report
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import State
from jobs.models import State as JobState
from sources.models import Snapshot
from sources.services import verify_snapshot
from tests.factories import a_desk, a_journalist, a_rating, a_reviewer
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db

ARTICLE = """\
Washington arms the island again

In December 2023 the State Department approved a possible sale to Taiwan of $500 million of support for its \
command systems.

The Senate voted 93 to 4 on Thursday for a resolution that praises the people of Taiwan.

Will Beijing keep quiet this time?
"""
ARMS_PAGE = "/defense/arms-notification-23-71.html"
SENATE_PAGE = "/senate/roll-call-2024-007.html"


def test_an_article_becomes_a_published_verdict(demo_site: DemoSite) -> None:
    desk = a_desk("Politics")
    sam, ana = a_journalist("sam", desk=desk), a_reviewer("ana", desk=desk)

    # Sam hands in an article, and two pages where its claims might be settled.
    article = pipeline.start(
        text=ARTICLE,
        desk_id=desk.pk,
        by=sam,
        published_on=date(2024, 1, 12),
        source_addresses=[demo_site.base + ARMS_PAGE, demo_site.base + SENATE_PAGE],
    )
    jobs = run_jobs()
    assert {job.state for job in jobs} == {JobState.DONE}, [(job.kind, job.cause) for job in jobs]

    # The machine found the claims, each in the exact words of the article …
    for claim in article.claims.all():
        anchor = claim.anchors.get()
        assert ARTICLE[anchor.start : anchor.end] == anchor.quote
    arms = the_claim_with(article, "$500 million")
    assert arms.factcheck.state == State.SUGGESTED

    # … left aside what is nobody's to check, saying why …
    set_aside = {one["text"]: one["reason"] for one in article_report(article)["set_aside"]}
    assert set_aside["Will Beijing keep quiet this time?"] == "question"

    # … fetched both pages and archived them so that they can be proven …
    for snapshot in Snapshot.objects.all():
        assert verify_snapshot(snapshot=snapshot).ok
    assert Snapshot.objects.count() == 2

    # … and found the passage that bears on it, with what differs. It decided nothing.
    passage = the_passage_from(arms, ARMS_PAGE)
    assert "$300 million" in passage.exact
    assert "number" in [element["type"] for element in passage.elements if element["result"] == "differs"]
    assert passage.decision == "suggested"

    # Sam reads it, accepts it as a contradiction, and concludes.
    evidence.accept(evidence=passage, stance="contradicts", by=sam)
    factcheck = FactCheck.objects.get(claim=arms)
    workflow.propose_verdict(
        factcheck=factcheck,
        rating=a_rating("False"),
        conclusion="The approved sale was worth $300 million, not $500 million.",
        by=sam,
    )
    assert status_of(factcheck) == "unchecked"

    # Ana, who did not write it, signs off exactly what she read.
    workflow.sign_off(factcheck=factcheck, by=ana, content_sha256=workflow.content_sha256(factcheck))
    assert status_of(factcheck) == "refuted"

    # And it goes out, quoting the passage, its source, and when it was captured.
    published = publication.publish(factcheck=factcheck, by=ana)
    factcheck.refresh_from_db()
    assert factcheck.state == State.PUBLISHED
    [quoted] = published.document["evidence"]
    assert quoted["exact"] == passage.exact
    assert quoted["source"]["address"] == demo_site.base + ARMS_PAGE
    assert quoted["sha256"] == passage.snapshot.body_sha256
    assert published.document["rating"]["label"] == "False"


def an_analysed_article(demo_site: DemoSite, *, by: User) -> Article:
    """Its claims found, and its page fetched and searched for them."""
    pages = [demo_site.base + ARMS_PAGE]
    article = pipeline.start(text=ARTICLE, desk_id=by.desks.get().pk, by=by, source_addresses=pages)
    run_jobs()
    return article


def test_the_walk_goes_on_where_it_was_interrupted(demo_site: DemoSite) -> None:
    sam = a_journalist()
    article = an_analysed_article(demo_site, by=sam)
    found = sorted(article.claims.values_list("text", "evidence__exact"))

    # Everything is asked for a second time: nothing is added, nothing is changed.
    pipeline.extract_again(article=article, by_id=sam.pk)
    pipeline.check_again(claim=article.claims.all()[0], by=sam)
    run_jobs()
    assert sorted(article.claims.values_list("text", "evidence__exact")) == found


def test_a_reworded_claim_is_compared_in_its_new_words(demo_site: DemoSite) -> None:
    sam = a_journalist()
    article = an_analysed_article(demo_site, by=sam)
    claim = article.claims.get(text__contains="$500 million")
    before = _compared(claim)
    assert before

    workflow.edit_wording(factcheck=claim.factcheck, text=f"Last year, as told: {claim.text}", by=sam)
    claim.refresh_from_db()
    assert not _compared(claim)
    pipeline.check_again(claim=claim, by=sam)
    run_jobs()
    assert _compared(claim) >= before


def test_an_abandoned_correction_is_compared_in_the_words_that_were_published(demo_site: DemoSite) -> None:
    sam, ana = a_journalist(), a_reviewer()
    article = an_analysed_article(demo_site, by=sam)
    factcheck = article.claims.get(text__contains="$500 million").factcheck
    passage = factcheck.claim.evidence.order_by("pk")[0]
    workflow.accept_passage(passage=passage, stance="supports", by=sam)
    workflow.propose_verdict(factcheck=factcheck, rating=a_rating(), conclusion="It is so.", by=sam)
    workflow.sign_off(factcheck=factcheck, by=ana)
    publication.publish(factcheck=factcheck, by=ana)

    publication.start_correction(factcheck=factcheck, by=ana)
    workflow.edit_wording(factcheck=factcheck, text="The arms cost $400 million.", by=sam)
    publication.abandon_correction(factcheck=factcheck, by=ana)
    claim = Claim.objects.get(pk=factcheck.claim_id)
    assert not _compared(claim)
    pipeline.check_again(claim=claim, by=ana)
    run_jobs()
    assert "$500 million" in _compared(claim)


def _compared(claim: Claim) -> set[str]:
    """The claim's words that its passages were set beside."""
    spans = [element["claim"] for one in claim.evidence.all() for element in one.elements]
    return {claim.text[start:end] for start, end in spans}


def test_an_article_can_be_read_from_its_address(demo_site: DemoSite) -> None:
    sam = a_journalist()
    job = pipeline.start_from_address(
        address=demo_site.base + "/article.html", desk_id=sam.desks.get().pk, by=sam
    )
    assert job.about.startswith("source:")
    run_jobs()
    article = sam.articles.get()
    assert article.title == "Blinken receives Chinese envoy as Taiwan chooses a president"
    assert article.published_on == date(2024, 1, 12)
    assert article.claims.exists()


def test_links_in_the_article_are_leads_for_the_claims_of_their_paragraph(demo_site: DemoSite) -> None:
    sam = a_journalist()
    text = (
        f"The council met on Monday and approved the budget for 2024.\n\n"
        "The State Department approved a sale of $500 million to Taiwan, "
        f"it says ({demo_site.base}{ARMS_PAGE})."
    )
    article = pipeline.start(text=text, desk_id=sam.desks.get().pk, by=sam)
    run_jobs()
    led = {(lead.claim.text, lead.origin) for lead in leads_of(article) if lead.source.fetches.exists()}
    assert led
    assert all("$500 million" in claim for claim, _origin in led)
    assert {origin for _claim, origin in led} == {"article"}


@pytest.mark.parametrize("library_first", [True, False], ids=["library first", "article first"])
def test_an_article_without_links_finds_its_evidence_in_the_library(
    demo_site: DemoSite, library_first: bool
) -> None:
    sam, ana = a_journalist(), a_reviewer()

    # Ana lets the library follow what the offices publish; Sam hands in an article that names no source.
    def follow() -> None:
        library.add_subscription(address=demo_site.base + FEED_PATH, form="feed", kind="primary", by=ana)
        assert library.follow_due(now=timezone.now()) == 1
        run_jobs()

    if library_first:
        follow()
    article = pipeline.start(text=ARTICLE, desk_id=sam.desks.get().pk, by=sam, published_on=date(2024, 1, 12))
    run_jobs()
    if not library_first:
        assert not leads_of(article)
        follow()

    # The passage that contradicts a claim stands beside it, and its page is a lead. Nothing is decided.
    arms = the_claim_with(article, "$500 million")
    passage = the_passage_from(arms, ARMS_PAGE)
    assert "$300 million" in passage.exact
    assert passage.decision == "suggested"
    [lead] = arms.leads.filter(source=passage.snapshot.source)
    assert lead.origin == "archive"
    assert lead.source.kind == "primary"


@pytest.mark.parametrize("rest", ["", "\n\nIt is 503 m long."], ids=["one sentence", "two paragraphs"])
def test_a_text_without_a_headline_keeps_its_first_sentence(rest: str) -> None:
    sam = a_journalist()
    text = "The bridge opened in 1932." + rest
    article = pipeline.start(text=text, desk_id=sam.desks.get().pk, by=sam)
    run_jobs()
    assert "The bridge opened in 1932." in article.claims.values_list("text", flat=True)


def the_claim_with(article, words: str) -> Claim:
    return article.claims.get(text__contains=words)


def the_passage_from(claim: Claim, path: str) -> Evidence:
    return claim.evidence.filter(snapshot__source__address__endswith=path)[0]


def leads_of(article):
    return [lead for claim in article.claims.all() for lead in claim.leads.select_related("source")]


def status_of(factcheck: FactCheck) -> str:
    return FactCheck.objects.with_status().get(pk=factcheck.pk).verification_status
