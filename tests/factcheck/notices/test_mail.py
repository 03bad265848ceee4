"""What a person has not read reaches them by mail, once, as often as they want."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models.functions import Now

from factcheck import pipeline, work
from factcheck.notices import services as notices
from factcheck.notices.events import Event
from factcheck.notices.mail import digest_is_due
from factcheck.notices.models import InboxEntry, Mail
from factcheck.workflow.models import FactCheck
from jobs import leases
from jobs.models import Job
from jobs.models import State as JobState
from tests.factories import a_factcheck, a_journalist
from tests.fakes.smtp import MailServer
from tests.inline import run_jobs

AFTERNOON = datetime(2026, 5, 12, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "last_at", "now", "due"),
    [
        ("UTC", None, AFTERNOON, True),
        ("UTC", None, AFTERNOON.replace(hour=6, minute=59), False),
        ("Asia/Tokyo", None, AFTERNOON, False),
        ("UTC", AFTERNOON.replace(hour=7), AFTERNOON, False),
        ("UTC", AFTERNOON - timedelta(days=1), AFTERNOON, True),
    ],
)
def test_the_daily_letter_leaves_in_the_persons_own_morning(zone, last_at, now, due):
    assert digest_is_due(time_zone=zone, last_at=last_at, now=now) is due


@pytest.fixture
def factcheck(db: Any) -> FactCheck:
    return a_factcheck(by=a_journalist("sam"))


@pytest.fixture
def server(settings: Any):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server


def tell(factcheck: FactCheck, *people: Any, words: str = "Name the year.") -> None:
    notices.record(event=Event.RETURNED, factcheck=factcheck, by=None, words=words, people=people)


def test_one_letter_tells_of_all_that_is_unread(factcheck, server):
    kit = a_journalist("kit")
    tell(factcheck, kit)
    tell(factcheck, kit, words="And the source.")
    assert notices.queue_due_digests(now=AFTERNOON) == 1
    run_jobs()
    (letter,) = server.letters
    assert letter["To"] == "kit@newsroom.example"
    assert letter["Subject"] == "2 notices from Factcheck"
    text = letter.get_content()
    assert "Returned for changes" in text
    assert "Name the year." in text
    assert "And the source." in text
    assert f"http://localhost:8000/claims/{factcheck.claim_id}/" in text


def test_a_letter_shortens_what_a_reader_wrote(factcheck, server):
    tell(factcheck, a_journalist("kit"), words="It is wrong. " * 100 + "The end.")
    notices.queue_due_digests(now=AFTERNOON)
    run_jobs()
    text = server.letters[0].get_content()
    assert "It is wrong." in text
    assert "The end." not in text


def test_nothing_is_told_twice(factcheck, server):
    tell(factcheck, a_journalist("kit"))
    for _ in range(2):
        notices.queue_due_digests(now=AFTERNOON)
        run_jobs()
    assert len(server.letters) == 1
    assert not InboxEntry.objects.to_mail().exists()


def test_what_was_read_needs_no_letter(factcheck, server):
    kit = a_journalist("kit")
    tell(factcheck, kit)
    notices.mark_read(person=kit)
    assert notices.queue_due_digests(now=AFTERNOON) == 0


def test_who_wants_no_mail_gets_none(factcheck, server):
    kit = a_journalist("kit")
    notices.set_preference(person=kit, mail=Mail.NEVER, muted=[])
    tell(factcheck, kit)
    assert notices.queue_due_digests(now=AFTERNOON) == 0


def test_who_wants_it_at_once_gets_it_when_it_is_announced(factcheck, server):
    kit = a_journalist("kit")
    notices.set_preference(person=kit, mail=Mail.AT_ONCE, muted=[])
    tell(factcheck, kit)
    run_jobs()
    job = Job.objects.get(kind="mail_notices")
    Job.objects.filter(pk=job.pk).update(next_at=job.created_at)
    run_jobs()
    assert [letter["To"] for letter in server.letters] == ["kit@newsroom.example"]


def test_a_server_that_is_away_is_asked_again_and_nothing_is_lost(factcheck, server):
    tell(factcheck, a_journalist("kit"))
    server.refuses = True
    notices.queue_due_digests(now=AFTERNOON)
    run_jobs()
    job = Job.objects.get(kind="mail_notices")
    assert job.state == JobState.WAITING
    assert "try later" in job.cause

    server.refuses = False
    Job.objects.filter(pk=job.pk).update(next_at=job.created_at)
    run_jobs()
    assert len(server.letters) == 1


def test_a_muted_event_reaches_neither_inbox_nor_mail(factcheck):
    kit = a_journalist("kit")
    notices.set_preference(person=kit, mail=Mail.DAILY, muted=[Event.RETURNED])
    tell(factcheck, kit)
    assert not InboxEntry.objects.exists()


def test_what_happens_while_a_letter_leaves_is_told_in_the_next(factcheck, server):
    kit = a_journalist("kit")
    notices.set_preference(person=kit, mail=Mail.AT_ONCE, muted=[])
    tell(factcheck, kit)
    run_jobs()
    Job.objects.filter(kind="mail_notices").update(next_at=Now())
    lease = leases.take(Job.objects.get(kind="mail_notices").pk, token=uuid4())
    letter = work.mail_notices(lease)
    tell(factcheck, kit)
    run_jobs()
    leases.finish(lease, lambda: pipeline.STEPS["mail_notices"].store(lease, letter))
    Job.objects.live().filter(kind="mail_notices").update(next_at=Now())
    run_jobs()
    assert len(server.letters) == 2
    assert not InboxEntry.objects.filter(person=kit).to_mail().exists()
