"""What a desk's rows add up to."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone as clock

from factcheck.evidence import services as evidence
from factcheck.models import Evidence, FactCheck
from factcheck.web.newsroom import figures
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factcheck.web.newsroom.conftest import article_with

NOW = datetime(2026, 5, 13, 15, tzinfo=UTC)  # a Wednesday


def counts(bars) -> dict[str, int]:
    return {bar.label: bar.count for bar in bars if bar.count}


def test_the_longest_bar_fills_the_width_and_no_count_has_none():
    assert [(bar.label, bar.width) for bar in figures.bars([("a", 2), ("b", 8), ("c", 0)])] == [
        ("a", 250), ("b", 1000), ("c", 0),
    ]  # fmt: skip
    assert figures.bars([("a", 0)])[0].width == 0


@pytest.mark.parametrize(
    ("waited", "label"),
    [
        (timedelta(hours=3, minutes=59), "under 4 hours"),
        (timedelta(hours=4), "under a day"),
        (timedelta(days=1), "under 3 days"),
        (timedelta(days=6), "under a week"),
        (timedelta(days=400), "a week and more"),
    ],
)
def test_claims_in_review_are_counted_by_how_long_they_wait(sam, waited, label):
    article = article_with(2, by=sam)
    FactCheck.objects.filter(claim=article.claims.first()).update(
        state=State.IN_REVIEW, waiting_since=NOW - waited
    )
    assert counts(figures.waiting(FactCheck.objects.all(), now=NOW)) == {label: 1}


def test_the_backlog_is_counted_by_check_worthiness(sam):
    article = article_with(4, by=sam)
    for claim, worth in zip(article.claims.all(), [None, 0.25, 0.74, 1.0], strict=True):
        claim.checkworthiness = worth
        claim.save()
    assert counts(figures.backlog(FactCheck.objects.all())) == {
        "added by a person": 1, "less check-worthy": 1, "check-worthy": 1, "very check-worthy": 1,
    }  # fmt: skip


def test_decided_and_merged_claims_are_no_backlog(sam):
    article = article_with(3, by=sam)
    first, second, third = (claim.factcheck for claim in article.claims.order_by("pk"))
    workflow.merge(survivor=first, others=[second], by=sam)
    workflow.drop(factcheck=third, reason="No source.", by=sam)
    assert sum(bar.count for bar in figures.backlog(FactCheck.objects.all())) == 1


def test_proposals_and_sign_offs_fall_into_their_week(sam, ana, scale):
    factcheck = article_with(1, by=sam).claims.get().factcheck
    evidence.accept(evidence=factcheck.claim.evidence.get(), stance="supports", by=sam)
    verdict = workflow.propose_verdict(factcheck=factcheck, rating=scale[0], conclusion="It did.", by=sam)
    workflow.sign_off(factcheck=factcheck, by=ana)
    now = clock.localtime()
    verdict.proposed_at = now - timedelta(weeks=2)
    verdict.save()
    weeks = figures.throughput(FactCheck.objects.all(), now=now)
    assert [week.proposed for week in weeks] == [0, 0, 1, 0, 0, 0, 0, 0]
    assert [week.signed_off for week in weeks] == [1, 0, 0, 0, 0, 0, 0, 0]


def test_weeks_begin_on_monday():
    monday = figures._monday(NOW)
    assert (monday.isoformat(), monday.weekday()) == ("2026-05-11T00:00:00+00:00", 0)


def test_agreement_counts_only_stances_that_were_shown_and_judged(sam):
    article = article_with(4, by=sam)
    Evidence.objects.update(stance_shown=True, stance_suggested="contradicts")
    first, second, third, _unjudged = Evidence.objects.order_by("pk")
    Evidence.objects.filter(pk=third.pk).update(stance_shown=False)
    third.refresh_from_db()
    evidence.accept(evidence=first, stance="contradicts", by=sam)
    evidence.reject(evidence=second, reason="outdated", by=sam)
    evidence.accept(evidence=third, stance="contradicts", by=sam)
    assert article.claims.count() == 4
    [found] = figures.agreement(FactCheck.objects.all())
    assert (found.by, found.judged, found.agreed, found.percent) == ("test-1", 2, 1, 50)


def test_the_page_counts_only_the_persons_desks(client_of, stranger, sams, sam):
    article_with(3, by=sam)
    address = reverse("desk")
    assert '<td class="number">3</td>' in sams.get(address).content.decode()
    assert '<td class="number">3</td>' not in client_of(stranger).get(address).content.decode()
