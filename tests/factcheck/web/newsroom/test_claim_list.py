"""The desk's unfinished claims: shown with who has them and by when, narrowed and sorted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factcheck.models import FactCheck
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import a_claim, a_desk, a_factcheck, a_journalist

DAY = timedelta(days=1)


@pytest.fixture
def claims(sam):
    """One mine and overdue, one of Kit's due in an hour, one of nobody's due in 9 days, one without."""
    now, kit = timezone.now(), a_journalist("kit")
    rows = list(FactCheck.objects.filter(claim__article=article_with(4, by=sam)).order_by("pk"))
    for row, due in zip(rows, (now - DAY, now + timedelta(hours=1), now + 9 * DAY, None), strict=True):
        workflow.set_due(factcheck=row, due_at=due, by=sam)
    workflow.assign(factcheck=rows[0], to=sam, by=sam)
    workflow.assign(factcheck=rows[1], to=kit, by=kit)
    return rows


def listed(client, **asked) -> list[int]:
    return [row.factcheck.pk for row in client.get(reverse("claims"), asked).context["rows"]]


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({}, [0, 1, 2, 3]),
        ({"whose": "mine"}, [0]),
        ({"whose": "others"}, [1]),
        ({"whose": "nobodys"}, [2, 3]),
        ({"when": "overdue"}, [0]),
        ({"when": "soon"}, [0, 1]),
        ({"when": "with"}, [0, 1, 2]),
        ({"when": "without"}, [3]),
        ({"whose": "nobodys", "when": "with"}, [2]),
        ({"state": "in_review"}, []),
        ({"whose": "made up", "when": "whenever", "state": "odd", "sort": "odd"}, [0, 1, 2, 3]),
    ],
)
def test_the_list_is_narrowed(sams, claims, asked, places):
    assert listed(sams, **asked) == [claims[place].pk for place in places]


def test_the_list_is_sorted_by_deadline_by_urgency_or_by_waiting(sam, sams, claims):
    workflow.set_due(factcheck=claims[3], due_at=timezone.now() - 2 * DAY, by=sam)
    workflow.set_importance(factcheck=claims[0], importance=3, by=sam)
    FactCheck.objects.filter(pk=claims[2].pk).update(waiting_since=timezone.now() - 30 * DAY)
    order = [claims[place].pk for place in (3, 0, 1, 2)]
    assert listed(sams, sort="due") == order
    assert listed(sams)[:2] == [claims[0].pk, claims[3].pk], "overdue, the important first"
    assert listed(sams, sort="waiting")[0] == claims[2].pk


def test_what_is_overdue_and_who_has_it_is_said_in_words(sams, claims):
    page = sams.get(reverse("claims")).content.decode()
    for words in ("Overdue since", "Sam checks it", "Kit checks it", "Nobody has it"):
        assert words in page


def test_suggested_finished_and_other_desks_claims_stay_out(sam, sams, claims):
    suggested = a_claim(article=claims[0].claim.article, by=sam, state=State.SUGGESTED)
    workflow.drop(factcheck=claims[2], reason="A joke.", by=sam)
    strange = a_factcheck(by=a_journalist("lou", desk=a_desk("Science")))
    assert claims[2].pk not in listed(sams, state="any")
    assert suggested.factcheck.pk not in listed(sams)
    assert suggested.factcheck.pk in listed(sams, state="any")
    assert listed(sams, state="suggested") == [suggested.factcheck.pk]
    assert strange.pk not in listed(sams, state="any")


def test_the_list_asks_as_often_for_many_rows_as_for_few(sam, sams, claims):
    sams.get(reverse("claims"))
    with CaptureQueriesContext(connection) as few:
        sams.get(reverse("claims"))
    article_with(9, by=sam)
    with CaptureQueriesContext(connection) as many:
        sams.get(reverse("claims"))
    assert len(many) == len(few)
