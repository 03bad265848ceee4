"""Whose a fact-check is, by when and how important: the newsroom's rule at the API's door."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.notices.models import InboxEntry
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from tests.factories import a_claim, a_desk, a_journalist, an_article

pytestmark = pytest.mark.django_db
PATH = "/api/v1/fact-checks/"


@pytest.fixture
def factcheck(sam):
    return a_claim(article=an_article(by=sam), by=sam).factcheck


def plan(api, factcheck, body, etag="*"):
    return api.patch(f"{PATH}{factcheck.pk}/", body, format="json", headers={"If-Match": etag})


def fresh(factcheck) -> FactCheck:
    return FactCheck.objects.get(pk=factcheck.pk)


def test_a_program_gives_a_claim_to_a_person_with_a_deadline(api, sam, factcheck):
    kit = a_journalist("kit")
    etag = api.get(f"{PATH}{factcheck.pk}/")["ETag"]
    body = {
        "assignee": "kit",
        "reason": "Night shift.",
        "due_at": "2031-05-12T09:30:00+02:00",
        "importance": 3,
    }
    answer = plan(api, factcheck, body, etag)

    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["assignee"], shown["due_at"], shown["importance"]) == ("kit", "2031-05-12T07:30:00Z", 3)
    assert answer["ETag"] == api.get(f"{PATH}{factcheck.pk}/")["ETag"] != etag
    assert InboxEntry.objects.get(person=kit).notice.words == "Night shift."
    assert plan(api, factcheck, body, etag).status_code == 412


def test_what_is_left_out_stays_and_null_empties(api, sam, factcheck):
    workflow.assign(factcheck=factcheck, to=sam, by=sam)
    workflow.set_due(factcheck=factcheck, due_at=timezone.now(), by=sam)
    plan(api, factcheck, {"importance": 1})
    assert (fresh(factcheck).assignee, fresh(factcheck).importance) == (sam, 1)
    assert fresh(factcheck).due_at is not None
    plan(api, factcheck, {"assignee": None, "due_at": None})
    assert (fresh(factcheck).assignee, fresh(factcheck).due_at) == (None, None)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"assignee": "lou", "importance": 3}, "assignee"),
        ({"assignee": "nobody-here"}, "assignee"),
        ({"assignee": "kit"}, "assignee"),
        ({"due_at": "0001-01-01T00:00:00+14:00"}, "due_at"),
        ({"due_at": "soon"}, "due_at"),
        ({"importance": 4}, "importance"),
        ({"priority": 4}, "priority"),
        ({}, ""),
    ],
)
def test_what_cant_be_planned_is_refused_with_its_field(api, factcheck, body, field):
    a_journalist("lou", desk=a_desk("Science"))
    kit = a_journalist("kit")
    kit.absent_until = timezone.localdate() + timedelta(days=2)
    kit.save()
    answer = plan(api, factcheck, body)

    assert answer.status_code in (400, 422)
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    now = fresh(factcheck)
    assert (now.assignee, now.due_at, now.importance) == (None, None, 2)


def test_another_desks_case_is_not_there(api, factcheck):
    strange = a_claim(article=an_article(by=(lou := a_journalist("lou", desk=a_desk("Science")))), by=lou)
    assert plan(api, strange.factcheck, {"importance": 3}).status_code == 404


def test_cases_are_narrowed_by_whose_they_are_and_by_when(api, sam, factcheck):
    workflow.assign(factcheck=factcheck, to=sam, by=sam)
    workflow.set_due(factcheck=factcheck, due_at=timezone.now() - timedelta(hours=1), by=sam)
    other = a_claim(article=an_article(by=sam), by=sam).factcheck
    for query, found in [
        ({"assignee": "sam"}, [factcheck]),
        ({"assigned": "false"}, [other]),
        ({"overdue": "true"}, [factcheck]),
        ({"overdue": "false"}, [other]),
    ]:
        shown = api.get(PATH, query).json()["results"]
        assert [one["id"] for one in shown] == [one.pk for one in found], query
