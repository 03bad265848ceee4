"""What happens is told to who listens: signed, at least once, for three days, and to nobody else."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError
from werkzeug import Request, Response

from factcheck.exceptions import NotAllowed, TransitionDenied
from factcheck.integrations import deliveries, webhooks
from factcheck.integrations.models import Delivery, Webhook
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from jobs import services as jobs
from jobs.models import Job
from jobs.models import State as JobState
from tests.factories import a_desk, a_factcheck, a_journalist

pytestmark = pytest.mark.django_db
OPENED = "claim.opened"


@pytest.fixture
def sam():
    return a_journalist()


@pytest.fixture
def webhook(sam, receiver) -> Webhook:
    return webhooks.create_webhook(owner=sam, address=receiver.url_for("/hook"), events=[OPENED])


def happen(sam):
    """A claim is taken on, and its notice leaves the newsroom."""
    factcheck = a_factcheck(by=sam, state=State.SUGGESTED)
    workflow.open_factcheck(factcheck=factcheck, by=sam)
    run("announce")
    return factcheck


def run(kind: str) -> None:
    for job in Job.objects.due().filter(kind=kind):
        jobs.run(job.pk)


def deliver() -> Job:
    """The one delivery's next attempt, whenever it is due."""
    Job.objects.filter(kind=deliveries.KIND, state=JobState.WAITING).update(next_at=timezone.now())
    run(deliveries.KIND)
    return Job.objects.filter(kind=deliveries.KIND).latest("id")


def answers(receiver, *statuses: int) -> list[Request]:
    received: list[Request] = []
    left = list(statuses)

    def answer(request: Request) -> Response:
        request.get_data()
        received.append(request)
        return Response("Thanks", left.pop(0) if len(left) > 1 else left[0], {"Location": "/elsewhere"})

    receiver.expect_request("/hook", method="POST").respond_with_handler(answer)
    return received


def test_a_receiver_verifies_what_it_is_told_with_its_own_library(sam, webhook, receiver):
    received = answers(receiver, 204)
    factcheck = happen(sam)
    job = deliver()

    [request] = received
    told = Verifier(webhook.secret).verify(request.data, dict(request.headers))
    assert (told["type"], told["data"]["fact_check"], told["data"]["state"]) == (OPENED, factcheck.pk, "open")
    assert told["data"]["claim_url"].endswith(f"/api/v1/claims/{factcheck.claim_id}/")
    assert request.headers["Content-Type"] == "application/json"
    assert job.state == JobState.DONE
    assert Delivery.objects.get().delivered_at is not None


def test_a_body_that_was_changed_on_the_way_fails_verification(sam, webhook, receiver):
    received = answers(receiver, 204)
    happen(sam)
    deliver()

    with pytest.raises(WebhookVerificationError):
        Verifier(webhook.secret).verify(received[0].data + b" ", dict(received[0].headers))


@pytest.mark.parametrize("status", [500, 429, 404, 302, 304, 199 + 101])
def test_anything_but_2xx_is_tried_again_under_the_same_id(sam, webhook, receiver, status):
    received = answers(receiver, status, 200)
    happen(sam)
    first = deliver()
    assert first.state == JobState.WAITING
    second = deliver()

    assert second.state == JobState.DONE
    assert len({request.headers["webhook-id"] for request in received}) == 1
    assert len({request.data for request in received}) == 1
    assert [attempt.status for attempt in Delivery.objects.get().attempts.all()] == [200, status]


def test_it_is_tried_for_three_days_and_then_given_up(sam, webhook, receiver):
    received = answers(receiver, 500)
    happen(sam)
    waits = []
    for _ in range(deliveries.ATTEMPTS):
        before = timezone.now()
        job = deliver()
        waits.append(job.next_at - before)

    assert job.state == JobState.FAILED
    assert "answered 500" in job.cause
    assert len(received) == deliveries.ATTEMPTS == 10
    assert timedelta(days=3) < sum(waits[:-1], timedelta()) < timedelta(days=4)


def test_a_receiver_that_is_gone_is_told_nothing_more(sam, webhook, receiver):
    answers(receiver, 410)
    happen(sam)
    assert deliver().state == JobState.FAILED
    webhook.refresh_from_db()
    happen(sam)

    assert webhook.disabled_at is not None
    assert Delivery.objects.count() == 1


def test_a_redirect_is_not_followed(sam, webhook, receiver):
    answers(receiver, 302)
    receiver.expect_request("/elsewhere").respond_with_data("no")
    happen(sam)
    deliver()

    assert [request.path for request, _answer in receiver.log] == ["/hook"]


def test_an_address_that_turned_private_is_not_told(sam, webhook, receiver):
    answers(receiver, 200)
    Webhook.objects.update(address="http://169.254.169.254/latest/")
    happen(sam)
    job = deliver()

    assert job.state == JobState.FAILED
    assert "not on the public Internet" in job.cause
    assert receiver.log == []


def test_a_dead_receiver_is_logged_with_its_cause(sam, webhook, receiver):
    receiver.stop()
    happen(sam)
    job = deliver()

    assert job.state == JobState.WAITING
    assert "does not take connections" in Delivery.objects.get().attempts.get().cause


def test_for_a_day_after_a_rotation_both_secrets_verify(sam, webhook, receiver):
    received = answers(receiver, 200)
    old, new = webhook.secret, webhooks.rotate_secret(webhook=webhook, by=sam)
    happen(sam)
    deliver()
    headers = dict(received[0].headers)

    assert Verifier(old).verify(received[0].data, headers) == Verifier(new).verify(received[0].data, headers)
    assert webhook.secrets_at(timezone.now() + timedelta(hours=25)) == [new]


def test_a_message_is_sent_again_at_once_though_its_next_attempt_is_far_off(sam, webhook, receiver):
    received = answers(receiver, 500, 200)
    happen(sam)
    deliver()
    Job.objects.filter(kind=deliveries.KIND).update(next_at=timezone.now() + timedelta(days=1))
    deliveries.resend(delivery=Delivery.objects.get(), by=sam)
    run(deliveries.KIND)

    assert len(received) == 2
    assert Delivery.objects.get().delivered_at is not None


@pytest.mark.parametrize("act", [webhooks.disable_webhook, webhooks.delete_webhook])
def test_what_still_waits_is_not_sent_once_the_webhook_is_disabled_or_removed(sam, webhook, receiver, act):
    received = answers(receiver, 500, 200)
    happen(sam)
    deliver()
    act(webhook=webhook, by=sam)
    Job.objects.filter(kind=deliveries.KIND).update(next_at=timezone.now())
    run(deliveries.KIND)

    assert len(received) == 1
    ended = Job.objects.get(kind=deliveries.KIND)
    assert (ended.state, "nothing more is sent" in ended.cause) == ("failed", True)


def switch_off(person):
    person.is_active = False
    person.save()


def leave_the_desk(person):
    person.memberships.all().delete()


@pytest.mark.parametrize("leave", [switch_off, leave_the_desk])
def test_whose_owner_left_hears_no_more(sam, webhook, receiver, leave):
    received = answers(receiver, 500, 200)
    happen(sam)
    deliver()
    leave(sam)
    Job.objects.filter(kind=deliveries.KIND).update(next_at=timezone.now())
    run(deliveries.KIND)

    assert len(received) == 1


def test_nothing_is_sent_again_to_a_disabled_webhook(sam, webhook, receiver):
    answers(receiver, 200)
    happen(sam)
    deliver()
    webhooks.disable_webhook(webhook=webhook, by=sam)
    with pytest.raises(TransitionDenied, match="Enable it first"):
        deliveries.resend(delivery=Delivery.objects.get(), by=sam)


def test_a_message_is_sent_again_under_its_old_id(sam, webhook, receiver):
    received = answers(receiver, 200)
    happen(sam)
    deliver()
    deliveries.resend(delivery=Delivery.objects.get(), by=sam)
    deliver()

    assert [request.headers["webhook-id"] for request in received] == [Delivery.objects.get().message_id] * 2


def test_only_its_owner_or_an_administrator_sends_again(sam, webhook, receiver):
    happen(sam)
    with pytest.raises(NotAllowed):
        deliveries.resend(delivery=Delivery.objects.get(), by=a_journalist("lee"))


def test_another_desk_hears_nothing(sam, receiver):
    stranger = a_journalist("kim", desk=a_desk("Sports"))
    webhooks.create_webhook(owner=stranger, address=receiver.url_for("/hook"), events=[OPENED])
    happen(sam)

    assert not Delivery.objects.exists()


def test_one_whose_owner_left_hears_nothing(sam, webhook):
    sam.is_active = False
    sam.save()
    happen(a_journalist("lee"))

    assert not Delivery.objects.exists()


def test_what_was_not_chosen_is_not_told(sam, webhook):
    factcheck = a_factcheck(by=sam, state=State.SUGGESTED)
    workflow.dismiss(factcheck=factcheck, reason="An opinion.", by=sam)
    run("announce")

    assert not Delivery.objects.exists()


def test_a_job_that_runs_twice_tells_once(sam, webhook):
    happen(sam)
    notice = Delivery.objects.get().notice
    deliveries.announce(notice)

    assert Delivery.objects.count() == Job.objects.filter(kind=deliveries.KIND).count() == 1


def test_a_later_event_has_a_larger_number(sam, webhook):
    happen(sam)
    happen(sam)
    second, first = (json.loads(one.body)["data"]["sequence"] for one in Delivery.objects.all())

    assert second > first
