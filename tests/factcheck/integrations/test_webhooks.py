"""Webhooks are made by people, for addresses that anyone may reach, within reason."""

from __future__ import annotations

import pytest

from factcheck.exceptions import Incomplete, NotAllowed
from factcheck.integrations import webhooks
from factcheck.integrations.models import Webhook
from sources.exceptions import BadAddress
from tests.factories import a_journalist

pytestmark = pytest.mark.django_db
EVENTS = ["publication.published"]


@pytest.fixture
def sam():
    return a_journalist()


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/hook",
        "https://[::1]/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.8/hook",
        "https://paper.example:8443/hook",
        "http://paper.example/hook",
        "ftp://paper.example/hook",
        "paper",
        "",
    ],
)
def test_an_address_that_nobody_should_be_sent_to_is_refused(sam, address):
    with pytest.raises(BadAddress):
        webhooks.create_webhook(owner=sam, address=address, events=EVENTS)
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("events", [[], ["publication.exploded"], [*EVENTS, "x"]])
def test_events_are_chosen_out_of_those_that_there_are(sam, events):
    with pytest.raises(Incomplete):
        webhooks.create_webhook(owner=sam, address="https://paper.example/hook", events=events)


def test_a_person_has_twenty_at_most(sam):
    for _ in range(webhooks.MAX_WEBHOOKS):
        webhooks.create_webhook(owner=sam, address="https://paper.example/hook", events=EVENTS)
    with pytest.raises(Incomplete, match="Remove one first"):
        webhooks.create_webhook(owner=sam, address="https://paper.example/hook", events=EVENTS)


def test_nobody_else_changes_it(sam):
    webhook = webhooks.create_webhook(owner=sam, address="https://paper.example/hook", events=EVENTS)
    lee = a_journalist("lee")

    for act in (
        webhooks.rotate_secret,
        webhooks.disable_webhook,
        webhooks.enable_webhook,
        webhooks.delete_webhook,
    ):
        with pytest.raises(NotAllowed):
            act(webhook=webhook, by=lee)
