"""An article that says two things of one subject is flagged, once, until a person says that both are true."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from claims.models import Article
from factcheck import comparing, pipeline
from factcheck.evidence import consistency
from factcheck.exceptions import NotAllowed
from factcheck.models import Contradiction
from jobs import leases
from jobs.models import Priority
from tests.factories import a_desk, a_journalist, a_person
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db
# Of the shape of a real article: its first sentence has the elections on Friday, its third on Saturday.
TEXT = (
    "On the day of Norland’s elections, Foreign Minister Ada Bern will meet with a top envoy of Sudmark in "
    "Port City on Friday in an effort to dissuade Sudmark from taking action.\n\n"
    "Olav Stein, the chairman of the trade council, said on Thursday that the border stays open.\n\n"
    "Norland, a small republic, will vote on Saturday."
)


@pytest.fixture
def article() -> Article:
    sam = a_journalist()
    article = pipeline.start(text=TEXT, desk_id=sam.desks.get().pk, by=sam, published_on=date(2024, 5, 10))
    run_jobs()
    return article


def test_two_days_for_one_election_are_found_after_extraction(article):
    [found] = Contradiction.objects.all()
    words = {found.claim.text: found.words, found.other.text: found.other_words}
    assert found.kind == "date"
    assert words["Norland will vote on Saturday."] == "Saturday"
    assert "the day of Norland’s elections" in words.values()
    assert found.holds


def test_comparing_again_adds_nothing(article):
    claim = article.claims.first()
    pipeline.check_again(claim=claim, by=article.created_by)
    run_jobs()
    assert Contradiction.objects.count() == 1


def test_a_dismissed_one_stays_dismissed_and_can_be_taken_up_again(article):
    [found] = Contradiction.objects.all()
    consistency.dismiss(contradiction=found, by=article.created_by)
    pipeline.check_again(claim=article.claims.first(), by=article.created_by)
    run_jobs()
    assert not Contradiction.objects.standing().exists()

    consistency.take_up(contradiction=found, by=article.created_by)
    assert Contradiction.objects.standing().count() == 1


def test_what_no_longer_holds_goes_with_the_next_comparison(article):
    found = Contradiction.objects.get()
    claim = article.claims.get(text="Norland will vote on Saturday.")
    claim.text = "Norland will vote."
    claim.save()
    found.refresh_from_db()
    assert not found.holds

    pipeline.check_again(claim=claim, by=article.created_by)
    run_jobs()
    assert not Contradiction.objects.exists()


def test_another_desk_may_not_dismiss_it(article):
    stranger = a_person("kim", desk=a_desk("Sports"))
    with pytest.raises(NotAllowed):
        consistency.dismiss(contradiction=Contradiction.objects.get(), by=stranger)
    assert Contradiction.objects.standing().exists()


def test_words_that_change_while_claims_are_compared_are_compared_next(article):
    claim = article.claims.get(text="Norland will vote on Saturday.")
    by = article.created_by
    claim.text = "Norland will vote."
    claim.save()
    job = comparing.request(article, priority=Priority.PERSON, by_id=by.pk)
    lease = leases.take(job.pk, token=uuid4())
    compared = comparing.find(lease)
    claim.text = "Norland will vote on Saturday."
    claim.save()
    pipeline.check_again(claim=claim, by=by)
    leases.finish(lease, lambda: comparing.record(lease, compared))
    run_jobs()
    assert Contradiction.objects.get().holds
