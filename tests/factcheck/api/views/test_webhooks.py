"""Webhooks over the API: one's own, with their log."""

from __future__ import annotations

import pytest

from factcheck.integrations import deliveries
from factcheck.integrations.models import Delivery, Scope, Webhook
from factcheck.notices import services as notices
from factcheck.notices.events import Event
from tests.factories import a_factcheck

pytestmark = pytest.mark.django_db
PATH = "/api/v1/webhooks/"
BODY = {"address": "https://paper.example/hook", "events": ["publication.published", "claim.opened"]}


@pytest.fixture
def manager(with_scopes):
    return with_scopes(Scope.READ, Scope.WEBHOOKS_WRITE)


@pytest.fixture
def webhook(manager):
    return manager.post(PATH, BODY, format="json").json()


def test_the_secret_is_told_once(manager, webhook):
    assert webhook["secret"].startswith("whsec_")
    assert "secret" not in manager.get(webhook["url"]).json()
    assert "secret" not in manager.get(PATH).json()["results"][0]


def test_it_needs_its_own_scope(api, webhook):
    answer = api.post(PATH, BODY, format="json")

    assert answer.status_code == 403
    assert "webhooks:write" in answer.json()["detail"]


def test_a_private_address_is_refused_with_the_reason(manager):
    answer = manager.post(PATH, {**BODY, "address": "https://127.0.0.1/"}, format="json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "address"


def test_it_is_changed_by_who_has_seen_it(manager, webhook):
    etag = manager.get(webhook["url"])["ETag"]
    change = {"events": ["claim.opened"]}

    assert manager.patch(webhook["url"], change, format="json").status_code == 428
    answer = manager.patch(webhook["url"], change, format="json", headers={"If-Match": etag})
    assert answer.json()["events"] == ["claim.opened"]
    again = manager.patch(webhook["url"], change, format="json", headers={"If-Match": etag})
    assert again.status_code == 412


def test_a_new_secret_is_told_once_too(manager, webhook):
    answer = manager.post(f"{webhook['url']}rotate/", format="json")

    assert answer.json()["secret"] == Webhook.objects.get().secret != webhook["secret"]
    assert Webhook.objects.get().previous_secret == webhook["secret"]


def test_it_is_disabled_enabled_and_removed(manager, webhook):
    assert manager.post(f"{webhook['url']}disable/", format="json").json()["disabled_reason"]
    assert manager.post(f"{webhook['url']}enable/", format="json").json()["disabled_at"] is None
    assert manager.delete(webhook["url"]).status_code == 204
    assert not Webhook.objects.exists()


def test_its_log_is_read_and_a_message_sent_again(manager, sam, webhook):
    notice = notices.record(event=Event.CLAIM_OPENED, factcheck=a_factcheck(by=sam), by=sam)
    deliveries.announce(notice)
    [logged] = manager.get(f"{webhook['url']}deliveries/").json()["results"]
    answer = manager.post(f"{webhook['url']}deliveries/{logged['id']}/resend/", format="json")

    assert logged["body"] == Delivery.objects.get().body
    assert logged["event"] == "claim.opened"
    assert (answer.status_code, answer.json()["kind"]) == (202, "deliver_webhook")


def test_nobody_elses_exists(other_desk, manager, webhook):
    assert other_desk.get(webhook["url"]).status_code == 404
    assert other_desk.get(PATH).json()["results"] == []
