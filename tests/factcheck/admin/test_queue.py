from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factcheck.admin.queue import waited
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck

LIST = "/admin/factcheck/factcheck/"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-5, "0 min"),
        (0, "0 min"),
        (12, "12 min"),
        (60, "1 h 0 min"),
        (200, "3 h 20 min"),
        (1440, "1 d 0 h"),
        (3120, "2 d 4 h"),
    ],
)
def test_says_how_long_something_waits(minutes, words):
    now = timezone.now()
    assert waited(now - timedelta(minutes=minutes), now) == words


def statements(client, **asked):
    response = client.get(LIST, asked)
    assert response.status_code == 200
    return [factcheck.claim.text for factcheck in response.context["cl"].result_list]


@pytest.fixture
def queue(newsroom):
    """One fact-check in each state a reviewer looks for."""
    newsroom.open(text="Open.")
    newsroom.proposed(text="In review.")
    newsroom.signed_off(text="Signed off.")
    newsroom.published(text="Published.")
    returned = newsroom.proposed(text="Returned.")
    workflow.return_for_changes(factcheck=returned, note="Ask the ministry.", by=newsroom.ana)
    workflow.assign(factcheck=returned, to=newsroom.ana, by=newsroom.ana)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"In review."}),
        ({"tab": "needs_sign_off"}, {"In review."}),
        ({"tab": "to_publish"}, {"Signed off."}),
        ({"tab": "returned"}, {"Returned."}),
        ({"tab": "mine"}, {"Returned."}),
        ({"tab": "published"}, {"Published."}),
        ({"tab": "all"}, {"Open.", "In review.", "Signed off.", "Published.", "Returned."}),
        ({"state__exact": "open"}, {"Open."}),
        ({"tab": "no-such-tab"}, {"Open.", "In review.", "Signed off.", "Published.", "Returned."}),
    ],
)
def test_tabs_hold_what_they_say(ana, queue, asked, expected):
    assert set(statements(ana, **asked)) == expected


@pytest.mark.django_db
def test_tabs_count_what_they_hold(ana, queue):
    tabs = ana.get(LIST).context["tabs"]
    assert {tab.label: tab.count for tab in tabs} == {
        "Needs sign-off": 1,
        "Mine": 1,
        "Ready to publish": 1,
        "Returned": 1,
        "Source changed": 0,
        "Reported errors": 0,
        "Published": 1,
        "All": 5,
    }
    assert [tab.label for tab in tabs if tab.current] == ["Needs sign-off"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["Roads cost", "Spending on roads doubled", "council's budget", "Jo Harbor", "city.example"]
)
def test_finds_by_statement_quote_article_speaker_and_source(ana, newsroom, words):
    newsroom.proposed(text="Roads cost twice as much.")
    newsroom.proposed(article=newsroom.article(title="Another piece"), text="Trees grew.", speaker="")
    assert "Roads cost twice as much." in statements(ana, q=words)
    assert statements(ana, q="nothing like it") == []


@pytest.mark.django_db
def test_filters_narrow_the_queue(ana, newsroom):
    old = newsroom.proposed(text="Old and false.")
    FactCheck.objects.filter(pk=old.pk).update(waiting_since=timezone.now() - timedelta(days=2))
    newsroom.proposed(text="New and true.", rating="true")
    workflow.assign(factcheck=old, to=newsroom.rae, by=newsroom.ana)
    false = newsroom.rating("false").pk
    for asked in [
        {"rating": false},
        {"waiting": "24"},
        {"assignee": newsroom.rae.pk},
        {"article": old.claim.article_id},
    ]:
        assert statements(ana, **asked) == ["Old and false."]
    assert statements(ana, assignee="none") == ["New and true."]
    assert len(statements(ana, proposer=newsroom.sam.pk)) == 2
    assert statements(ana, waiting="72") == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["rating", "waiting", "assignee", "proposer", "article"])
@pytest.mark.parametrize("value", ["nonsense", "-1", "9" * 30, "½"])
def test_a_filter_that_makes_no_sense_filters_nothing(ana, newsroom, name, value):
    newsroom.proposed(text="In review.")
    assert statements(ana, **{name: value}) == ["In review."]


@pytest.mark.django_db
def test_what_is_overdue_comes_first_then_what_waits_longest(ana, newsroom):
    now = timezone.now()
    for text, days in [("Newer.", 1), ("Older.", 3), ("Due.", 0)]:
        one = newsroom.proposed(text=text)
        FactCheck.objects.filter(pk=one.pk).update(waiting_since=now - timedelta(days=days))
    workflow.set_due(factcheck=one, due_at=now - timedelta(hours=1), by=newsroom.ana)
    assert statements(ana) == ["Due.", "Older.", "Newer."]
    assert "overdue" in ana.get(LIST).content.decode()


@pytest.mark.django_db
def test_another_desks_work_does_not_exist(client, newsroom):
    factcheck = newsroom.proposed(text="Of the other desk.")
    client.force_login(newsroom.lou)
    assert statements(client, tab="all") == []
    assert client.get(reverse("admin:factcheck_factcheck_change", args=[factcheck.pk])).status_code == 404


@pytest.mark.django_db
def test_asks_the_database_as_often_for_two_hundred_rows_as_for_ten(ana, newsroom):
    article = newsroom.article()
    made = [newsroom.proposed(article=article, text=f"Claim {number}.") for number in range(10)]
    ana.get(LIST)
    with CaptureQueriesContext(connection) as few:
        ana.get(LIST)
    for factcheck in made:
        _twenty_like(factcheck)
    with CaptureQueriesContext(connection) as many:
        response = ana.get(LIST)
    assert response.context["cl"].result_count == 200
    assert len(many) == len(few)


def _twenty_like(factcheck):
    """Nineteen copies of a proposed fact-check, straight into the tables."""
    claim, (verdict,) = factcheck.claim, factcheck.verdicts.all()
    evidence = claim.evidence.get()
    for number in range(19):
        claim.pk, claim._state.adding, claim.text = None, True, f"{factcheck.claim.text} {number}"
        claim.save()
        copy = FactCheck.objects.create(claim=claim, state=factcheck.state)
        verdict.pk, verdict._state.adding, verdict.factcheck = None, True, copy
        verdict.save()
        evidence.pk, evidence._state.adding, evidence.claim = None, True, claim
        evidence.save()
