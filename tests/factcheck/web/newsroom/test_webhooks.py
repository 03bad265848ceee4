"""The webhooks' pages: made, its secret shown once, its log with Resend."""

from __future__ import annotations

import pytest

from factcheck.integrations import deliveries
from factcheck.models import Delivery, Webhook
from factcheck.notices import services as notices
from factcheck.notices.events import Event
from jobs.models import Job
from tests.factories import a_factcheck

pytestmark = pytest.mark.django_db
PATH = "/settings/webhooks/"
FORM = {"address": "https://paper.example/hook", "events": ["claim.opened"]}


def test_its_secret_is_shown_once(sams):
    page = sams.post(PATH, FORM, follow=True)
    webhook = Webhook.objects.get()

    assert webhook.secret in page.content.decode()
    assert webhook.secret not in sams.get(f"{PATH}{webhook.pk}/").content.decode()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({**FORM, "address": "https://127.0.0.1/"}, "not on the public Internet"),
        ({**FORM, "events": []}, "Choose what it is told of."),
        ({"address": ""}, "Write the address"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(sams, form, said):
    page = sams.post(PATH, form)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert page.content.decode().count("<title>Error: ") == 1


def test_a_delivery_is_sent_again_from_the_log(sams, sam):
    sams.post(PATH, FORM)
    webhook = Webhook.objects.get()
    deliveries.announce(notices.record(event=Event.CLAIM_OPENED, factcheck=a_factcheck(by=sam), by=sam))
    assert "Claim taken on" in sams.get(f"{PATH}{webhook.pk}/").content.decode()
    sams.post(f"/settings/deliveries/{Delivery.objects.get().pk}/resend/")

    assert Job.objects.filter(kind=deliveries.KIND).exists()


def test_it_is_rotated_disabled_enabled_and_removed(sams):
    sams.post(PATH, FORM)
    page = f"{PATH}{Webhook.objects.get().pk}/"
    first = Webhook.objects.get().secret

    rotated = sams.post(f"{page}secret/", follow=True).content.decode()
    assert Webhook.objects.get().secret in rotated and first not in rotated
    sams.post(f"{page}disable/")
    assert Webhook.objects.get().disabled_at
    sams.post(f"{page}enable/")
    assert Webhook.objects.get().disabled_at is None
    sams.post(f"{page}remove/")
    assert not Webhook.objects.exists()


def test_nobody_elses_exists(sams, stranger, client_of):
    sams.post(PATH, FORM)

    assert client_of(stranger).get(f"{PATH}{Webhook.objects.get().pk}/").status_code == 404
