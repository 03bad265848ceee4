"""Who does it, by when, and what is done when somebody is away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.exceptions import Incomplete, NotAllowed, Stale
from factcheck.notices.events import Event
from factcheck.notices.models import InboxEntry, Notice
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from factcheck.workflow.services import Plan
from tests.factories import a_desk, a_factcheck, a_journalist, a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam():
    return a_journalist("sam")


@pytest.fixture
def factcheck(sam) -> FactCheck:
    return a_factcheck(by=sam)


def told(event: Event) -> list[str]:
    return list(
        InboxEntry.objects.filter(notice__event=event)
        .values_list("person__username", flat=True)
        .order_by("pk")
    )


def test_who_is_assigned_is_told_with_the_reason(factcheck, sam):
    workflow.assign(factcheck=factcheck, to=a_journalist("kit"), by=sam, reason="Kit knows the budget.")
    assert told(Event.ASSIGNED) == ["kit"]
    assert Notice.objects.get(event=Event.ASSIGNED).words == "Kit knows the budget."


def test_nobody_is_assigned_what_they_are_away_for(factcheck, sam):
    kit = a_journalist("kit")
    kit.absent_until = timezone.localdate() + timedelta(days=3)
    kit.save()
    with pytest.raises(Incomplete, match=r"Kit is away until .*\. Choose somebody else"):
        workflow.assign(factcheck=factcheck, to=kit, by=sam)
    kit.absent_until = timezone.localdate() - timedelta(days=1)
    kit.save()
    assert workflow.assign(factcheck=factcheck, to=kit, by=sam).assignee == kit


def test_a_reviewer_hands_over_what_an_absent_person_has(factcheck, sam):
    ana, kit = a_reviewer("ana"), a_journalist("kit")
    workflow.assign(factcheck=factcheck, to=sam, by=sam)
    elsewhere = a_factcheck(by=a_journalist("lou", desk=a_desk("Science")))
    FactCheck.objects.filter(pk=elsewhere.pk).update(assignee=sam)

    done, refused = workflow.reassign_all(of=sam, to=kit, by=ana, reason="Sam is ill.")
    assert done == 1
    assert refused == ["Only a reviewer of this desk can do this. Ask an administrator for that role."]
    assert FactCheck.objects.get(pk=factcheck.pk).assignee == kit
    assert FactCheck.objects.get(pk=elsewhere.pk).assignee == sam


def test_a_deadline_is_told_of_once_to_whose_turn_it_is(factcheck, sam):
    kit, now = a_journalist("kit"), timezone.now()
    workflow.assign(factcheck=factcheck, to=kit, by=sam)
    workflow.set_due(factcheck=factcheck, due_at=now + timedelta(hours=30), by=sam)
    assert workflow.remind_of_deadlines(now=now) == 0
    assert workflow.remind_of_deadlines(now=now + timedelta(hours=7)) == 1
    assert told(Event.DEADLINE_NEAR) == ["kit"]


def test_a_reminder_is_not_repeated(factcheck, sam):
    now = timezone.now()
    workflow.set_due(factcheck=factcheck, due_at=now + timedelta(hours=2), by=sam)
    assert [workflow.remind_of_deadlines(now=now) for _ in range(2)] == [1, 0]
    assert told(Event.DEADLINE_NEAR) == ["sam"], "nobody has it, so who handed the article in"


def test_what_waits_for_a_sign_off_is_the_reviewers_turn(newsroom):
    factcheck = newsroom.proposed()
    workflow.set_due(factcheck=factcheck, due_at=timezone.now() + timedelta(hours=2), by=newsroom.sam)
    workflow.remind_of_deadlines(now=timezone.now())
    assert sorted(told(Event.DEADLINE_NEAR)) == ["ana", "rae"]


def test_who_is_mentioned_is_told_and_a_handle_is_only_a_word(factcheck, sam):
    a_reviewer("ana")
    workflow.comment(factcheck=factcheck, text="@Ana, the @cityhall account denies it.", by=sam)
    assert told(Event.MENTIONED) == ["ana"]


def test_importance_is_one_of_three(factcheck, sam):
    assert workflow.set_importance(factcheck=factcheck, importance=3, by=sam).importance == 3
    with pytest.raises(Incomplete, match="how important"):
        workflow.set_importance(factcheck=factcheck, importance=7, by=sam)
    with pytest.raises(NotAllowed):
        workflow.set_importance(
            factcheck=factcheck, importance=1, by=a_journalist("lou", desk=a_desk("Science"))
        )


def test_from_whom_a_claim_is_taken_is_told_with_the_reason(factcheck, sam):
    kit = a_journalist("kit")
    workflow.assign(factcheck=factcheck, to=kit, by=kit)
    workflow.assign(factcheck=factcheck, to=sam, by=sam, reason="Kit is at the trial.")
    assert told(Event.UNASSIGNED) == ["kit"]
    assert told(Event.ASSIGNED) == [], "who takes something knows"
    workflow.assign(factcheck=factcheck, to=None, by=kit)
    assert told(Event.UNASSIGNED) == ["kit", "sam"]


def test_who_has_a_claim_already_is_not_given_it_again(factcheck, sam):
    kit = a_journalist("kit")
    for _ in range(2):
        workflow.assign(factcheck=factcheck, to=kit, by=sam)
    assert told(Event.ASSIGNED) == ["kit"]
    assert factcheck.assignments.count() == 1


def test_what_somebody_else_has_since_is_not_handed_over(factcheck, sam):
    kit, lou = a_journalist("kit"), a_journalist("lou")
    other = a_factcheck(by=sam)
    workflow.assign(factcheck=other, to=kit, by=kit)
    with pytest.raises(Stale, match=r"Kit has “.*” now"):
        workflow.hand_over(had={factcheck: None, other: None}, to=lou, by=sam)
    with pytest.raises(Stale, match="nobody’s now"):
        workflow.hand_over(had={factcheck: kit.pk}, to=lou, by=sam)
    assert set(FactCheck.objects.values_list("assignee__username", flat=True)) == {None, "kit"}


def test_plans_are_kept_all_or_none(factcheck, sam):
    strange = a_factcheck(by=a_journalist("max", desk=a_desk("Science")))
    due = timezone.now()
    with pytest.raises(NotAllowed):
        workflow.plan(plans={one: Plan(due, 3) for one in (factcheck, strange)}, by=sam)
    assert FactCheck.objects.get(pk=factcheck.pk).due_at is None
    workflow.plan(plans={factcheck: Plan(due, 3)}, by=sam)
    assert (FactCheck.objects.get(pk=factcheck.pk).due_at, factcheck.importance) == (due, 3)
