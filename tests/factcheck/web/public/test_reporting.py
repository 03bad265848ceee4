import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from factcheck.publication import services
from factcheck.publication.models import ErrorReport

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STAMP = re.compile(r'name="stamp" value="([^"]+)"')


@pytest.fixture(autouse=True)
def no_counts_from_before():
    cache.clear()


@pytest.fixture
def check(newsroom):
    return newsroom.published()


def opened(client, check, *, at=NOW):
    """The stamp of a form that was opened then."""
    with time_machine.travel(at, tick=False):
        shown = client.get(reverse("report", args=[check.slug])).content.decode()
    return STAMP.search(shown)[1]


def send(client, check, *, stamp, after=timedelta(minutes=2), sender="192.0.2.7", **values):
    given = {"text": "The accounts say 15%.", "contact": "", "website": "", "stamp": stamp, **values}
    with time_machine.travel(NOW + after, tick=False):
        return client.post(reverse("report", args=[check.slug]), given, REMOTE_ADDR=sender)


def test_a_report_reaches_the_reviewers_and_the_reader_is_thanked(client, check):
    response = send(client, check, stamp=opened(client, check), contact="jo@reader.example")
    assert response["Location"] == reverse("report-thanks", args=[check.slug])
    assert "Thank you" in client.get(response["Location"]).content.decode()
    (report,) = ErrorReport.objects.all()
    assert (report.text, report.contact) == ("The accounts say 15%.", "jo@reader.example")
    assert report.publication == check


def test_nothing_is_asked_of_a_readers_browser(client, check):
    response = client.get(reverse("report", args=[check.slug]))
    assert not response.cookies
    assert "<script" not in response.content.decode().split("<main")[1]


def test_an_empty_report_is_refused_in_words(client, check):
    response = send(client, check, stamp=opened(client, check), text=" ")
    assert response.status_code == 422
    assert "Write what is wrong." in response.content.decode()


def test_a_robot_that_fills_every_field_is_thanked_and_forgotten(client, check):
    response = send(client, check, stamp=opened(client, check), website="https://pills.example")
    assert response.status_code == 302
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(
    ("after", "why"),
    [(timedelta(seconds=1), "faster than a person"), (timedelta(days=2), "a stamp kept for later")],
)
def test_a_form_sent_too_fast_or_too_late_is_refused_and_keeps_its_words(client, check, after, why):
    response = send(client, check, stamp=opened(client, check), after=after)
    shown = response.content.decode()
    assert response.status_code == 422
    assert "The accounts say 15%." in shown
    again = send(client, check, stamp=STAMP.search(shown)[1], after=after + timedelta(minutes=1))
    assert again.status_code == 302, why


@pytest.mark.parametrize("stamp", ["", "made-up"])
def test_a_form_that_was_never_opened_is_refused(client, check, stamp):
    assert send(client, check, stamp=stamp).status_code == 422
    assert not ErrorReport.objects.exists()


def test_the_stamp_of_another_checks_form_is_none(client, check, newsroom):
    other = newsroom.published(text="Another claim.")
    assert send(client, check, stamp=opened(client, other)).status_code == 422


def test_a_text_full_of_addresses_is_refused(client, check):
    text = "https://pills.example " * 6
    response = send(client, check, stamp=opened(client, check), text=text)
    assert "Leave at most five addresses" in response.content.decode()


def test_one_sender_is_slowed_down_and_others_are_not(client, check):
    stamp = opened(client, check)
    answers = [send(client, check, stamp=stamp, text=f"Report {n}.").status_code for n in range(6)]
    assert answers == [302] * 5 + [429]
    refused = send(client, check, stamp=stamp, text="One more.")
    assert refused["Retry-After"] == "3600"
    assert "One more." in refused.content.decode()
    assert send(client, check, stamp=stamp, text="Me too.", sender="192.0.2.8").status_code == 302


def test_one_check_takes_only_so_many_in_an_hour(client, check):
    stamp = opened(client, check)
    senders = [f"198.51.100.{n}" for n in range(61)]
    answers = [
        send(client, check, stamp=stamp, text=f"Report {sender}.", sender=sender).status_code
        for sender in senders
    ]
    assert (answers[-2], answers[-1]) == (302, 429)


def test_a_sender_cannot_choose_who_they_are(client, check, settings):
    settings.PROXIES = 1
    stamp = opened(client, check)

    def answer(n):
        with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
            return client.post(
                reverse("report", args=[check.slug]),
                {"text": f"Report {n}.", "stamp": stamp},
                headers={"X-Forwarded-For": f"203.0.113.{n}, 192.0.2.7"},
            ).status_code

    assert [answer(n) for n in range(6)][-1] == 429


def test_what_is_gone_takes_no_reports(client, check, newsroom):
    services.withdraw(publication=check, reason="It was staged.", by=newsroom.ana)
    assert client.get(reverse("report", args=[check.slug])).status_code == 410
