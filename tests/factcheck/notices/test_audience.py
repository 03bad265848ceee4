"""What waits for a reviewer is told to those who may act on it, until one of them has."""

from __future__ import annotations

import pytest

from factcheck.accounts.models import Membership, User
from factcheck.notices.events import Event
from factcheck.notices.models import InboxEntry
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from tests.factcheck.publication.cases import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


def told(event: Event) -> list[str]:
    entries = InboxEntry.objects.filter(notice__event=event).order_by("person__username")
    return list(entries.values_list("person__username", flat=True))


def unread(person: User) -> int:
    return InboxEntry.objects.filter(person=person).unread().count()


def propose(newsroom: Newsroom, factcheck: FactCheck, *, by: User) -> None:
    workflow.propose_verdict(
        factcheck=factcheck, rating=newsroom.rating("false"), conclusion="It rose by 12%.", by=by
    )


def test_a_proposal_is_told_to_the_desks_reviewers(newsroom):
    newsroom.proposed()
    assert told(Event.PROPOSED) == ["ana", "rae"]


def test_a_reviewer_who_proposed_is_not_told_of_it(newsroom):
    propose(newsroom, newsroom.open(), by=newsroom.ana)
    assert told(Event.PROPOSED) == ["rae"]


def test_an_administrator_is_told_of_the_desks_that_are_theirs(newsroom):
    newsroom.proposed()
    Membership.objects.create(desk=newsroom.desk, user=newsroom.kim)
    newsroom.proposed(article=newsroom.article())
    assert told(Event.PROPOSED).count("kim") == 1


def test_an_assignee_who_reviews_is_told_once(newsroom):
    factcheck = newsroom.open()
    workflow.assign(factcheck=factcheck, to=newsroom.rae, by=newsroom.sam)
    propose(newsroom, FactCheck.objects.get(pk=factcheck.pk), by=newsroom.sam)
    assert told(Event.PROPOSED) == ["ana", "rae"]


def test_once_a_reviewer_has_acted_the_others_are_no_longer_asked(newsroom):
    factcheck = newsroom.proposed()
    assert unread(newsroom.rae) == 1
    workflow.sign_off(factcheck=factcheck, by=newsroom.ana)
    assert unread(newsroom.rae) == 0


def test_a_sign_off_that_is_undone_waits_for_the_reviewers_again(newsroom):
    factcheck = newsroom.signed_off()
    workflow.undo_sign_off(factcheck=factcheck, by=newsroom.ana)
    assert told(Event.UNDONE) == ["rae", "sam"]


def test_a_proposal_that_is_taken_back_asks_nobody(newsroom):
    factcheck = newsroom.proposed()
    workflow.withdraw_proposal(factcheck=factcheck, by=newsroom.sam)
    assert unread(newsroom.ana) == 0


def test_what_a_reader_reports_is_told_to_the_reviewers_once(newsroom):
    check = newsroom.published()
    for _twice in range(2):
        publication.report_error(publication=check, text="The accounts say 15%.")
    assert told(Event.REPORTED) == ["ana", "rae"]


def test_reports_ask_until_the_last_of_them_is_settled(newsroom):
    check = newsroom.published()
    reports = [publication.report_error(publication=check, text=text) for text in ("15%.", "Not 2025.")]
    before = unread(newsroom.rae)
    publication.settle_report(report=reports[0], outcome="stands", answer="Of 2024.", by=newsroom.ana)
    assert unread(newsroom.rae) == before
    publication.settle_report(report=reports[1], outcome="stands", answer="It is.", by=newsroom.ana)
    assert unread(newsroom.rae) == before - 2
