"""Deadline, importance, embargo and absence: one by one, and for many at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Article
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from factcheck.workflow.priority import Importance
from jobs.models import Job
from tests.factcheck.admin.test_other_pages import act_on, seen

pytestmark = pytest.mark.django_db


def change(client, factcheck, **values):
    page = reverse("admin:factcheck_factcheck_change", args=[factcheck.pk])
    return client.post(page, {"plan": "1", "importance": "2", **values}, follow=True)


def fresh(factcheck):
    return FactCheck.objects.get(pk=factcheck.pk)


def test_a_plan_is_saved_from_the_page_of_the_fact_check(ana, newsroom):
    factcheck = newsroom.proposed()
    page = change(ana, factcheck, due_at="2031-05-12T09:30", importance="3", embargo_until="2031-05-13T06:00")
    assert "The plan is saved." in seen(page)
    saved = fresh(factcheck)
    assert saved.due_at.isoformat() == "2031-05-12T09:30:00+00:00"
    assert saved.importance == Importance.HIGH
    assert saved.embargo_until.isoformat() == "2031-05-13T06:00:00+00:00"
    assert "Priority: " in seen(page)


def test_an_embargo_in_the_past_is_refused_beside_its_field(ana, newsroom):
    factcheck = newsroom.proposed()
    page = change(ana, factcheck, due_at="2031-05-12T09:30", embargo_until="2001-01-01T06:00")
    assert page.status_code == 422
    assert page.context["form"].errors["embargo_until"] == [
        "An embargo ends in the future. Choose a later time."
    ]
    assert fresh(factcheck).due_at is None, "nothing of a refused plan is kept"


def asked(client, rows, action, **values):
    picked = {
        "action": action,
        "_selected_action": [row.pk for row in rows],
        "index": 0,
        "apply": "1",
        **values,
    }
    return client.post(f"{reverse('admin:factcheck_factcheck_changelist')}?tab=all", picked, follow=True)


def test_many_get_one_deadline(ana, newsroom):
    rows = [newsroom.proposed(text="One."), newsroom.proposed(text="Two.")]
    assert "2 are due then." in seen(asked(ana, rows, "set_due", due_at="2031-05-12T09:30"))
    assert {fresh(row).due_at.year for row in rows} == {2031}


def test_many_get_one_importance_and_a_strange_one_is_refused(ana, newsroom):
    row = newsroom.proposed()
    assert "1 changed." in seen(asked(ana, [row], "set_importance", importance="1"))
    assert fresh(row).importance == Importance.LOW
    assert asked(ana, [row], "set_importance", importance="9").context["form"].errors["importance"]


def test_the_sources_of_many_are_fetched_once_each(ana, newsroom):
    article = newsroom.article()
    rows = [newsroom.proposed(article=article, text="One."), newsroom.proposed(article=article, text="Two.")]
    page = seen(act_on(ana, "factcheck_factcheck", rows, "fetch_again"))
    assert "1 sources will be fetched." in page
    assert Job.objects.filter(kind="fetch_source").count() == 1


def test_duplicates_become_places_of_the_claim_that_stays(ana, newsroom):
    article = newsroom.article()
    stays = newsroom.open(article=article, text="Roads cost twice as much.")
    goes = newsroom.open(article=article, text="Road costs doubled.")
    page = seen(asked(ana, [goes], "mark_duplicates", survivor=stays.pk))
    assert "1 merged into the claim that stays." in page
    assert fresh(goes).claim.merged_into == stays.claim


def test_a_list_is_exported_without_formulas(ana, newsroom):
    newsroom.proposed(text="=HYPERLINK(1) is a claim.")
    response = act_on(ana, "factcheck_factcheck", FactCheck.objects.all(), "export_csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    header, row = response.content.decode().splitlines()
    assert header.startswith("id,claim,article,state,verdict,priority")
    assert "'=HYPERLINK(1) is a claim." in row
    assert "In review,False" in row


def test_a_number_in_the_search_field_opens_that_fact_check(ana, newsroom):
    factcheck = newsroom.proposed()
    listed = reverse("admin:factcheck_factcheck_changelist")
    assert ana.get(listed, {"q": factcheck.pk}).url == reverse(
        "admin:factcheck_factcheck_change", args=[factcheck.pk]
    )
    assert ana.get(listed, {"q": "12"}).status_code == 200


def test_flags_and_priority_are_shown_and_narrow_the_list(ana, newsroom):
    late = newsroom.proposed(text="Late.")
    workflow.set_due(factcheck=late, due_at=timezone.now() - timedelta(hours=1), by=newsroom.ana)
    workflow.set_importance(factcheck=late, importance=3, by=newsroom.ana)
    newsroom.proposed(text="In time.")
    listed = reverse("admin:factcheck_factcheck_changelist")
    for narrow in ({"flag": "overdue"}, {"priority": "urgent"}):
        rows = ana.get(listed, narrow).context["cl"].result_list
        assert [row.claim.text for row in rows] == ["Late."]
    page = seen(ana.get(listed))
    assert "Overdue" in page
    assert "Urgent" in page


def test_what_changed_since_a_return_is_shown(ana, newsroom):
    factcheck = newsroom.proposed()
    workflow.return_for_changes(factcheck=factcheck, note="Name the year.", by=newsroom.ana)
    newsroom.propose(fresh(factcheck), rating="half-true", conclusion="It rose by 12% in 2025.")
    page = ana.get(reverse("admin:factcheck_factcheck_change", args=[factcheck.pk]))
    assert [(one.what, one.before, one.after) for one in page.context["since"].changes] == [
        ("Rating", "False", "Half true"),
        ("Conclusion", "Spending on roads rose by 12%.", "It rose by 12% in 2025."),
    ]
    assert "Since it was returned" in seen(page)


def test_the_workload_counts_what_each_has_and_says_who_is_away(ana, newsroom):
    factcheck = newsroom.open()
    workflow.assign(factcheck=factcheck, to=newsroom.sam, by=newsroom.ana)
    newsroom.sam.absent_until = timezone.localdate() + timedelta(days=2)
    newsroom.sam.save()
    page = ana.get(reverse("admin:factcheck_workload"))
    first = page.context["people"][0]
    assert (first.name, first.working, first.total) == ("Sam", 1, 1)
    assert "away until" in seen(page)


def test_what_somebody_has_is_handed_over(ana, newsroom):
    factcheck = newsroom.open()
    workflow.assign(factcheck=factcheck, to=newsroom.sam, by=newsroom.ana)
    page = reverse("admin:factcheck_workload")
    done = ana.post(
        page, {"of": newsroom.sam.pk, "to": newsroom.rae.pk, "reason": "Sam is ill."}, follow=True
    )
    assert "1 handed over." in seen(done)
    assert fresh(factcheck).assignee == newsroom.rae
    assert ana.post(page, {"of": newsroom.sam.pk}).status_code == 422


def test_an_article_is_added_and_its_claims_are_looked_for(ana, newsroom):
    page = reverse("admin:claims_article_add")
    response = ana.post(page, {"text": "The mayor said spending rose 12%.", "desk": newsroom.desk.pk})
    article = Article.objects.get()
    assert response.url == reverse("admin:claims_article_change", args=[article.pk])
    assert Job.objects.filter(kind="extract_claims").exists()


@pytest.mark.parametrize("text", ["", "   \n "])
def test_a_bad_text_is_refused_in_words(ana, newsroom, text):
    response = ana.post(reverse("admin:claims_article_add"), {"text": text, "desk": newsroom.desk.pk})
    assert response.status_code == 422
    assert response.context["form"].errors["text"]
    assert not Article.objects.exists()


def test_deadlines_are_typed_and_shown_by_the_clocks_of_the_desk(ana, newsroom):
    newsroom.desk.time_zone = "Europe/Berlin"
    newsroom.desk.save()
    factcheck = newsroom.proposed()
    page = change(ana, factcheck, due_at="2031-05-12T09:30")
    assert fresh(factcheck).due_at.isoformat() == "2031-05-12T07:30:00+00:00"
    assert "12 May 2031, 09:30 Europe/Berlin" in seen(page)
    assert "by the clocks of Europe/Berlin" in seen(page)
    assert "12 May, 09:30 Europe/Berlin" in seen(ana.get(reverse("admin:factcheck_factcheck_changelist")))
    asked(ana, [factcheck], "set_due", due_at="2031-05-13T09:30")
    assert fresh(factcheck).due_at.isoformat() == "2031-05-13T07:30:00+00:00"


def test_a_desk_has_no_zone_that_is_none(kim, newsroom):
    page = reverse("admin:accounts_desk_change", args=[newsroom.desk.pk])
    form = {
        "name": "Politics",
        "slug": "politics",
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }
    assert "is not a time zone" in seen(kim.post(page, {**form, "time_zone": "Mars/Olympus"}))
    assert kim.post(page, {**form, "time_zone": "Asia/Tokyo"}).status_code == 302
    newsroom.desk.refresh_from_db()
    assert str(newsroom.desk.zone) == "Asia/Tokyo"
