import pytest
from django.urls import reverse

from factcheck.publication import services
from factcheck.publication.models import CorrectionRequest, ErrorReport, Publication, Takedown

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(newsroom):
    return newsroom.published()


def page_of(row):
    return reverse(f"admin:factcheck_{row._meta.model_name}_change", args=[row.pk])


def act(client, row, name, **values):
    sent = {"act": name, **{f"{name}-{field}": value for field, value in values.items()}}
    return client.post(page_of(row), sent)


def seen(response):
    return response.content.decode()


def test_an_administrator_takes_down_and_lifts(kim, check):
    act(kim, check, "take_down", reason="An order.", basis="Art. 17", demanded_by="A court")
    assert not Publication.objects.public().exists()
    act(kim, check, "lift_takedown", because="Appeal won.")
    assert Publication.objects.public().exists()
    assert Takedown.objects.get().lifted_because == "Appeal won."


def test_a_takedown_without_its_basis_is_refused_beside_the_field_and_keeps_its_words(kim, check):
    shown = seen(act(kim, check, "take_down", reason="An order.", demanded_by="A court"))
    assert "Name the law, the order or the right it is based on." in shown
    assert "An order." in shown
    assert not Takedown.objects.exists()


def test_a_reviewer_reads_why_taking_down_is_not_theirs(ana, check):
    assert "A reviewer can withdraw it." in seen(ana.get(page_of(check)))


def test_a_reviewer_notes_that_events_overtook_it(ana, check):
    act(ana, check, "overtaken", on="2026-03-01", note="The accounts were revised.")
    check.refresh_from_db()
    assert check.overtaken_note == "The accounts were revised."


def test_a_reviewer_notes_a_request_to_a_publisher_and_what_came_of_it(ana, check):
    act(ana, check, "ask", publisher="The Herald", asked="Correct the figure.", due_on="2099-01-01")
    request = CorrectionRequest.objects.get()
    assert "The Herald" in seen(ana.get(page_of(check)))
    ana.post(page_of(request), {"act": "settle", "outcome": "refused", "reply": "We stand by it."})
    request.refresh_from_db()
    assert (request.outcome, request.reply) == ("refused", "We stand by it.")


def test_a_reviewer_shows_and_hides_the_whole_article(ana, check):
    act(ana, check, "publish_article")
    page = check.factcheck.claim.article.public_page
    assert page.is_shown
    act(ana, check, "hide_article")
    page.refresh_from_db()
    assert not page.is_shown


def test_a_reviewer_says_that_a_correction_is_serious_though_the_rating_stays(ana, newsroom, check):
    factcheck = newsroom.corrected_and_signed_off(check, rating="false")
    sent = {"act": "publish_correction", "words": "A ground of it was wrong.", "choice": "major"}
    ana.post(reverse("admin:factcheck_factcheck_change", args=[factcheck.pk]), sent)
    assert Publication.objects.public().get().severity == "major"


def test_a_reviewer_reads_the_points_in_short_before_signing(ana, newsroom):
    factcheck = newsroom.open()
    newsroom.propose(factcheck, in_short="It rose.\nIt did not double.")
    assert "<li>It did not double.</li>" in seen(
        ana.get(reverse("admin:factcheck_factcheck_change", args=[factcheck.pk]))
    )


def test_a_report_is_counted_in_the_queue_until_it_is_settled(ana, newsroom, check):
    report = services.report_error(publication=check, text="The accounts say 15%.")
    queue = reverse("admin:factcheck_factcheck_changelist")
    counts = {tab.label: tab.count for tab in ana.get(queue).context["tabs"]}
    assert counts["Reported errors"] == 1
    assert check.claim_text in seen(ana.get(queue, {"tab": "reported"}))
    ana.post(page_of(report), {"act": "settle", "outcome": "stands", "answer": "15% is of 2024."})
    assert not ErrorReport.objects.unsettled().exists()
    counts = {tab.label: tab.count for tab in ana.get(queue).context["tabs"]}
    assert counts["Reported errors"] == 0


def test_a_long_report_is_shortened_wherever_it_is_listed_and_whole_on_its_page(ana, check):
    report = services.report_error(publication=check, text="It is wrong. " * 200 + "So it ends.")
    case = reverse("admin:factcheck_factcheck_change", args=[check.factcheck_id])
    for address in (reverse("admin:factcheck_errorreport_changelist"), case, page_of(check)):
        shown = seen(ana.get(address))
        assert f'href="{page_of(report)}' in shown, address
        assert "It is wrong." in shown and "So it ends." not in shown, address
    assert "So it ends." in seen(ana.get(page_of(report)))


def test_settling_a_report_without_a_reason_is_refused_in_words(ana, check):
    report = services.report_error(publication=check, text="The accounts say 15%.")
    shown = seen(ana.post(page_of(report), {"act": "settle", "outcome": "stands", "answer": ""}))
    assert "Write why: an assessor will ask." in shown


def test_another_desks_publications_reports_and_requests_do_not_exist(client, newsroom, check):
    report = services.report_error(publication=check, text="It is wrong.")
    client.force_login(newsroom.lou)
    assert client.get(page_of(check)).status_code == 404
    assert act(client, check, "overtaken", on="2026-03-01", note="No.").status_code == 404
    assert client.get(page_of(report)).status_code == 404


def test_an_unknown_act_is_not_found(ana, check):
    assert act(ana, check, "burn").status_code == 404
