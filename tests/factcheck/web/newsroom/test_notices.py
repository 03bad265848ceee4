"""Notices are found in the inbox, read one by one or all at once, and never a stranger's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.notices import services as notices
from factcheck.notices.events import Event
from factcheck.notices.models import InboxEntry
from tests.factories import a_desk, a_factcheck, a_journalist

pytestmark = pytest.mark.django_db
TAB = "/?tab=notices"


@pytest.fixture
def sam(client):
    sam = a_journalist("sam")
    client.force_login(sam)
    return sam


@pytest.fixture
def entry(sam):
    factcheck = a_factcheck(by=sam)
    notices.record(
        event=Event.RETURNED,
        factcheck=factcheck,
        by=a_journalist("kit"),
        words="Name the year.",
        people=[sam],
    )
    return InboxEntry.objects.get()


def test_the_inbox_shows_what_happened_who_did_it_and_why(client, entry):
    page = client.get(TAB).content.decode()
    assert "Returned for changes, Kit" in page
    assert "Name the year." in page
    assert "New:" in page


def test_opening_a_notice_reads_it_and_leads_to_the_claim(client, entry):
    response = client.post(reverse("open-notice", args=[entry.pk]))
    assert response.url == reverse("claim", args=[entry.notice.factcheck.claim_id])
    assert not InboxEntry.objects.unread().exists()
    assert "New:" not in client.get(TAB).content.decode()


def test_many_words_are_shortened_and_the_whole_is_a_click_away(client, sam):
    words = "It is wrong. " * 100 + "The end."
    notices.record(event=Event.REPORTED, factcheck=a_factcheck(by=sam), by=None, words=words, people=[sam])
    page = client.get(TAB).content.decode()
    summary = page.partition('wait-reason"><summary>')[2].partition("</summary>")[0]
    assert "It is wrong." in summary and "The end." not in summary
    assert "The end.</p></details>" in page


def test_what_a_reader_reports_leads_to_where_it_is_settled(client, sam):
    factcheck = a_factcheck(by=sam)
    notices.record(event=Event.REPORTED, factcheck=factcheck, by=None, words="No.", people=[sam])
    response = client.post(reverse("open-notice", args=[InboxEntry.objects.get().pk]))
    assert response.url == reverse("admin:factcheck_factcheck_change", args=[factcheck.pk]) + "#reports-title"


def test_all_are_read_at_once(client, entry):
    assert client.post(reverse("read-notices")).url == TAB
    assert not InboxEntry.objects.unread().exists()


def test_another_persons_notice_does_not_exist(client, entry):
    client.force_login(a_journalist("lou"))
    assert client.post(reverse("open-notice", args=[entry.pk])).status_code == 404
    assert "Name the year." not in client.get(TAB).content.decode()


def test_who_left_the_desk_sees_none_of_its_notices(client, entry, sam):
    sam.memberships.all().delete()
    sam.memberships.create(desk=a_desk("Science"))
    assert "Name the year." not in client.get(TAB).content.decode()


def test_the_list_takes_as_many_queries_for_twenty_as_for_two(client, sam):
    def queries_with(more: int) -> int:
        for _ in range(more):
            notices.record(event=Event.RETURNED, factcheck=a_factcheck(by=sam), by=None, people=[sam])
        with CaptureQueriesContext(connection) as queries:
            client.get(TAB)
        return len(queries)

    client.get(TAB)
    assert queries_with(2) == queries_with(18)


def test_a_person_chooses_what_to_hear_of(client, sam):
    page = reverse("notice-settings")
    assert client.get(page).context["form"].initial["mail"] == "daily"
    client.post(page, {"mail": "never", "told": ["factcheck.returned"]})
    sam.refresh_from_db()
    assert sam.notice_preference.mail == "never"
    assert "factcheck.returned" not in sam.notice_preference.muted
    assert "comment.mentioned" in sam.notice_preference.muted


def test_an_unknown_choice_is_refused_with_the_field_kept(client, sam):
    response = client.post(reverse("notice-settings"), {"mail": "hourly"})
    assert response.status_code == 422
    assert response.context["form"].errors["mail"]
