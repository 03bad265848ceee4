"""What happens to a fact-check is recorded where it happens, and those whom it concerns find it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from factcheck.notices import services as notices
from factcheck.notices.events import Event
from factcheck.notices.models import InboxEntry, Notice
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import State
from jobs.models import Job
from tests.factories import a_desk, a_factcheck, a_journalist, a_reviewer
from tests.inline import run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def factcheck() -> FactCheck:
    return a_factcheck(by=a_journalist("sam"))


def told(factcheck: FactCheck, event: Event) -> set[str]:
    entries = InboxEntry.objects.filter(notice__factcheck=factcheck, notice__event=event)
    return set(entries.values_list("person__username", flat=True))


def test_a_refused_act_leaves_no_notice(factcheck):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        workflow.drop(factcheck=factcheck, reason="A joke.", by=a_journalist("kit"))
        raise ZeroDivisionError
    assert not Notice.objects.exists()
    assert not Job.objects.filter(kind="announce").exists()


def test_those_whose_work_it_is_are_told_and_who_did_it_is_not(factcheck):
    kit, lou = a_journalist("kit"), a_journalist("lou")
    workflow.assign(factcheck=factcheck, to=kit, by=lou)
    workflow.drop(factcheck=FactCheck.objects.get(pk=factcheck.pk), reason="A joke.", by=lou)
    assert told(factcheck, Event.CLAIM_DROPPED) == {"kit"}
    assert Notice.objects.get(event=Event.CLAIM_DROPPED).words == "A joke."


def test_who_left_the_desk_hears_no_more_of_its_drafts(factcheck):
    kit = a_journalist("kit")
    workflow.assign(factcheck=factcheck, to=kit, by=kit)
    kit.memberships.all().delete()
    workflow.drop(factcheck=FactCheck.objects.get(pk=factcheck.pk), reason="A joke.", by=a_journalist("lou"))
    assert told(factcheck, Event.CLAIM_DROPPED) == set()


def test_people_who_are_named_are_told_if_they_are_of_the_desk(factcheck):
    ana, stranger = a_reviewer("ana"), a_journalist("max", desk=a_desk("Science"))
    notices.record(event=Event.MENTIONED, factcheck=factcheck, by=None, people=[ana, stranger])
    assert told(factcheck, Event.MENTIONED) == {"ana"}


def test_a_claim_of_ones_own_is_taken_on_from_the_start(factcheck):
    claim = factcheck.claim
    factcheck.delete()
    workflow.open_factchecks(claims=[claim], state=State.OPEN, by=claim.article.created_by)
    assert list(Notice.objects.values_list("event", flat=True)) == ["claim.opened"]
    workflow.open_factchecks(claims=[claim], state=State.OPEN, by=claim.article.created_by)
    assert Notice.objects.count() == 1


def test_a_notice_is_announced_once(factcheck):
    notice = notices.record(event=Event.CLAIM_OPENED, factcheck=factcheck, by=None)
    run_jobs()
    announced = Notice.objects.get().announced_at
    assert announced is not None
    assert not notices.mark_announced(notice)
    assert notices.announce_due() == 0


def test_what_is_under_an_embargo_leaves_the_newsroom_when_it_ends(factcheck):
    tomorrow = timezone.now() + timedelta(days=1)
    kit = a_journalist("kit")
    notices.record(event=Event.PUBLISHED, factcheck=factcheck, by=None, people=[kit], held_until=tomorrow)
    assert told(factcheck, Event.PUBLISHED) == {"kit"}, "the newsroom knows at once"
    assert notices.announce_due() == 0
    run_jobs()
    assert Notice.objects.get().announced_at is None

    notices.hold(factcheck=factcheck, until=timezone.now() - timedelta(seconds=1))
    assert notices.announce_due() == 1
    run_jobs()
    assert Notice.objects.get().announced_at is not None


def test_a_notice_whose_job_was_lost_is_found_again(factcheck):
    notices.record(event=Event.CLAIM_OPENED, factcheck=factcheck, by=None)
    Job.objects.all().delete()
    assert notices.announce_due() == 0, "its job may still be on its way"
    Notice.objects.update(at=timezone.now() - timedelta(minutes=2))
    assert notices.announce_due() == 1
