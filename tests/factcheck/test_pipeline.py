"""A text that changes takes its claims along, once, whoever brings it and however often it comes."""

from __future__ import annotations

from datetime import date

import pytest

from claims import following
from claims.models import Article
from demo.site import DemoSite
from factcheck import pipeline, putting_away
from factcheck.exceptions import NotAllowed, Stale
from factcheck.intake import waiting_page
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from jobs import services as jobs
from jobs.models import Job
from sources import services as sources
from sources.models import Source
from tests.factories import a_desk, a_journalist, a_person
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
TEXT = (
    "The council approved a budget of $4 million on Tuesday.\n\n"
    "Mayor Ana Vale said spending on roads rose 12% in 2023.\n\n"
    "The Senate voted 93 to 4 on Thursday for the bill."
)


@pytest.fixture
def article() -> Article:
    sam = a_journalist()
    article = pipeline.start(text=TEXT, desk_id=sam.desks.get().pk, by=sam, published_on=date(2024, 1, 12))
    run_jobs()
    return article


def texts(article: Article) -> list[str]:
    return sorted(article.claims.values_list("text", flat=True))


def test_an_unchanged_claim_is_the_same_claim_in_the_next_version(article):
    before = texts(article)
    assert len(before) >= 3
    pipeline.change_text(article=article, text="A new first line.\n\n" + TEXT, by=article.created_by)
    run_jobs()
    assert [text for text in texts(article) if text in before] == before
    assert not following.waiting_of(article).exists()
    assert article.current_version.anchors.count() >= len(before)


def test_a_changed_number_is_a_new_suggestion_and_the_old_claim_waits(article):
    pipeline.change_text(article=article, text=TEXT.replace("12%", "21%"), by=article.created_by)
    run_jobs()
    [fate] = following.waiting_of(article)
    assert (fate.fate, "12%" in fate.anchor.claim.text) == ("edited", True)
    [new] = article.claims.filter(text__contains="21%")
    assert new.factcheck.state == State.SUGGESTED


def test_a_dismissed_claim_is_not_suggested_again(article):
    claim = article.claims.get(text__contains="93 to 4")
    workflow.dismiss(factcheck=claim.factcheck, reason="Not ours.", by=article.created_by)
    pipeline.change_text(article=article, text="A new first line.\n\n" + TEXT, by=article.created_by)
    run_jobs()
    assert article.claims.filter(text__contains="93 to 4").count() == 1


def test_a_signed_claim_whose_words_changed_stays_as_it_was_signed(article):
    claim = article.claims.get(text__contains="12%")
    workflow.open_factcheck(factcheck=claim.factcheck, by=article.created_by)
    state, version = claim.factcheck.state, claim.factcheck.row_version
    pipeline.change_text(article=article, text=TEXT.replace("12%", "21%"), by=article.created_by)
    run_jobs()
    claim.refresh_from_db()
    claim.factcheck.refresh_from_db()
    assert (claim.factcheck.state, claim.factcheck.row_version) == (state, version)
    assert "12%" in claim.text


def test_claims_of_a_text_that_was_replaced_meanwhile_are_not_added(article):
    job = pipeline.extract_again(article=article, by_id=None)
    count = article.claims.count()
    pipeline.change_text(article=article, text="Nothing happened.", by=article.created_by)
    jobs.run(job.pk)
    assert article.claims.count() == count


def test_nobody_of_another_desk_changes_a_text(article):
    stranger = a_person("kim", desk=a_desk("Sports"))
    with pytest.raises(NotAllowed):
        pipeline.change_text(article=article, text="Other words.", by=stranger)
    assert article.versions.count() == 1


def test_a_page_that_reads_differently_now_is_a_version(demo_site: DemoSite):
    sam = a_journalist()
    address = demo_site.base + "/news/delegation.html"
    pipeline.start_from_address(address=address, desk_id=sam.desks.get().pk, by=sam)
    run_jobs()
    article = sam.articles.get()
    assert article.current_version.captured_at is not None
    demo_site.change()
    pipeline.capture_again(article=article, by=sam)
    run_jobs()
    assert article.versions.count() == 2
    assert article.current_version.captured_at > article.versions.get(number=1).captured_at


def test_a_page_that_reads_the_same_is_no_version(demo_site: DemoSite):
    sam = a_journalist()
    pipeline.start_from_address(address=demo_site.base + "/article.html", desk_id=sam.desks.get().pk, by=sam)
    run_jobs()
    article = sam.articles.get()
    pipeline.capture_again(article=article, by=sam)
    run_jobs()
    assert article.versions.count() == 1


@pytest.fixture
def readdressed(demo_site: DemoSite) -> Article:
    """An article that was read from one page, and has got another page's address."""
    sam = a_journalist()
    address = demo_site.base + "/news/delegation.html"
    pipeline.start_from_address(address=address, desk_id=sam.desks.get().pk, by=sam)
    run_jobs()
    article = sam.articles.get()
    article.address = demo_site.base + "/article.html"
    article.save()
    return article


def test_another_text_at_an_articles_address_waits_for_a_person(readdressed):
    job = pipeline.capture_again(article=readdressed, by=readdressed.created_by)
    run_jobs()
    assert readdressed.versions.count() == 1
    [reading] = Job.objects.filter(kind="read_snapshot", pk__gt=job.pk)
    assert "has another text than the article" in reading.cause
    waiting = waiting_page(readdressed)
    pipeline.take_page(article=readdressed, reading_id=waiting.pk, by=readdressed.created_by)
    assert readdressed.current_version.text == waiting.text
    assert waiting_page(readdressed) is None


def test_a_page_that_somebody_else_fetches_does_not_become_the_text_of_an_article(readdressed):
    sam = readdressed.created_by
    pipeline.start_from_address(address=readdressed.address, desk_id=readdressed.desk_id, by=sam)
    run_jobs()
    assert sam.articles.count() == 2
    assert readdressed.versions.count() == 1


def test_what_waits_is_taken_as_it_was_read_and_by_the_desk_alone(readdressed):
    sam = readdressed.created_by
    pipeline.capture_again(article=readdressed, by=sam)
    run_jobs()
    waiting = waiting_page(readdressed)
    with pytest.raises(Stale, match="Look at it again"):
        pipeline.take_page(article=readdressed, reading_id=waiting.pk + 1, by=sam)
    with pytest.raises(NotAllowed):
        stranger = a_person("kim", desk=a_desk("Sports"))
        pipeline.take_page(article=readdressed, reading_id=waiting.pk, by=stranger)
    assert readdressed.versions.count() == 1


def test_a_page_captured_again_leaves_an_article_that_was_put_away_meanwhile(readdressed):
    job = pipeline.capture_again(article=readdressed, by=readdressed.created_by)
    putting_away.put_away(article=readdressed, by=readdressed.created_by)
    run_jobs()
    [reading] = Job.objects.filter(kind="read_snapshot", pk__gt=job.pk)
    assert "put away meanwhile" in reading.cause
    assert waiting_page(readdressed) is None
    putting_away.take_back(article=readdressed, by=readdressed.created_by)
    assert waiting_page(readdressed) is not None
    assert readdressed.versions.count() == 1


@pytest.mark.parametrize("is_away", [True, False])
def test_a_visit_to_its_page_makes_no_version_while_it_is_put_away(demo_site: DemoSite, is_away):
    sam = a_journalist()
    address = demo_site.base + "/news/delegation.html"
    pipeline.start_from_address(address=address, desk_id=sam.desks.get().pk, by=sam)
    run_jobs()
    article = sam.articles.get()
    if is_away:
        putting_away.put_away(article=article, by=sam)
    demo_site.change()
    sources.request_fetch(source=Source.objects.get(address=address), by_id=sam.pk)
    run_jobs()
    assert article.versions.count() == (1 if is_away else 2)
